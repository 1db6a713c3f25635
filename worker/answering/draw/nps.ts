/** How likely to recommend, 0 to 10: one joined row, no colours, nothing chosen beforehand. */
import type { NpsQuestion } from '../../../schema/survey.ts'
import type { Drawing, Level } from './drawing.ts'
import { framed } from './frame.ts'
import { ends, row } from './row.ts'
import type { Tree } from './tree.ts'
import { questionText } from './wording.ts'

export function drawNps(question: NpsQuestion, drawing: Drawing, level: Level): Tree {
  const { say } = drawing
  const [low, high] = [say('nps.low'), say('nps.high')]
  const points = Array.from({ length: 11 }, (_, value) => ({
    value,
    ...(value === 0 ? { spoken: low } : value === 10 ? { spoken: high } : {}),
  }))
  const hint = say('hint.number', { low: 0, high: 10 })
  return framed(question, drawing, { title: questionText(question, drawing), level, hint }, [
    row({ name: question.key, shape: 'joined', points }, drawing),
    ends(low, high),
  ])
}

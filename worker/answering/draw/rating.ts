/** One rating from 1 up: numbers by default; stars or smileys where the owner chose them. */
import { NO_OPINION } from '../../../schema/columns.ts'
import type { RatingQuestion } from '../../../schema/survey.ts'
import type { Drawing, Level } from './drawing.ts'
import { framed } from './frame.ts'
import { ends, type Point, row } from './row.ts'
import { present, type Tree } from './tree.ts'
import { breakingWords, pointWords, questionText } from './wording.ts'

export function drawRating(question: RatingQuestion, drawing: Drawing, level: Level): Tree {
  const { key, scale, style } = question
  const { say, survey, value } = drawing
  const words = pointWords(question, drawing)
  const breaking = breakingWords(question, drawing)
  const worded = words.every((word) => word !== '')
  const points = words.map((word, i): Point => {
    const n = i + 1
    if (style === 'numbers' && worded) return { value: n, word: breaking[i] ?? word }
    if (style === 'numbers') return word ? { value: n, spoken: word } : { value: n }
    const spoken = say('point.of', { n, of: scale })
    const face = style === 'stars' ? STAR : smiley(i / (scale - 1))
    return { value: n, face, spoken: word ? say('point', { n: spoken, label: word }) : spoken }
  })
  const shape = style === 'numbers' ? 'joined' : style === 'stars' ? 'stars' : 'faces'
  const none: Tree = [
    'label',
    { class: 'na' },
    ['input', { type: 'radio', name: key, value: NO_OPINION, checked: value(key) === NO_OPINION }],
    ['span', {}, say('na')],
  ]
  const hint =
    worded || style !== 'numbers' ? undefined : say('hint.number', { low: 1, high: scale })
  return framed(
    question,
    drawing,
    { title: questionText(question, drawing), level, hint },
    present(
      row({ name: key, shape, points }, drawing),
      (!worded || style !== 'numbers') && ends(words[0] ?? '', words.at(-1) ?? ''),
      survey.noOpinion && none,
    ),
  )
}

const drawn = (d: string): Tree => [
  'svg',
  { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
  ['path', { d }],
]
const STAR = drawn('M12 2.5l2.9 6.2 6.6.8-4.9 4.6 1.3 6.7L12 17.4l-5.9 3.4 1.3-6.7L2.5 9.5l6.6-.8z')

/** A face in one colour, its mouth from a frown (0) over a straight line (½) to a smile (1). */
function smiley(mood: number): Tree {
  const [end, bend] = [Math.round(160 - 10 * mood * 2) / 10, Math.round(120 + 70 * mood) / 10]
  return drawn(
    `M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M8.5 8.7v1.6M15.5 8.7v1.6M7.8 ${end}Q12 ${bend} 16.2 ${end}`,
  )
}

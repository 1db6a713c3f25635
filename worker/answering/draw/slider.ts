/** A number on a range: a field that starts empty, with a slider beside it once there is script. */
import type { SliderQuestion } from '../../../schema/survey.ts'
import { numbered } from '../words.ts'
import { type Drawing, faultsOf, type Level } from './drawing.ts'
import { described, framed } from './frame.ts'
import { numberField } from './number.ts'
import { notApplicable } from './pair.ts'
import { ends } from './row.ts'
import { present, type Tree } from './tree.ts'
import { questionText } from './wording.ts'

export function drawSlider(question: SliderQuestion, drawing: Drawing, level: Level): Tree {
  const { key, min, max, step } = question
  const { locale } = drawing
  const hint = drawing.say('hint.number', { low: min, high: max })
  const describedBy = described(key, faultsOf(key, drawing), hint)
  return framed(
    question,
    drawing,
    { title: questionText(question, drawing), level, hint, labels: key },
    present(
      numberField({ name: key, low: min, high: max, step, describedBy }, drawing),
      ends(numbered(min, locale), numbered(max, locale)),
      drawing.survey.noOpinion && notApplicable(key, drawing.say('na'), drawing),
    ),
  )
}

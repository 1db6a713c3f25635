/** Points shared over the survey's dimensions, a field each. */
import { dimensionsOf } from '../../../schema/dimensions.ts'
import type { AllocationQuestion } from '../../../schema/survey.ts'
import type { Drawing, Level } from './drawing.ts'
import { framed } from './frame.ts'
import { numberField } from './number.ts'
import type { Tree } from './tree.ts'
import { dimensionText, questionText } from './wording.ts'

export function drawAllocation(question: AllocationQuestion, drawing: Drawing, level: Level): Tree {
  const { key, total } = question
  const shares = dimensionsOf(drawing.survey).map((dimension): Tree => {
    const name = `${key}.${dimension}`
    return [
      'div',
      { class: 'share' },
      ['label', { for: name }, dimensionText(dimension, drawing)],
      numberField({ name, low: 0, high: total, step: 1, slides: false }, drawing),
    ]
  })
  return framed(
    question,
    drawing,
    { title: questionText(question, drawing), level, kind: 'shares' },
    [...shares, ['p', { class: 'hint', 'data-total': total, role: 'status' }]],
  )
}

/** What is wrong, in words: the same beside the field and in the summary at the top. */

import { MOST_COMPLAINT_TEXT, MOST_OTHER_TEXT } from '../../../schema/answer-faults.ts'
import { dimensionsOf } from '../../../schema/dimensions.ts'
import type { Fault } from '../../../schema/problem.ts'
import { type Question, scaleRange } from '../../../schema/survey.ts'
import { isWordKey, type Values } from '../words.ts'
import type { Drawing } from './drawing.ts'
import { partsOf } from './wording.ts'

/** The column a fault is about: `/answers/speed/perception` is `speed.perception`. */
export const columnOf = ({ pointer }: Pick<Fault, 'pointer'>): string =>
  pointer.split('/').slice(2).join('.')

/** The id of the control a fault leads to; every row and group has its name on its first control. */
export function controlOf(fault: Fault, question: Question, drawing: Drawing): string {
  const column = columnOf(fault)
  if (fault.detail === 'err.other') return `${question.key}.other`
  if (column !== question.key) return column
  if (question.type === 'gap') return `${column}.${partsOf(question, drawing)[0]?.part}`
  if (question.type === 'allocation') return `${column}.${dimensionsOf(drawing.survey)[0]}`
  return column
}

/** A fault in words; one that names no wording of ours becomes "check this answer". */
export function faultText(fault: Fault, question: Question, drawing: Drawing): string {
  const key = isWordKey(fault.detail) ? fault.detail : 'err.check'
  return drawing.say(key, valuesOf(fault, question, drawing))
}

function valuesOf(fault: Fault, question: Question, drawing: Drawing): Values {
  switch (question.type) {
    case 'nps':
      return { low: 0, high: 10 }
    case 'rating':
      return { low: 1, high: question.scale }
    case 'slider':
      return { low: question.min, high: question.max, step: question.step }
    case 'gap': {
      const part = fault.pointer.split('/')[3]
      const { label } = partsOf(question, drawing).find((row) => row.part === part) ?? { label: '' }
      return { ...scaleRange(question.scale), label }
    }
    case 'allocation':
      return {
        n: question.total,
        total: question.total,
        sum: sumOf(question.key, drawing),
      }
    case 'text':
      return { n: question.maxLength }
    case 'complaint':
      return { n: MOST_COMPLAINT_TEXT }
    case 'choice':
      return { n: MOST_OTHER_TEXT }
    default:
      return question satisfies never
  }
}

function sumOf(key: string, { survey, value }: Drawing): number {
  const points = dimensionsOf(survey).map((dimension) => Number(value(`${key}.${dimension}`)) || 0)
  return points.reduce((sum, share) => sum + share, 0)
}

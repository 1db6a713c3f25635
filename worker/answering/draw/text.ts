/** An answer in own words. */
import type { TextQuestion } from '../../../schema/survey.ts'
import { type Drawing, faultsOf, type Level } from './drawing.ts'
import { described, framed } from './frame.ts'
import type { Tree } from './tree.ts'
import { questionText } from './wording.ts'

export function drawText(question: TextQuestion, drawing: Drawing, level: Level): Tree {
  const { key, maxLength, required } = question
  const hint = drawing.say(required ? 'reason.hint.required' : 'reason.hint')
  const describedBy = described(key, faultsOf(key, drawing), hint)
  const title = questionText(question, drawing)
  return framed(question, drawing, { title, level, hint, labels: key, kind: 'reason' }, [
    textArea(key, maxLength, describedBy, drawing),
  ])
}

/**
 * A field for a few lines. No maxlength: browsers count UTF-16 units and would cut an emoji text short that
 * we take; the script counts what is left, the server says when it is too long. The placeholder is a blank,
 * so that the style sheet can tell an empty field. What is written runs its own way, whatever the page's is.
 */
export const textArea = (
  name: string,
  most: number,
  describedBy: string | undefined,
  { value }: Drawing,
): Tree => [
  'textarea',
  {
    id: name,
    name,
    rows: 3,
    dir: 'auto',
    placeholder: ' ',
    'data-most': most,
    'aria-describedby': describedBy,
  },
  value(name),
]

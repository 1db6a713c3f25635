/** What the fields of a form say, as answers. Pure. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetQuestion } from '../../schema/widget.ts'

/** A field's number; null for "doesn't apply". */
export const numberIn = (text: string): number | null => (text === 'no-opinion' ? null : +text)

export type Fields = Iterable<readonly [name: string, value: unknown]>
export type Questions = Readonly<Record<string, WidgetQuestion>>

/** Answers of fields that are each a number or a text. What is empty is not answered. */
export function simpleAnswers(fields: Fields, isText: (key: string) => unknown): Answers {
  const answers: Record<string, unknown> = {}
  for (const [key, entry] of fields) {
    const text = `${entry}`.trim()
    if (text) answers[key] = isText(key) ? text : numberIn(text)
  }
  return answers
}

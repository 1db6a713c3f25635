/**
 * The form's fields: named like the columns of an import, plus the boxes a form needs (`KEY.na` for
 * "doesn't apply", `KEY.wanted` for "put something right"). This is the way from answers to fields;
 * `form.ts` is the way back.
 */
import { cellsOf } from '../../schema/columns.ts'
import type { Answers } from '../../schema/flow.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'

/** Field names and what they hold; a choice of several holds its keys with spaces between. */
export type Fields = Readonly<Record<string, string>>

/** What a form's fields hold for these answers. */
export function fieldsOf(survey: SurveyDefinition, answers: Answers): Fields {
  const fields: Record<string, string> = {}
  for (const question of survey.questions) {
    const { key, type } = question
    const answer = answers[key]
    if (answer === undefined) continue
    if (answer === null && (type === 'gap' || type === 'slider')) fields[`${key}.na`] = '1'
    else Object.assign(fields, cellsOf(question, survey, answer))
    if (type === 'complaint') fields[`${key}.wanted`] = 'yes'
  }
  return fields
}

/** What a response tells about the way through the survey: who was asked what, where people stop, and how carefully they answer. */
import { isAsked } from '../../schema/flow.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { isStraightLined } from './effort.ts'
import type { Answered, Into } from './measures.ts'

export function walkSums(survey: SurveyDefinition, response: Answered, into: Into): void {
  const { answers, shown, complete } = response
  into(`version|${response.version}`, [1])
  for (const question of survey.questions)
    if (!isAskedOfAll(survey, question) && isAsked(survey, question, answers, shown ?? undefined))
      into(`asked|${question.key}`, [1])
  if (!complete) {
    const last = survey.questions.findLast(({ key }) => answers[key] !== undefined)
    into(`stopped|${last?.key ?? NOTHING}`, [1])
  }
  const straight = isStraightLined(survey, response)
  if (straight !== null) into('straight', [1, Number(straight)])
}

/** Where those stopped who answered nothing; no key looks like it. */
export const NOTHING = '(nothing)'

/** Whether everybody who fills this version in is asked the question. */
export const isAskedOfAll = (
  survey: SurveyDefinition,
  { showIf, type }: SurveyDefinition['questions'][number],
): boolean => showIf === undefined && !(survey.sample && type === 'gap')

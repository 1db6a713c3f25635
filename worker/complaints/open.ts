/**
 * What opens a complaint: a response whose complaint question was answered with a category or a text. The case
 * is written in the response's own batch, follows its edits while nobody has touched it, and loses the
 * person's words with it.
 */
import { OTHER_CATEGORY } from '../../schema/complaints.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Statement } from '../db.ts'
import { digestSync } from '../secrets.ts'
import { dueAt } from './due.ts'
import { eraseWords, type NewCase, upsertCases, withdrawCases } from './store.ts'

type Definitions = ReadonlyMap<number, SurveyDefinition>

/** @param settings decides what their authors are promised; null where nobody has been told anything: an import */
export const openComplaints = (
  surveyId: string,
  definitions: Definitions,
  responses: readonly SurveyResponse[],
  settings: Settings | null,
): Statement[] =>
  upsertCases(responses.flatMap((each) => casesIn(surveyId, definitions, each, settings)))

/** Cases after responses were saved again: opened, rewritten while still `received`, or withdrawn when emptied. */
export function followComplaints(
  surveyId: string,
  definitions: Definitions,
  responses: readonly SurveyResponse[],
  settings: Settings,
  now: number,
): Statement[] {
  const cases = responses.flatMap((each) => casesIn(surveyId, definitions, each, settings))
  const told = new Set(cases.map(({ id }) => id))
  const emptied = responses.flatMap((response) =>
    complaintQuestions(definitions, response)
      .map((key) => caseIdOf(surveyId, response.id, key))
      .filter((id) => !told.has(id)),
  )
  return [...upsertCases(cases), ...withdrawCases(emptied, now)]
}

/** Takes away what deleted responses told: the case stays and counts, the words do not. */
export const forgetComplaints = (
  surveyId: string,
  responseIds: readonly string[],
  now: number,
): Statement[] => eraseWords(surveyId, responseIds, now)

/** The same answer is the same case, so that a repeated save can't open two. */
const caseIdOf = (surveyId: string, responseId: string, question: string): string =>
  digestSync(`complaint\n${surveyId}\n${responseId}\n${question}`).slice(0, 22)

const complaintQuestions = (definitions: Definitions, { version }: SurveyResponse): string[] =>
  (definitions.get(version)?.questions ?? [])
    .filter(({ type }) => type === 'complaint')
    .map(({ key }) => key)

function casesIn(
  surveyId: string,
  definitions: Definitions,
  response: SurveyResponse,
  settings: Settings | null,
): NewCase[] {
  return complaintQuestions(definitions, response).flatMap((question) => {
    const { category, text, contact } = wordsIn(response.answers[question])
    if (category === null && text === null) return []
    return {
      id: caseIdOf(surveyId, response.id, question),
      state: 'received',
      category: category ?? OTHER_CATEGORY,
      severity: 'normal',
      text,
      contact,
      customerId: response.customerId,
      openedAt: response.submittedAt,
      dueAt: settings && dueAt(response.submittedAt, settings),
      closedAt: null,
      segments: { ...response.segments, channel: response.channel },
      surveyId,
      responseId: response.id,
      question,
      locale: response.locale,
      satisfied: null,
      bodyHash: '',
    }
  })
}

function wordsIn(answer: unknown) {
  const member = (name: string): string | null => {
    if (typeof answer !== 'object' || answer === null) return null
    const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1]
    return typeof value === 'string' && value.trim() !== '' ? value : null
  }
  return { category: member('category'), text: member('text'), contact: member('contact') }
}

/** Takes a person out of their answers to one survey: the figures stay, the name and the words go. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { forgetComplaints } from '../complaints/open.ts'
import type { Database } from '../db.ts'
import { replaceResponse, responsesIn, responsesOfCustomer } from '../responses/store.ts'
import { digestSync } from '../secrets.ts'
import { forgetConflictsOf } from './conflicts.ts'
import type { Published } from './published.ts'

/** What stands for a text that was erased where there has to be one. */
const ERASED = '–'

/** @returns how many responses were the customer's @throws when the database is away */
export async function eraseCustomer(
  db: Database,
  { surveyId, definitions }: Published,
  customerId: string,
  now: number,
): Promise<number> {
  const [found] = await db.read([responsesOfCustomer(surveyId, customerId)])
  const responses = responsesIn(found)
  await db.write([
    ...responses.flatMap((response) =>
      replaceResponse(
        surveyId,
        response,
        withoutPerson(response, definitions.get(response.version)),
      ),
    ),
    ...forgetComplaints(
      surveyId,
      responses.map(({ id }) => id),
      now,
    ),
    forgetConflictsOf(surveyId, customerId),
  ])
  return responses.length
}

/**
 * The response as nobody's: scores and choices stay, so that every figure is still what was answered. That two answers
 * were one person's is forgotten too, so intervals that allow for repeats may change.
 */
export const withoutPerson = (
  response: SurveyResponse,
  survey: SurveyDefinition | undefined,
): SurveyResponse => ({
  ...response,
  revision: response.revision + 1,
  customerId: null,
  customerVerified: false,
  answers: withoutWords(response.answers, survey),
  bodyHash: digestSync(`erased\n${response.id}`),
})

function withoutWords(
  answers: SurveyResponse['answers'],
  survey: SurveyDefinition | undefined,
): SurveyResponse['answers'] {
  const types = new Map(survey?.questions.map(({ key, type }) => [key, type]))
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]): [string, unknown][] => {
      switch (types.get(key)) {
        case 'text':
        case undefined:
          return []
        case 'complaint':
          return [[key, categoryOf(answer)]]
        case 'choice':
          return [[key, Array.isArray(answer) ? answer.map(withoutOther) : withoutOther(answer)]]
        default:
          return [[key, answer]]
      }
    }),
  )
}

const categoryOf = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'category' in answer
    ? { category: answer.category }
    : {}

const withoutOther = (chosen: unknown) =>
  typeof chosen === 'object' && chosen !== null && 'other' in chosen ? { other: ERASED } : chosen

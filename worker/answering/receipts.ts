/** A respondent's own answer, found by its receipt: to see it, and to delete it. */
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf, keptWithId } from '../inbox/inbox-of.ts'
import { idInReceipt, isReceiptOf } from '../secrets.ts'
import { responsesWithId } from './store.ts'

export type OwnResponse = { slug: string; surveyId: string; response: SurveyResponse }

/**
 * The response a receipt belongs to.
 * @throws Problem not-found for a receipt that is none of ours, response-deleted once it is deleted
 */
export async function responseByReceipt(
  env: Env,
  db: Database,
  receipt: string,
): Promise<OwnResponse> {
  const found = await traceOf(env, db, receipt)
  if (!found) throw new Problem('not-found')
  if (!found.response) throw new Problem('response-deleted')
  return { ...found, response: found.response }
}

/** What is left of the response a receipt belongs to: the survey it answered, even when it is deleted; null for no receipt of ours. */
export async function traceOf(
  env: Env,
  db: Database,
  receipt: string,
): Promise<(Omit<OwnResponse, 'response'> & { response: SurveyResponse | null }) | null> {
  const id = idInReceipt(receipt)
  if (id === undefined) return null
  for (const found of await responsesWithId(db, id))
    if (await isReceiptOf(env.GAPWISE_SECRET, found.surveyId, id, receipt)) return found
  for (const kept of await keptWithId(env, id))
    if (await isReceiptOf(env.GAPWISE_SECRET, kept.surveyId, id, receipt)) return kept
  return null
}

/** Deletes a response for good; every report follows. @throws as above */
export async function deleteByReceipt(env: Env, db: Database, receipt: string): Promise<void> {
  const { slug, response } = await responseByReceipt(env, db, receipt)
  await inboxOf(env, slug).remove(slug, [response.id])
}

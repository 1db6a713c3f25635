/** An invitation as its holder meets it: looked up by the hash of its token, answered under an id made of the token. */
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { clientAddress } from '../address.ts'
import type { Env } from '../env.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { type Invited, invitationByHash } from '../invitations/store.ts'
import { hmac, sha256 } from '../secrets.ts'
import { noteMiss, requireNoGuesser } from './guesses.ts'
import { openSurvey } from './open.ts'
import type { Ctx } from './page-context.ts'
import { responsesWithId } from './store.ts'

/** @throws Problem unknown-invitation, too-many-requests for who tries many of those */
export async function knownInvitation(c: Ctx, token: string): Promise<Invited> {
  const address = clientAddress(c.env, c.req.raw)
  const now = c.var.now.getTime()
  requireNoGuesser(address, now)
  const invited = await invitationByHash(c.var.db, sha256(token))
  if (invited) return invited
  noteMiss(address, now)
  throw new Problem('unknown-invitation')
}

/** The id of the one response of an invitation: the same on every load, so that a draft finds its form again. */
export const idOfInvitation = (env: Env, token: string): Promise<string> =>
  hmac(env.GAPWISE_SECRET, `invitation\n${token}`)

/** What is saved under an id, in the inbox or the database. @throws Problem response-deleted */
export async function savedUnder(
  c: Ctx,
  survey: PublicSurvey,
  id: string,
): Promise<SurveyResponse | null> {
  const shelved = await (await findInbox(c.env, survey.slug))?.shelved(id)
  if (shelved) return shelved
  const all = await responsesWithId(c.var.db, id)
  const found = all.find(({ surveyId }) => surveyId === survey.surveyId)
  if (found && !found.response) throw new Problem('response-deleted')
  return found?.response ?? null
}

/** Numbers in [0, 1) that are the same for the same id: what was drawn for a person stays drawn. */
export function chanceOf(id: string): () => number {
  let draws = 0
  return () => Number.parseInt(sha256(`draw\n${id}\n${draws++}`).slice(0, 8), 16) / 2 ** 32
}

/** An invitation that still holds, its survey, and what was begun by it. @throws Problem already-answered, link-expired, … */
export async function openInvitation(c: Ctx, token: string) {
  const invited = await knownInvitation(c, token)
  if (invited.usedAt !== null) throw new Problem('already-answered')
  if (invited.revokedAt !== null || invited.expiresAt <= c.var.now.getTime())
    throw new Problem('link-expired')
  const survey = await openSurvey(c, invited.slug)
  const id = invited.responseId ?? (await idOfInvitation(c.env, token))
  const saved = await savedUnder(c, survey, id)
  if (saved?.complete) throw new Problem('already-answered')
  return { survey, id, saved, name: invited.name ?? undefined }
}

/** What was begun by an invitation; null for nothing yet. @throws Problem unknown-invitation for one to another survey */
export async function savedByInvitation(c: Ctx, survey: PublicSurvey, token: string) {
  const invited = await knownInvitation(c, token)
  if (invited.surveyId !== survey.surveyId) throw new Problem('unknown-invitation')
  return savedUnder(c, survey, invited.responseId ?? (await idOfInvitation(c.env, token)))
}

/** The way to a survey's inbox from anywhere in the Worker. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Env } from '../env.ts'
import { directoryOf } from './directory.ts'

/** The inbox of a survey that is known to exist. */
export const inboxOf = (env: Env, slug: string) => env.INBOX.get(env.INBOX.idFromName(slug))

/** Slugs seen to exist, and their inboxes' ids. One that was deleted since has an inbox that says so itself. */
const seen = new Map<string, DurableObjectId>()

/** The inbox behind a slug a visitor sent; null when no survey has it. */
export async function findInbox(env: Env, slug: string) {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(slug)) return null
  const known = seen.get(slug)
  if (known) return env.INBOX.get(known)
  if (!(await directoryOf(env).has(slug))) return null
  seen.set(slug, env.INBOX.idFromName(slug))
  return inboxOf(env, slug)
}

/** Every response with this id that is kept and not in the database yet (ids are only unique within a survey). */
export async function keptWithId(
  env: Env,
  id: string,
): Promise<{ slug: string; surveyId: string; response: SurveyResponse }[]> {
  const slugs = await directoryOf(env).keeping()
  const found = await Promise.all(
    slugs.map(async (slug) => {
      const response: SurveyResponse | null = await inboxOf(env, slug).shelved(id)
      if (response === null) return []
      const survey = await inboxOf(env, slug).published(slug)
      return survey ? [{ slug, surveyId: survey.surveyId, response }] : []
    }),
  )
  return found.flat()
}

/** Answers kept on disk over all inboxes while libSQL is away. */
export async function answersWaiting(env: Env): Promise<number> {
  const slugs = await directoryOf(env).keeping()
  const counts = await Promise.all(slugs.map((slug) => inboxOf(env, slug).waiting()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The way to a survey's inbox from anywhere in the Worker. */
import type { Env } from '../env.ts'
import { directoryOf } from './directory.ts'

/** The inbox of a survey that is known to exist. */
export const inboxOf = (env: Env, slug: string) => env.INBOX.get(env.INBOX.idFromName(slug))

/** Slugs seen to exist. One that was deleted since has an inbox that says so itself. */
const seen = new Set<string>()

/** The inbox behind a slug a visitor sent; null when no survey has it. */
export async function findInbox(env: Env, slug: string) {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(slug)) return null
  if (!seen.has(slug)) {
    if (!(await directoryOf(env).has(slug))) return null
    seen.add(slug)
  }
  return inboxOf(env, slug)
}

/** Answers kept on disk over all inboxes while libSQL is away. */
export async function answersWaiting(env: Env): Promise<number> {
  const slugs = await directoryOf(env).keeping()
  const counts = await Promise.all(slugs.map((slug) => inboxOf(env, slug).waiting()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Answers that were there before the index of words: their inboxes are told to go on with it. */
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { surveysToIndex } from '../tallies/store.ts'
import { inboxOf } from './inbox-of.ts'

/** Asked every minute, so that whatever stops an inbox half-way, it goes on; nothing to do costs one small query. */
export async function indexOlderWords(env: Env, db: Database): Promise<void> {
  const [behind] = await db.read([surveysToIndex])
  for (const { slug } of behind?.rows ?? []) await inboxOf(env, String(slug)).goOn(String(slug))
}

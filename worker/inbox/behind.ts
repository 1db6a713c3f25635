/** Inboxes that have work left from before: words that are not indexed yet, sums of another zone's days. */
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { accountSettings } from '../settings/store.ts'
import { surveysBehind } from '../tallies/store.ts'
import { inboxOf } from './inbox-of.ts'

/** Asked every minute, so that whatever stops an inbox half-way, it goes on; nothing to do costs one small query. */
export async function wakeThoseBehind(env: Env, db: Database): Promise<void> {
  const { timeZone } = await accountSettings(db)
  const [behind] = await db.read([surveysBehind(timeZone)])
  for (const { slug } of behind?.rows ?? []) await inboxOf(env, String(slug)).goOn(String(slug))
}

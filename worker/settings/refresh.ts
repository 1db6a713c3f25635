/** Tells every survey's inbox that the account's settings have changed. */
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { surveysAfter } from '../surveys/store.ts'

/** @param rebuild whether answers belong to other days now, so that their sums are made anew */
export async function refreshInboxes(env: Env, db: Database, rebuild = false): Promise<void> {
  for (const { slug } of await surveysAfter(db, null, 10_000)) {
    const inbox = inboxOf(env, slug)
    await inbox.refresh(slug)
    if (rebuild) await inbox.rebuild(slug)
  }
}

/** Tells every survey's inbox that the account's settings have changed. */
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { surveysAfter } from '../surveys/store.ts'

/** So many are told at once. */
const AT_ONCE = 20

/** @param goOn whether there is work for them then, such as sums to be made anew; it is done after this has returned */
export async function refreshInboxes(env: Env, db: Database, goOn = false): Promise<void> {
  const surveys = await surveysAfter(db, null, 10_000)
  for (let from = 0; from < surveys.length; from += AT_ONCE)
    await Promise.all(
      surveys.slice(from, from + AT_ONCE).map(async ({ slug }) => {
        const inbox = inboxOf(env, slug)
        await inbox.refresh(slug)
        if (goOn) await inbox.goOn(slug)
      }),
    )
}

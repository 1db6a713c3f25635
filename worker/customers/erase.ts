/** Erases a person: the record goes, the answers become nobody's and lose their words, the figures stay exact. */
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { note } from '../audit/note.ts'
import { complaintsOfCustomer } from '../complaints/list.ts'
import { eraseWordsOfCustomer } from '../complaints/store.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { forgetInvited } from '../invitations/store.ts'
import { forgetMailsTo } from '../mail/store.ts'
import { forgetPurchasesOf, purchasesOf } from '../purchases/store.ts'
import { permit } from '../staff/permit.ts'
import { customerErased } from '../webhooks/forget.ts'
import { forgetScoresOf } from '../webhooks/outbox-store.ts'
import { customerById, deleteCustomer, surveysAnsweredBy } from './store.ts'

/**
 * Done again after a failure half-way it ends the same: the record goes last.
 * @throws Problem not-allowed, not-found when nothing is known of such a customer
 */
export async function eraseCustomer(
  env: Env,
  db: Database,
  actor: Actor,
  customerId: string,
  now: number,
): Promise<void> {
  permit(actor, 'customers:erase')
  const surveys = await surveysAnsweredBy(db, customerId)
  const known = await customerById(db, customerId)
  const complaints = await complaintsOfCustomer(db, customerId)
  const purchases = await purchasesOf(db, customerId)
  if (!known && [surveys, complaints, purchases].every(({ length }) => length === 0))
    throw new Problem('not-found')
  // Links end first, so that no answer comes in by one meanwhile; scores to be sent go while it is known whose they are.
  await db.write([
    forgetMailsTo(customerId),
    forgetInvited(customerId, now),
    forgetScoresOf(customerId),
  ])
  for (const { slug } of surveys) await inboxOf(env, slug).erase(slug, customerId)
  await db.write([
    ...eraseWordsOfCustomer(customerId, now),
    forgetPurchasesOf(customerId),
    deleteCustomer(customerId),
    ...customerErased(customerId, now),
    // By whom and when, and not of whom: the log is for ever.
    note(actor, new Date(now), 'customer-erased', ''),
  ])
}

/** Everything kept of one person, as their own copy (GDPR 15 and 20). */
import { complaintsOfCustomer } from '../complaints/list.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { invitationsTo } from '../invitations/store.ts'
import { withMail } from '../mail/unsubscribed.ts'
import { purchasesOf } from '../purchases/store.ts'
import { asJson } from '../responses/export.ts'
import { responsesIn, responsesOfCustomer } from '../responses/store.ts'
import { customerById, surveysAnsweredBy } from './store.ts'

/** @returns null when nothing is known of such a customer */
export async function copyOf(env: Env, db: Database, customerId: string, now: number) {
  const customer = await customerById(db, customerId)
  const surveys = await surveysAnsweredBy(db, customerId)
  const complaints = await complaintsOfCustomer(db, customerId)
  const purchases = await purchasesOf(db, customerId)
  if (!customer && [surveys, complaints, purchases].every(({ length }) => length === 0)) return null
  const responses = await Promise.all(
    surveys.map(async ({ id, slug }) => {
      const [found] = await db.read([responsesOfCustomer(id, customerId)])
      return responsesIn(found).map((response) => ({ survey: slug, ...asJson(response) }))
    }),
  )
  return {
    customer: customer && (await withMail(env, db, customer)),
    responses: responses.flat(),
    complaints,
    purchases: purchases.map(({ at }) => new Date(at).toISOString()),
    invitations: await invitationsTo(db, customerId, now),
  }
}

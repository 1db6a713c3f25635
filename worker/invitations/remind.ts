/** Queues one reminder each for people who were invited by mail and have not answered. */
import type { NotMailed } from '../../schema/mails.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { note } from '../audit/note.ts'
import { customersAmong } from '../customers/store.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { mailedAmong, queueMails } from '../mail/store.ts'
import { unsubscribedAmong } from '../mail/unsubscribed.ts'
import { randomId } from '../secrets.ts'
import { permit } from '../staff/permit.ts'
import type { Survey } from '../surveys/store.ts'
import { requireMail } from './invite.ts'

export type Reminded = {
  reminded: { customer: string; invitation: string }[]
  notSent: NotMailed[]
}

/** @throws Problem not-allowed, mail-not-set-up, wrong-state, invalid-request (an unknown customer) */
export async function remind(
  env: Env,
  db: Database,
  actor: Actor,
  survey: Survey,
  customers: readonly string[],
  now: number,
): Promise<Reminded> {
  permit(actor, 'customers:write')
  requireMail(env, survey, now)
  const known = await customersAmong(db, customers)
  const errors = customers.flatMap((id, i) =>
    known.has(id) ? [] : [{ pointer: `/customers/${i}`, detail: 'There is no such customer' }],
  )
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
  const addresses = [...known.values()].flatMap(({ email }) => email ?? [])
  const unsubscribed = await unsubscribedAmong(env, db, addresses)
  const mailed = await mailedAmong(db, survey.id, customers, now)
  const result: Reminded = { reminded: [], notSent: [] }
  for (const { id: customer, email } of known.values()) {
    const before = mailed.get(customer)
    const not = (reason: NotMailed['reason']) => result.notSent.push({ customer, reason })
    if (!before?.isThere) not('not-invited')
    else if (before.reminded) not('reminded-before')
    else if (email === null) not('no-address')
    else if (unsubscribed.has(email)) not('unsubscribed')
    else result.reminded.push({ customer, invitation: before.invitationId })
  }
  const mails = result.reminded.map(({ invitation }) => ({
    id: randomId(),
    invitationId: invitation,
  }))
  if (mails.length > 0)
    await db.write([
      queueMails(mails, 'reminder', now),
      note(actor, new Date(now), 'customers-mailed', survey.slug, { reminders: mails.length }),
    ])
  return result
}

/** Makes personal links to a live survey, and mails them where that is asked. Of a link only its hash is kept. */
import type * as z from 'zod'
import type { InvitationLink, NewInvitations } from '../../schema/invitations.ts'
import type { NotMailed } from '../../schema/mails.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { note } from '../audit/note.ts'
import { customersAmong } from '../customers/store.ts'
import { type Database, isConstraint } from '../db.ts'
import type { Env } from '../env.ts'
import { whyShut } from '../inbox/published.ts'
import { mailSetUp } from '../mail/set-up.ts'
import { mailedAmong, queueMails } from '../mail/store.ts'
import { unsubscribedAmong } from '../mail/unsubscribed.ts'
import { randomId, sha256 } from '../secrets.ts'
import { permit } from '../staff/permit.ts'
import type { Survey } from '../surveys/store.ts'
import { linkToken } from './link-token.ts'
import { insertInvitations } from './store.ts'

const DAY_MS = 86_400_000

export type Invited = { invitations: z.infer<typeof InvitationLink>[]; notSent: NotMailed[] }

/**
 * With `send` only who can be written to is invited; the others are listed, and nothing changes for them.
 * @throws Problem not-allowed, wrong-state (not live), mail-not-set-up, invalid-request (an unknown customer)
 */
export async function invite(
  env: Env,
  db: Database,
  actor: Actor,
  survey: Survey,
  { customers, expiresInDays, send }: z.output<typeof NewInvitations>,
  origin: string,
  now: number,
): Promise<Invited> {
  permit(actor, 'customers:write')
  if (survey.status !== 'live')
    throw new Problem('wrong-state', { detail: 'Publish the survey first' })
  if (send) requireMail(env, survey, now)
  const wanted = [...new Set(customers)]
  const known = await customersAmong(db, wanted)
  const errors = customers.flatMap((id, i) =>
    known.has(id) ? [] : [{ pointer: `/customers/${i}`, detail: 'There is no such customer' }],
  )
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
  const notSent = send ? await notToMail(env, db, survey.id, [...known.values()], now) : []
  const left = new Set(notSent.map(({ customer }) => customer))
  const expiresAt = now + expiresInDays * DAY_MS
  const links = await Promise.all(
    wanted
      .filter((id) => !left.has(id))
      .map(async (customer) => {
        const id = randomId()
        const token = await linkToken(env.GAPWISE_SECRET, id)
        return { id, customer, token, hash: sha256(token) }
      }),
  )
  const mails = links.map(({ id }) => ({ id: randomId(), invitationId: id }))
  try {
    if (links.length > 0)
      await db.write([
        ...insertInvitations(survey.id, links, expiresAt, now),
        ...(send
          ? [
              queueMails(mails, 'invitation', now),
              note(actor, new Date(now), 'customers-mailed', survey.slug, { mails: mails.length }),
            ]
          : []),
      ])
  } catch (error) {
    // Two at once for the same person: one of them has been told its link.
    if (isConstraint(error)) throw new Problem('wrong-state', { detail: 'Somebody else invites' })
    throw error
  }
  const invitations = links.map(({ id, customer, token }) => ({
    id,
    customer,
    url: `${origin}/i/${token}`,
    expiresAt: new Date(expiresAt).toISOString(),
  }))
  return { invitations, notSent }
}

/** @throws Problem mail-not-set-up, wrong-state where a mailed link would lead to a closed door */
export function requireMail(env: Env, survey: Survey, now: number): void {
  if (!mailSetUp(env))
    throw new Problem('mail-not-set-up', {
      detail: 'MAIL_URL, MAIL_FROM and PUBLIC_URL are needed',
    })
  if (whyShut(survey, now))
    throw new Problem('wrong-state', { detail: 'The survey takes no answers at the moment' })
}

async function notToMail(
  env: Env,
  db: Database,
  surveyId: string,
  customers: readonly { id: string; email: string | null }[],
  now: number,
): Promise<NotMailed[]> {
  const addresses = customers.flatMap(({ email }) => email ?? [])
  const unsubscribed = await unsubscribedAmong(env, db, addresses)
  const ids = customers.map(({ id }) => id)
  const mailed = await mailedAmong(db, surveyId, ids, now)
  return customers.flatMap(({ id: customer, email }): NotMailed[] => {
    if (email === null) return [{ customer, reason: 'no-address' }]
    if (unsubscribed.has(email)) return [{ customer, reason: 'unsubscribed' }]
    return mailed.has(customer) ? [{ customer, reason: 'invited-before' }] : []
  })
}

/** Makes personal links to a live survey. Each is told once: only its hash is kept. */
import type * as z from 'zod'
import type { InvitationLink, NewInvitations } from '../../schema/invitations.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { customersAmong } from '../customers/store.ts'
import { type Database, isConstraint } from '../db.ts'
import { randomId, randomToken, sha256 } from '../secrets.ts'
import { permit } from '../staff/permit.ts'
import type { Survey } from '../surveys/store.ts'
import { insertInvitations } from './store.ts'

const DAY_MS = 86_400_000
/** 192 bits. */
const TOKEN_BYTES = 24

/** @throws Problem not-allowed, wrong-state (not live), invalid-request (an unknown customer) */
export async function invite(
  db: Database,
  actor: Actor,
  survey: Survey,
  { customers, expiresInDays }: z.infer<typeof NewInvitations>,
  origin: string,
  now: number,
): Promise<z.infer<typeof InvitationLink>[]> {
  permit(actor, 'customers:write')
  if (survey.status !== 'live')
    throw new Problem('wrong-state', { detail: 'Publish the survey first' })
  const known = await customersAmong(db, customers)
  const errors = customers.flatMap((id, i) =>
    known.has(id) ? [] : [{ pointer: `/customers/${i}`, detail: 'There is no such customer' }],
  )
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
  const expiresAt = now + expiresInDays * DAY_MS
  const links = [...new Set(customers)].map((customer) => {
    const token = randomToken(TOKEN_BYTES)
    return { id: randomId(), customer, token, hash: sha256(token) }
  })
  try {
    await db.write(insertInvitations(survey.id, links, expiresAt, now))
  } catch (error) {
    // Two at once for the same person: one of them has been told its link.
    if (isConstraint(error)) throw new Problem('wrong-state', { detail: 'Somebody else invites' })
    throw error
  }
  return links.map(({ id, customer, token }) => ({
    id,
    customer,
    url: `${origin}/i/${token}`,
    expiresAt: new Date(expiresAt).toISOString(),
  }))
}

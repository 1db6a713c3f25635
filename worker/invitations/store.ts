/** SQL on invitations; what a response does to one is written by the inbox, in the batch of that response. */
import * as z from 'zod'
import { INVITATION_STATES, type Invitation } from '../../schema/invitations.ts'
import { MailState } from '../../schema/mails.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'

/** A link as it is found by its hash. */
export type Invited = {
  slug: string
  surveyId: string
  expiresAt: number
  revokedAt: number | null
  usedAt: number | null
  responseId: string | null
  /** The customer's. */
  name: string | null
}

export async function invitationByHash(db: Database, hash: string): Promise<Invited | null> {
  const [found] = await db.read([
    {
      sql: `SELECT s.slug, i.survey_id, i.expires_at, i.revoked_at, i.used_at, i.response_id, c.name
        FROM invitations i JOIN surveys s ON s.id = i.survey_id
        LEFT JOIN customers c ON c.id = i.customer_id WHERE i.hash = ?`,
      args: [hash],
    },
  ])
  const row = found?.rows[0]
  if (!row) return null
  return {
    slug: String(row.slug),
    surveyId: String(row.survey_id),
    expiresAt: Number(row.expires_at),
    revokedAt: numberOrNull(row.revoked_at),
    usedAt: numberOrNull(row.used_at),
    responseId: textOrNull(row.response_id),
    name: textOrNull(row.name),
  }
}

export type NewInvitation = { id: string; hash: string; customer: string }

/** New links; a person's open one to the same survey ends, and what was begun by it goes on by the new one. */
export function insertInvitations(
  surveyId: string,
  invitations: readonly NewInvitation[],
  expiresAt: number,
  now: number,
): Statement[] {
  const rows = invitations.map(({ id, hash, customer }) => [id, hash, customer])
  const args = [surveyId, JSON.stringify(rows)]
  const theirs = 'customer_id IN (SELECT value ->> 2 FROM json_each(?2))'
  return [
    {
      sql: `UPDATE invitations SET revoked_at = ?3
        WHERE survey_id = ?1 AND revoked_at IS NULL AND used_at IS NULL AND ${theirs}`,
      args: [...args, now],
    },
    {
      sql: `INSERT INTO invitations (id, hash, survey_id, customer_id, created_at, expires_at, response_id)
        SELECT value ->> 0, value ->> 1, ?1, value ->> 2, ?3, ?4,
          (SELECT i.response_id FROM invitations i WHERE i.survey_id = ?1
            AND i.customer_id = value ->> 2 AND i.revoked_at IS NOT NULL AND i.response_id IS NOT NULL)
        FROM json_each(?2)`,
      args: [...args, now, expiresAt],
    },
    guardChanged(invitations.length),
    clearGuards,
    {
      sql: `UPDATE invitations SET response_id = NULL
        WHERE survey_id = ?1 AND revoked_at IS NOT NULL AND ${theirs}`,
      args,
    },
  ]
}

/** Ends a link that was not used. */
export const revokeInvitation = (surveyId: string, id: string, now: number): Statement => ({
  sql: `UPDATE invitations SET revoked_at = ?
    WHERE survey_id = ? AND id = ? AND revoked_at IS NULL AND used_at IS NULL`,
  args: [now, surveyId, id],
})

/** Nobody's from now on, and open to nobody. */
export const forgetInvited = (customerId: string, now: number): Statement => ({
  sql: `UPDATE invitations SET customer_id = NULL, response_id = NULL,
      revoked_at = CASE WHEN used_at IS NULL THEN coalesce(revoked_at, ?2) ELSE revoked_at END
    WHERE customer_id = ?1`,
  args: [customerId, now],
})

export type InvitationPlace = { createdAt: number; row: number }
type Placed = { invitation: Invitation; place: InvitationPlace }

/** What an invitation has come to, at an instant. */
const STATE = `CASE WHEN i.used_at IS NOT NULL THEN 'answered' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
  WHEN i.expires_at <= ?2 THEN 'expired' WHEN i.response_id IS NOT NULL THEN 'begun' ELSE 'open' END`

/** What became of an invitation's mails, as JSON; NULL for none. */
const MAIL = (kind: 'invitation' | 'reminder') =>
  `(SELECT json_object('state', iif(m.state = 'sending', 'queued', m.state), 'at',
      coalesce(m.settled_at, m.queued_at), 'detail', m.detail)
    FROM mails m WHERE m.invitation_id = i.id AND m.kind = '${kind}')`
const MAILS = `${MAIL('invitation')} AS mail, ${MAIL('reminder')} AS reminder`

/** Invitations to a survey, newest first, after a place in that order; of one state when one is named. */
export async function invitationsOf(
  db: Database,
  surveyId: string,
  now: number,
  state: Invitation['state'] | undefined,
  after: InvitationPlace | null,
  limit: number,
): Promise<Placed[]> {
  const [found] = await db.read([
    {
      sql: `SELECT i.rowid AS row, i.id, i.customer_id, c.name, i.created_at, i.expires_at, i.used_at, ${STATE} AS state,
          ${MAILS}
        FROM invitations i LEFT JOIN customers c ON c.id = i.customer_id
        WHERE i.survey_id = ?1 AND (i.created_at, i.rowid) < (?3, ?4) AND (?5 IS NULL OR ${STATE} = ?5)
        ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?6`,
      args: [
        surveyId,
        now,
        after?.createdAt ?? Number.MAX_SAFE_INTEGER,
        after?.row ?? Number.MAX_SAFE_INTEGER,
        state ?? null,
        limit,
      ],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    place: { createdAt: Number(row.created_at), row: Number(row.row) },
    invitation: invitationFrom(row),
  }))
}

const invitationFrom = (row: Record<string, unknown>): Invitation => ({
  id: String(row.id),
  customer: textOrNull(row.customer_id),
  name: textOrNull(row.name),
  ...fateFrom(row),
})

/** What became of an invitation and its mails. */
const fateFrom = (row: Record<string, unknown>) => ({
  state: InvitationState.parse(row.state),
  createdAt: iso(row.created_at),
  expiresAt: iso(row.expires_at),
  answeredAt: row.used_at === null ? null : iso(row.used_at),
  mail: mailFrom(row.mail),
  reminder: mailFrom(row.reminder),
})

function mailFrom(json: unknown): MailState | null {
  if (json === null) return null
  const stored = StoredMail.parse(JSON.parse(String(json)))
  return MailState.parse({ ...stored, at: iso(stored.at) })
}

/** How many invitations to a survey are in each state; states without any are 0. */
export async function invitationCounts(
  db: Database,
  surveyId: string,
  now: number,
): Promise<Record<Invitation['state'], number>> {
  const [found] = await db.read([
    {
      sql: `SELECT ${STATE} AS state, count(*) AS n FROM invitations i WHERE i.survey_id = ?1 GROUP BY 1`,
      args: [surveyId, now],
    },
  ])
  const counts = { open: 0, begun: 0, answered: 0, expired: 0, revoked: 0 }
  for (const row of found?.rows ?? []) counts[InvitationState.parse(row.state)] = Number(row.n)
  return counts
}

/** Some invitations by their rows, with their surveys. */
export async function invitationsByRow(
  db: Database,
  rows: readonly number[],
  now: number,
): Promise<Map<number, Invitation & { surveyId: string }>> {
  const [found] = await db.read([
    {
      sql: `SELECT i.rowid AS row, i.survey_id, i.id, i.customer_id, c.name, i.created_at, i.expires_at, i.used_at,
          ${STATE} AS state, ${MAILS}
        FROM invitations i LEFT JOIN customers c ON c.id = i.customer_id
        WHERE i.rowid IN (SELECT value FROM json_each(?1))`,
      args: [JSON.stringify(rows), now],
    },
  ])
  return new Map(
    (found?.rows ?? []).map((row) => [
      Number(row.row),
      { ...invitationFrom(row), surveyId: String(row.survey_id) },
    ]),
  )
}

/** Every invitation of one customer, for their own copy. */
export async function invitationsTo(db: Database, customerId: string, now: number) {
  const [found] = await db.read([
    {
      sql: `SELECT s.slug, i.created_at, i.expires_at, i.used_at, ${STATE} AS state, ${MAILS}
        FROM invitations i JOIN surveys s ON s.id = i.survey_id
        WHERE i.customer_id = ?1 ORDER BY i.created_at`,
      args: [customerId, now],
    },
  ])
  return (found?.rows ?? []).map((row) => ({ survey: String(row.slug), ...fateFrom(row) }))
}

const StoredMail = z.object({ state: z.string(), at: z.number(), detail: z.string().nullable() })
const InvitationState = z.enum(INVITATION_STATES)
const iso = (at: unknown) => new Date(Number(at)).toISOString()
const textOrNull = (value: unknown) => (value === null ? null : String(value))
const numberOrNull = (value: unknown) => (value === null ? null : Number(value))

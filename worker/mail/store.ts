/** SQL on mails and on who wants none. */
import type { MailKind } from '../../schema/mails.ts'
import type { Database, Statement } from '../db.ts'

/** New mails, one of a kind for an invitation; what is there already stays as it is. */
export const queueMails = (
  mails: readonly { id: string; invitationId: string }[],
  kind: MailKind,
  now: number,
): Statement => ({
  sql: `INSERT INTO mails (id, invitation_id, kind, state, queued_at, attempts, next_at)
    SELECT value ->> 0, value ->> 1, ?2, 'queued', ?3, 0, ?3 FROM json_each(?1) WHERE true
    ON CONFLICT (invitation_id, kind) DO NOTHING`,
  args: [JSON.stringify(mails.map(({ id, invitationId }) => [id, invitationId])), kind, now],
})

/** What stands between a customer and a mail about a survey: the link of the latest mailed invitation that still holds. */
export type Mailed = { invitationId: string; isThere: boolean; reminded: boolean }

/** By customer; those without a mailed invitation that still holds are missing. */
export async function mailedAmong(
  db: Database,
  surveyId: string,
  customers: readonly string[],
  now: number,
): Promise<Map<string, Mailed>> {
  const [found] = await db.read([
    {
      sql: `SELECT i.customer_id, i.id, m.state,
          EXISTS (SELECT 1 FROM mails r WHERE r.invitation_id = i.id AND r.kind = 'reminder') AS reminded
        FROM invitations i JOIN mails m ON m.invitation_id = i.id AND m.kind = 'invitation'
        WHERE i.survey_id = ?1 AND i.customer_id IN (SELECT value FROM json_each(?2))
          AND i.revoked_at IS NULL AND i.used_at IS NULL AND i.expires_at > ?3
          AND m.state IN ('queued', 'sending', 'sent', 'unknown')`,
      args: [surveyId, JSON.stringify(customers), now],
    },
  ])
  return new Map(
    (found?.rows ?? []).map((row) => [
      String(row.customer_id),
      {
        invitationId: String(row.id),
        isThere: row.state === 'sent' || row.state === 'unknown',
        reminded: Boolean(row.reminded),
      },
    ]),
  )
}

/** A mail that nobody else sends, until its lease runs out. */
export type Claimed = { id: string; attempts: number }

/** The next mail that is due, if there is one. It counts as being sent from here on. */
export async function claimMail(
  db: Database,
  now: number,
  leaseUntil: number,
): Promise<Claimed | null> {
  const [, found] = await db.write([
    // Whoever had these ended before the outcome was stored: nobody knows whether they were sent.
    {
      sql: `UPDATE mails SET state = 'unknown', settled_at = ?1, lease_until = NULL,
          detail = 'The service was stopped while this was being sent'
        WHERE state = 'sending' AND lease_until <= ?1`,
      args: [now],
    },
    {
      sql: `UPDATE mails SET state = 'sending', attempts = attempts + 1, lease_until = ?2
        WHERE id = (SELECT id FROM mails WHERE state = 'queued' AND next_at <= ?1 ORDER BY next_at LIMIT 1)
        RETURNING id, attempts`,
      args: [now, leaseUntil],
    },
  ])
  const row = found?.rows[0]
  return row ? { id: String(row.id), attempts: Number(row.attempts) } : null
}

/** What a mail is written from, as it is now. */
export type MailFacts = {
  kind: MailKind
  invitationId: string
  hash: string
  expiresAt: number
  /** Revoked, answered, expired, of somebody erased, or of a survey that takes no answers. */
  hasEnded: boolean
  surveyId: string
  email: string | null
  name: string | null
  locale: string | null
}

/** @returns null when it was removed meanwhile */
export async function mailFacts(db: Database, id: string, now: number): Promise<MailFacts | null> {
  const [found] = await db.read([
    {
      sql: `SELECT m.kind, i.id, i.hash, i.expires_at, i.survey_id, c.email, c.name, c.locale,
          i.revoked_at IS NOT NULL OR i.used_at IS NOT NULL OR i.expires_at <= ?2
            OR i.customer_id IS NULL OR s.status <> 'live' AS has_ended,
          s.sharing ->> '$.closesAt' AS closes_at
        FROM mails m JOIN invitations i ON i.id = m.invitation_id JOIN surveys s ON s.id = i.survey_id
        LEFT JOIN customers c ON c.id = i.customer_id
        WHERE m.id = ?1`,
      args: [id, now],
    },
  ])
  const row = found?.rows[0]
  if (!row) return null
  return {
    kind: row.kind === 'reminder' ? 'reminder' : 'invitation',
    invitationId: String(row.id),
    hash: String(row.hash),
    expiresAt: Number(row.expires_at),
    hasEnded: Boolean(row.has_ended) || Date.parse(String(row.closes_at)) <= now,
    surveyId: String(row.survey_id),
    email: textOrNull(row.email),
    name: textOrNull(row.name),
    locale: textOrNull(row.locale),
  }
}

/** What has become of a mail, for good. */
export const settleMail = (
  id: string,
  state: 'sent' | 'unknown' | 'failed' | 'unsubscribed' | 'withdrawn',
  detail: string | null,
  now: number,
): Statement => ({
  sql: `UPDATE mails SET state = ?2, detail = ?3, settled_at = ?4, lease_until = NULL WHERE id = ?1`,
  args: [id, state, detail, now],
})

/** Another try at a later time. */
export const retryMail = (id: string, detail: string, nextAt: number): Statement => ({
  sql: `UPDATE mails SET state = 'queued', detail = ?2, next_at = ?3, lease_until = NULL WHERE id = ?1`,
  args: [id, detail, nextAt],
})

/** Nothing is tried before an instant. */
export const holdMails = (until: number): Statement => ({
  sql: `UPDATE mails SET next_at = ?1 WHERE state = 'queued' AND next_at < ?1`,
  args: [until],
})

/** Nothing is left of the mails to a customer; before the invitations forget whose they were. */
export const forgetMailsTo = (customerId: string): Statement => ({
  sql: `DELETE FROM mails WHERE invitation_id IN (SELECT id FROM invitations WHERE customer_id = ?)`,
  args: [customerId],
})

/** From now on this address gets no mail; the first time counts. */
export const suppress = (hash: string, now: number): Statement => ({
  sql: 'INSERT INTO suppressions (hash, since) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING',
  args: [hash, now],
})

/** Since when these addresses want no mail, by digest; the others are missing. */
export async function suppressedAmong(
  db: Database,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const sql = 'SELECT hash, since FROM suppressions WHERE hash IN (SELECT value FROM json_each(?))'
  const [found] = await db.read([{ sql, args: [JSON.stringify(hashes)] }])
  return new Map((found?.rows ?? []).map(({ hash, since }) => [String(hash), Number(since)]))
}

const textOrNull = (value: unknown) => (value === null ? null : String(value))

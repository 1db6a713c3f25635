/** SQL on webhooks. */
import { asc, eq, sql } from 'drizzle-orm'
import { webhooks } from '../../schema/tables/webhooks.ts'
import type { NewWebhook, Webhook } from '../../schema/webhooks.ts'
import { WebhookEvent } from '../../schema/webhooks.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'

/** How far events of each kind have been put into the outbox. */
export type Cursors = { responses: number; complaints: number; alerts: number }
export type Stored = Webhook & {
  secretNumber: number
  rotatedAt: number | null
  /** Nothing is sent before. */
  resumeAt: number | null
  cursors: Cursors
}

/** After a new secret the one before signs too for so long. */
export const ROTATION_MS = 24 * 3_600_000

export async function allWebhooks(db: Database): Promise<Stored[]> {
  const rows = await db.orm.select().from(webhooks).orderBy(asc(webhooks.createdAt), sql`rowid`)
  return rows.map(asStored)
}

export async function webhookById(db: Database, id: string): Promise<Stored | null> {
  const [row] = await db.orm.select().from(webhooks).where(eq(webhooks.id, id))
  return row ? asStored(row) : null
}

/** What the API tells of a webhook. */
export function told({ secretNumber, rotatedAt, resumeAt, cursors, ...webhook }: Stored): Webhook {
  return webhook
}

/** A webhook that is told of what happens from now on; fails the batch when there are `most` already. */
export const insertWebhook = (
  id: string,
  { url, events, surveys }: NewWebhook,
  now: number,
  most: number,
): Statement[] => [
  {
    sql: `INSERT INTO webhooks (id, url, events, surveys, response_seq, complaint_seq, alert_seq, created_at)
      SELECT ?1, ?2, ?3, ?4, (SELECT coalesce(max(seq), 0) FROM responses),
        (SELECT coalesce(max(seq), 0) FROM complaint_events),
        (SELECT coalesce(max(seq), 0) FROM alerts), ?5
      WHERE (SELECT count(*) FROM webhooks) < ?6`,
    args: [id, url, JSON.stringify(events), surveys && JSON.stringify(surveys), now, most],
  },
  guardChanged(1),
  clearGuards,
]

export const updateWebhook = (id: string, { url, events, surveys }: NewWebhook): Statement => ({
  sql: 'UPDATE webhooks SET url = ?, events = ?, surveys = ? WHERE id = ?',
  args: [url, JSON.stringify(events), surveys && JSON.stringify(surveys), id],
})

/** Switches a webhook on, with everything that spoke against it forgotten. */
export const enableWebhook = (id: string): Statement => ({
  sql: `UPDATE webhooks SET disabled = NULL, disabled_at = NULL, failing_since = NULL, resume_at = NULL
    WHERE id = ? AND disabled IS NOT NULL`,
  args: [id],
})

export const disableWebhook = (id: string, why: string, now: number): Statement => ({
  sql: 'UPDATE webhooks SET disabled = ?, disabled_at = ? WHERE id = ? AND disabled IS NULL',
  args: [why, now, id],
})

export const rotateSecret = (id: string, from: number, now: number): Statement[] => [
  {
    sql: `UPDATE webhooks SET secret_number = secret_number + 1, rotated_at = ?
      WHERE id = ? AND secret_number = ?`,
    args: [now, id, from],
  },
  guardChanged(1),
  clearGuards,
]

/** With all that was to be sent to it. */
export const deleteWebhook = (id: string): Statement[] => [
  { sql: 'DELETE FROM outbox WHERE webhook_id = ?', args: [id] },
  { sql: 'DELETE FROM webhooks WHERE id = ?', args: [id] },
]

/** Something got through: whatever failed before is over. */
export const noteSuccess = (id: string): Statement => ({
  sql: `UPDATE webhooks SET failing_since = NULL, resume_at = NULL
    WHERE id = ? AND (failing_since IS NOT NULL OR resume_at IS NOT NULL)`,
  args: [id],
})

/** Nothing is sent before `resumeAt`; after three days of nothing but failures it is switched off. */
export const noteFailure = (id: string, now: number, pause: number): Statement[] => [
  {
    sql: `UPDATE webhooks SET failing_since = coalesce(failing_since, ?2),
        resume_at = CASE WHEN ?3 > 0 THEN ?2 + ?3 END WHERE id = ?1`,
    args: [id, now, pause],
  },
  {
    sql: `UPDATE webhooks SET disabled = 'failing', disabled_at = ?2
      WHERE id = ?1 AND disabled IS NULL AND failing_since <= ?2 - ${3 * 24 * 3_600_000}`,
    args: [id, now],
  },
]

/** Moves the cursors; fails the batch when somebody else has moved them. */
export const moveCursors = (id: string, from: Cursors, to: Cursors): Statement[] => [
  {
    sql: `UPDATE webhooks SET response_seq = ?2, complaint_seq = ?3, alert_seq = ?4
      WHERE id = ?1 AND response_seq = ?5 AND complaint_seq = ?6 AND alert_seq = ?7`,
    args: [id, ...numbersOf(to), ...numbersOf(from)],
  },
  guardChanged(1),
  clearGuards,
]

const numbersOf = ({ responses, complaints, alerts }: Cursors) => [responses, complaints, alerts]

function asStored(row: typeof webhooks.$inferSelect): Stored {
  const { id, url, disabled, disabledAt, failingSince, rotatedAt, secretNumber } = row
  return {
    id,
    url,
    // What an older Gapwise knew and this one does not is left out.
    events: (JSON.parse(row.events) as unknown[]).filter(isEvent),
    surveys: row.surveys === null ? null : JSON.parse(row.surveys),
    enabled: disabled === null,
    disabled: disabled && disabledAt !== null ? { reason: disabled, at: iso(disabledAt) } : null,
    failingSince: failingSince === null ? null : iso(failingSince),
    previousSecretUntil: rotatedAt === null ? null : iso(rotatedAt + ROTATION_MS),
    createdAt: iso(row.createdAt),
    secretNumber,
    rotatedAt,
    resumeAt: row.resumeAt,
    cursors: { responses: row.responseSeq, complaints: row.complaintSeq, alerts: row.alertSeq },
  }
}

const isEvent = (event: unknown): event is WebhookEvent => WebhookEvent.safeParse(event).success
const iso = (at: number) => new Date(at).toISOString()

/** SQL on the outbox: what was or is to be sent, taken by whoever sends it. */
import type { Row } from '@libsql/client/http'
import type { DeliveryFailure, WebhookEvent } from '../../schema/webhooks.ts'
import type { Database, Statement } from '../db.ts'
import { randomId } from '../secrets.ts'
import type { Happened, Payload } from './payloads.ts'

/** A delivery that somebody has taken to send it. */
export type Taken = {
  seq: number
  id: string
  event: string
  payload: string
  /** This one included. */
  attempts: number
}

/** Whoever takes a delivery and is not heard of again has lost it after so long. */
const LEASE_MS = 60_000

export const newId = (): string => `msg_${randomId()}`

/** Puts in what happened, once; a response that is deleted by now was never completed. */
export const putIntoOutbox = (
  webhookId: string,
  happened: readonly Happened[],
  now: number,
): Statement => ({
  sql: `INSERT OR IGNORE INTO outbox
      (id, webhook_id, event, source, survey_id, response_id, payload, next_at, created_at)
    SELECT j.value ->> 0, ?1, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, ?3, ?3
    FROM json_each(?2) j
    WHERE j.value ->> 4 IS NULL OR EXISTS (
      SELECT 1 FROM responses r WHERE r.id = j.value ->> 4 AND r.survey_id = j.value ->> 3)`,
  args: [
    webhookId,
    JSON.stringify(
      happened.map(({ event, source, surveyId, responseId, payload }) => [
        newId(),
        event,
        source,
        surveyId,
        responseId,
        JSON.stringify(payload),
      ]),
    ),
    now,
  ],
})

/** Puts in what happened in this very batch, for every webhook that wants to be told. */
export const announceNow = (
  event: WebhookEvent,
  happened: readonly { source: string; surveyId: string | null; payload: Payload }[],
  now: number,
): Statement[] =>
  happened.length === 0
    ? []
    : [
        {
          sql: `INSERT OR IGNORE INTO outbox (id, webhook_id, event, source, survey_id, payload, next_at, created_at)
            SELECT 'msg_' || lower(hex(randomblob(12))), w.id, ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, ?3, ?3
            FROM webhooks w CROSS JOIN json_each(?2) j
            WHERE EXISTS (SELECT 1 FROM json_each(w.events) e WHERE e.value = ?1)
              AND (w.surveys IS NULL OR j.value ->> 1 IS NULL
                OR EXISTS (SELECT 1 FROM json_each(w.surveys) s WHERE s.value = j.value ->> 1))`,
          args: [
            event,
            JSON.stringify(
              happened.map(({ source, surveyId, payload }) => [
                source,
                surveyId,
                JSON.stringify(payload),
              ]),
            ),
            now,
          ],
        },
      ]

/** Takes what is due for a webhook, so that nobody else sends it meanwhile. */
export async function takeDue(
  db: Database,
  webhookId: string,
  now: number,
  most: number,
): Promise<Taken[]> {
  const [taken] = await db.write([
    {
      sql: `UPDATE outbox SET lease_until = ?2 + ${LEASE_MS}, attempts = attempts + 1, last_at = ?2
        WHERE seq IN (SELECT seq FROM outbox WHERE webhook_id = ?1 AND state = 'pending'
          AND next_at <= ?2 AND lease_until <= ?2 ORDER BY next_at, seq LIMIT ?3)
        RETURNING seq, id, event, payload, attempts`,
      args: [webhookId, now, most],
    },
  ])
  return (taken?.rows ?? []).map(asTaken)
}

/** Takes one delivery to send it once more, from the first attempt on; null when it cannot be, or is being sent. */
export async function takeAgain(
  db: Database,
  webhookId: string,
  id: string,
  now: number,
): Promise<Taken | null> {
  const [taken] = await db.write([
    {
      sql: `UPDATE outbox SET state = 'pending', attempts = 1, next_at = ?3, last_at = ?3,
          lease_until = ?3 + ${LEASE_MS}
        WHERE webhook_id = ?1 AND id = ?2 AND payload IS NOT NULL AND lease_until <= ?3
        RETURNING seq, id, event, payload, attempts`,
      args: [webhookId, id, now],
    },
  ])
  return taken?.rows[0] ? asTaken(taken.rows[0]) : null
}

/** A delivery of its own, taken from the start. */
export const insertTaken = (
  id: string,
  webhookId: string,
  event: string,
  payload: Payload,
  now: number,
): Statement => ({
  sql: `INSERT INTO outbox (id, webhook_id, event, source, payload, attempts, next_at, lease_until, last_at, created_at)
    VALUES (?1, ?2, ?3, ?1, ?4, 1, ?5, ?5 + ${LEASE_MS}, ?5, ?5)
    RETURNING seq, id, event, payload, attempts`,
  args: [id, webhookId, event, JSON.stringify(payload), now],
})

export const asTaken = (row: Row): Taken => ({
  seq: Number(row.seq),
  id: String(row.id),
  event: String(row.event),
  payload: String(row.payload),
  attempts: Number(row.attempts),
})

/** Whom an erasure was about is forgotten once that has been told, or cannot be. */
const WITHOUT_PERSON = `CASE event WHEN 'customer.erased' THEN NULL ELSE payload END`

export const markSent = (seq: number, status: number): Statement => ({
  sql: `UPDATE outbox SET state = 'sent', status = ?2, failure = NULL, lease_until = 0,
    payload = ${WITHOUT_PERSON} WHERE seq = ?1 AND state = 'pending'`,
  args: [seq, status],
})

/** @param nextAt null when it is not tried again */
export const markFailed = (
  seq: number,
  failure: DeliveryFailure,
  status: number | null,
  nextAt: number | null,
): Statement => ({
  sql: `UPDATE outbox SET state = iif(?4 IS NULL, 'failed', state), next_at = coalesce(?4, next_at),
      status = ?3, failure = ?2, lease_until = 0,
      payload = iif(?4 IS NULL, ${WITHOUT_PERSON}, payload)
    WHERE seq = ?1 AND state = 'pending'`,
  args: [seq, failure, status, nextAt],
})

/** Forgets what was to be told, or was, of responses that are deleted. */
export const forgetResponses = (surveyId: string, ids: readonly string[]): Statement => ({
  sql: `UPDATE outbox SET payload = NULL, state = iif(state = 'pending', 'cancelled', state)
    WHERE survey_id = ?1 AND response_id IN (SELECT value FROM json_each(?2))`,
  args: [surveyId, JSON.stringify(ids)],
})

/** Forgets what a customer answered; that somebody did is no secret. */
export const forgetScoresOf = (customerId: string): Statement => ({
  sql: `UPDATE outbox SET payload = json_remove(payload, '$.data.score')
    WHERE payload IS NOT NULL AND (response_id, survey_id) IN (
      SELECT id, survey_id FROM responses WHERE customer_id = ?)`,
  args: [customerId],
})

/** Old deliveries, some at a time. */
export const dropOld = (before: number): Statement => ({
  sql: `DELETE FROM outbox WHERE seq IN
    (SELECT seq FROM outbox WHERE created_at < ? ORDER BY created_at LIMIT 1000)`,
  args: [before],
})

/** SQL that joins answers with what their customers did: purchases after, complaints before. Only of customers known for certain. */
import type { InValue } from '@libsql/client/http'
import type { Statement } from '../db.ts'
import type { Scope, Window } from './scope.ts'
import { within } from './store.ts'

const QUARTER_MS = 900_000
const IS_KNOWN = 'r.customer_id IS NOT NULL AND r.customer_verified = 1'

/** The value a response has of a segment name. */
function segmentValue(name: string | null): { sql: string; args: InValue[] } {
  if (name === null) return { sql: 'NULL', args: [] }
  if (name === 'channel' || name === 'locale') return { sql: `r.${name}`, args: [] }
  return { sql: 'r.segments ->> ?', args: [`$."${name}"`] }
}

/**
 * Answers by score, by a segment's value, and by quarter of an hour where a series is wanted: how many, how many
 * are known, how many of those are old enough, and how many of those bought again in time.
 * @param until answers must be older than this minus `span`, milliseconds
 */
export function boughtAgain(
  surveyId: string,
  scope: Scope,
  window: Window,
  question: string,
  by: { segment?: string; quarter?: true },
  span: number,
  until: number,
): Statement {
  const { where, args } = within(surveyId, scope, window)
  const value = segmentValue(by.segment ?? null)
  const quarter = by.quarter ? `r.submitted_at / ${QUARTER_MS}` : 'NULL'
  return {
    sql: `SELECT score, value, quarter, count(*) AS n, sum(known) AS known,
        sum(known AND old) AS eligible,
        sum(known AND old AND EXISTS (SELECT 1 FROM purchases p WHERE p.customer_id = customer
          AND p.at > answered AND p.at <= answered + ${span})) AS bought
      FROM (SELECT r.answers ->> ? AS score, ${value.sql} AS value, ${quarter} AS quarter,
          r.customer_id AS customer, r.submitted_at AS answered, ${IS_KNOWN} AS known,
          r.submitted_at + ${span} < ? AS old
        FROM responses r WHERE ${where})
      WHERE typeof(score) IN ('integer', 'real') GROUP BY score, value, quarter`,
    args: [`$."${question}"`, ...value.args, until, ...args],
  }
}

/**
 * Moments of a score by what its customer had gone through before answering; and how many of the answers are old
 * enough, and how many of those bought again in time.
 * @param until answers must be older than this minus `span`, milliseconds
 */
export function scoresByProblem(
  surveyId: string,
  scope: Scope,
  question: string,
  span: number,
  until: number,
): Statement {
  const { where, args } = within(surveyId, scope, scope)
  return {
    sql: `SELECT kind, count(*) AS n, sum(score) AS sum, sum(score * score) AS squares,
        sum(old) AS eligible,
        sum(old AND EXISTS (SELECT 1 FROM purchases p WHERE p.customer_id = customer
          AND p.at > answered AND p.at <= answered + ${span})) AS bought
      FROM (SELECT r.answers ->> ? AS score, r.customer_id AS customer, r.submitted_at AS answered,
          r.submitted_at + ${span} < ? AS old, CASE WHEN NOT (${IS_KNOWN}) THEN 'unknown' ELSE coalesce(
          (SELECT CASE WHEN c.closed_at <= r.submitted_at AND c.satisfied = 1
              THEN 'recovered' ELSE 'complained' END
            FROM complaints c WHERE c.customer_id = r.customer_id AND c.opened_at <= r.submitted_at
            ORDER BY c.opened_at DESC, c.seq DESC LIMIT 1), 'none') END AS kind
        FROM responses r WHERE ${where})
      WHERE typeof(score) IN ('integer', 'real') GROUP BY kind`,
    args: [`$."${question}"`, until, ...args],
  }
}

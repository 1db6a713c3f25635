/** SQL on how invitations went: sent, begun, answered, ended; by the day they were made. */
import type { InValue } from '@libsql/client/http'
import { addDays, instantOf } from '../../schema/calendar.ts'
import type { Statement } from '../db.ts'
import type { Scope, Window } from './scope.ts'
import { within } from './store.ts'

/** What a customer's record tells, by which invitations can be told apart. */
export const OF_CUSTOMERS = ['tier', 'stage', 'locale'] as const
export type OfCustomers = (typeof OF_CUSTOMERS)[number]
export const isOfCustomers = (name: string): name is OfCustomers =>
  OF_CUSTOMERS.some((each) => each === name)

/** Was to go by mail, and did not. */
const UNSENT = `EXISTS (SELECT 1 FROM mails m WHERE m.invitation_id = i.id AND m.kind = 'invitation'
  AND m.state IN ('failed', 'unsubscribed', 'withdrawn'))`

const QUARTER_MS = 900_000

/** Counts of a window's invitations, by a value of their customers or by the quarter of an hour they were made. */
export function invitedIn(
  surveyId: string,
  { filters, timeZone }: Pick<Scope, 'filters' | 'timeZone'>,
  window: Window,
  by: OfCustomers | 'quarter' | null,
  now: number,
): Statement {
  const where = ['i.survey_id = ?', 'i.created_at >= ?', 'i.created_at < ?']
  const args: InValue[] = [
    surveyId,
    instantOf(window.from, 0, timeZone),
    instantOf(addDays(window.to, 1), 0, timeZone),
  ]
  for (const [name, value] of filters)
    if (isOfCustomers(name)) {
      where.push(`c.${name} = ?`)
      args.push(value)
    }
  const group = by === null ? 'NULL' : by === 'quarter' ? `i.created_at / ${QUARTER_MS}` : `c.${by}`
  return {
    sql: `SELECT ${group} AS name, count(*) AS sent, sum(i.used_at IS NOT NULL) AS answered,
        sum(i.used_at IS NOT NULL OR i.response_id IS NOT NULL) AS started,
        sum(i.used_at IS NULL AND (i.revoked_at IS NOT NULL OR ${UNSENT})) AS revoked,
        sum(i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ? AND NOT ${UNSENT}) AS pending
      FROM invitations i LEFT JOIN customers c ON c.id = i.customer_id
      WHERE ${where.join(' AND ')} GROUP BY 1`,
    args: [now, ...args],
  }
}

/** How many responses of a window were begun by an invitation. */
export function begunByInvitation(surveyId: string, scope: Scope): Statement {
  const { where, args } = within(surveyId, scope, scope)
  return {
    sql: `SELECT count(*) AS n FROM invitations i CROSS JOIN responses r
        ON r.survey_id = i.survey_id AND r.id = i.response_id
      WHERE i.survey_id = ? AND i.response_id IS NOT NULL AND ${where}`,
    args: [surveyId, ...args],
  }
}

/** The same for an anonymous survey, whose invitations know no response but only the day. */
export const answeredByInvitation = (
  surveyId: string,
  { from, to, timeZone }: Scope,
): Statement => ({
  sql: `SELECT count(*) AS n FROM invitations
    WHERE survey_id = ? AND used_at >= ? AND used_at < ?`,
  args: [surveyId, instantOf(from, 0, timeZone), instantOf(addDays(to, 1), 0, timeZone)],
})

/** How many invited people gave each score after so many hours, of a window's complete answers. */
export function waitsOf(surveyId: string, scope: Scope, question: string): Statement {
  const { where, args } = within(surveyId, scope, scope)
  return {
    sql: `SELECT hours, score, count(*) AS n
      FROM (SELECT (r.submitted_at - i.created_at) / 3600000 AS hours, r.answers ->> ? AS score
        FROM invitations i CROSS JOIN responses r ON r.survey_id = i.survey_id AND r.id = i.response_id
        WHERE i.survey_id = ? AND i.used_at IS NOT NULL AND ${where})
      WHERE typeof(score) IN ('integer', 'real') GROUP BY hours, score`,
    args: [`$."${question}"`, surveyId, ...args],
  }
}

/** SQL of reports that need rows: customers' repeats, times taken, medians, comments. */

import type { InValue } from '@libsql/client/http'
import { addDays, instantOf } from '../../schema/calendar.ts'
import type { Statement } from '../db.ts'
import { AS_JSON } from '../responses/store.ts'
import { columnsFirst, isColumn, path } from './row-conditions.ts'
import type { Scope, Window } from './scope.ts'

/** The condition that a row of `responses r` lies in the window and has the filters' values. */
export function within(surveyId: string, { filters, timeZone, answers }: Scope, window: Window) {
  const from = instantOf(window.from, 0, timeZone)
  const to = instantOf(addDays(window.to, 1), 0, timeZone)
  const where = ['r.survey_id = ?', 'r.submitted_at >= ?', 'r.submitted_at < ?']
  const args: InValue[] = [surveyId, from, to]
  for (const [name, value] of columnsFirst([...filters])) {
    where.push(isColumn(name) ? `r.${name} = ?` : 'r.segments ->> ? = ?')
    args.push(...(isColumn(name) ? [value] : [path(name), value]))
  }
  if (answers === 'latest') {
    where.push(`(r.customer_id IS NULL OR NOT EXISTS (SELECT 1 FROM responses l
      WHERE l.customer_id = r.customer_id AND l.survey_id = r.survey_id AND l.submitted_at < ?
        AND (l.submitted_at, l.seq) > (r.submitted_at, r.seq)))`)
    args.push(to)
  }
  return { where: where.join(' AND '), args }
}

/**
 * How many customers gave n answers that sum to so much, coded +1, 0, −1; who is not known is one of a kind.
 * @param most only so many answers of known customers, in the order of the customers' ids; null: all
 */
export function customersSums(
  surveyId: string,
  scope: Scope,
  question: string,
  most: number | null,
): Statement {
  const { where, args } = within(surveyId, scope, scope)
  const sample = `r.customer_id IS NOT NULL ORDER BY r.customer_id LIMIT ${most}`
  return {
    sql: `SELECT n, sum, count(*) AS customers, sum(promoters) AS promoters, sum(detractors) AS detractors
      FROM (SELECT count(*) AS n, sum(answer >= 9) - sum(answer <= 6) AS sum,
          sum(answer >= 9) AS promoters, sum(answer <= 6) AS detractors
        FROM (SELECT coalesce('c' || r.customer_id, 's' || r.seq) AS who, r.answers ->> ? AS answer
          FROM responses r ${most === null ? '' : 'INDEXED BY responses_by_customer'}
          WHERE ${where} ${most === null ? '' : `AND ${sample}`})
        WHERE answer IS NOT NULL GROUP BY who)
      GROUP BY n, sum`,
    args: [`$."${question}"`, ...args],
  }
}

/** The number in the middle of a question's answers (the mean of the two in the middle). */
export function medianAnswer(
  surveyId: string,
  scope: Scope,
  window: Window,
  question: string,
): Statement {
  const { where, args } = within(surveyId, scope, window)
  return middle(`SELECT r.answers ->> ? AS value FROM responses r WHERE ${where}`, [
    `$."${question}"`,
    ...args,
  ])
}

/** How many complete responses took how many seconds, from the fastest on: one list of pairs. */
export function secondsTaken(surveyId: string, scope: Scope, window: Window): Statement {
  const { where, args } = within(surveyId, scope, window)
  return {
    sql: `SELECT json_group_array(json_array(seconds, n)) AS times FROM (
      SELECT r.seconds_taken AS seconds, count(*) AS n FROM responses r
      WHERE ${where} AND r.complete = 1 AND r.seconds_taken IS NOT NULL
      GROUP BY r.seconds_taken ORDER BY r.seconds_taken)`,
    args,
  }
}

const middle = (values: string, args: InValue[]): Statement => ({
  sql: `WITH v AS (SELECT value FROM (${values}) WHERE value IS NOT NULL),
      c AS (SELECT count(*) AS n FROM v)
    SELECT avg(value) AS median FROM (
      SELECT value FROM v ORDER BY value
      LIMIT 2 - (SELECT n % 2 FROM c) OFFSET (SELECT max(0, (n - 1) / 2) FROM c))`,
  args,
})

/** The newest comments on a question, with the language their author answered in. */
export function newestComments(
  surveyId: string,
  scope: Scope,
  question: string,
  most: number,
): Statement {
  const { where, args } = within(surveyId, scope, scope)
  return {
    sql: `SELECT ${AS_JSON} AS response FROM responses r
      WHERE ${where} AND r.answers ->> ? <> '' ORDER BY r.submitted_at DESC, r.seq DESC LIMIT ?`,
    args: [...args, `$."${question}"`, most],
  }
}

/** SQL on the answers of a window that a later one of the same customer stands in for (methods 0.6). */
import type { ResultSet } from '@libsql/client/http'
import type { Statement } from '../db.ts'
import { Arguments, columnOf, path, type Span } from './row-conditions.ts'

/** Spans that follow each other and make up a window, each with the day it counts for. */
type Spans = readonly { day: string; span: Span }[]

/** The place of the latest answer of all: what comes behind it is not in the snapshot this belongs to. */
export const lastPlace = (surveyId: string): Statement => ({
  sql: 'SELECT max(seq) AS last FROM responses WHERE survey_id = ?',
  args: [surveyId],
})

/**
 * Their places: of those whose next answer is in the same span (`in_period`), and of the others.
 * @param last as if no answer had come behind this place
 */
export function earlierAnswers(surveyId: string, spans: Spans, last?: number): Statement {
  const args = new Arguments()
  const answers = answersIn(args, surveyId, spans, ['r.seq'], last)
  return {
    sql: `SELECT json_group_array(seq) FILTER (WHERE next_at < until) AS in_period,
        json_group_array(seq) FILTER (WHERE next_at >= until) AS others
      FROM (${answers}) WHERE next_at IS NOT NULL`,
    args: args.values,
  }
}

/** The result of it. @returns the places of all, and those of the former */
export function earlierFound(result: ResultSet | undefined) {
  const [row] = result?.rows ?? []
  const [inPeriod = [], others = []]: number[][] = [row?.in_period, row?.others].map((list) =>
    JSON.parse(String(list ?? '[]')),
  )
  return { places: [...inPeriod, ...others], inPeriod: new Set(inPeriod) }
}

/**
 * How often they gave each value, in every combination of the names' values (`c0`, `c1` …; NULL for none), by span.
 * `is_in_period` are those whose next answer is in the same span.
 */
export function valuesOfEarlier(
  surveyId: string,
  spans: Spans,
  names: readonly string[],
  question: { key: string; versions: readonly number[] },
): Statement {
  const args = new Arguments()
  const own = names.map((name, i) => `${columnOf(args, name)} AS c${i}`)
  const answer = `r.answers -> ${args.put(path(question.key))} AS answer`
  const answers = answersIn(args, surveyId, spans, ['r.version', answer, ...own])
  const versions = args.put(JSON.stringify(question.versions))
  const columns = ['day', 'answer', ...names.map((_, i) => `c${i}`)].join(', ')
  return {
    sql: `SELECT ${columns}, next_at < until AS is_in_period, count(*) AS n
      FROM (${answers}) WHERE next_at IS NOT NULL AND answer IS NOT NULL
        AND version IN (SELECT value FROM json_each(${versions}))
      GROUP BY ${columns}, is_in_period`,
    args: args.values,
  }
}

/**
 * All answers of known customers in the spans, and when the same customer answered next in any of these: one pass over
 * them, as looking each one up among all others would not be. `day` and `until` are those of the answer's own span.
 */
function answersIn(
  args: Arguments,
  surveyId: string,
  spans: Spans,
  columns: readonly string[],
  last = Number.MAX_SAFE_INTEGER,
): string {
  const list = args.put(JSON.stringify(spans.map(({ day, span }) => [day, ...span])))
  return `WITH spans AS MATERIALIZED (
      SELECT value ->> 0 AS day, value ->> 1 AS since, value ->> 2 AS until FROM json_each(${list}))
    SELECT day, until, ${columns.join(', ')},
      lead(r.submitted_at) OVER (PARTITION BY r.customer_id ORDER BY r.submitted_at, r.seq) AS next_at
    FROM spans CROSS JOIN responses r
    WHERE r.survey_id = ${args.put(surveyId)} AND r.customer_id IS NOT NULL AND r.seq <= ${args.put(last)}
      AND r.submitted_at >= since AND r.submitted_at < until`
}

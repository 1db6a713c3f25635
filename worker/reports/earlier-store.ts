/** SQL on the answers of a window that a later one of the same customer stands in for (methods 0.6). */
import type { ResultSet } from '@libsql/client/http'
import type { Statement } from '../db.ts'
import { Arguments, columnOf, path, type Span } from './row-conditions.ts'

/** When the same customer answered next, in the window; one pass over its answers, as none over all others would be. */
const NEXT_AT = `lead(r.submitted_at) OVER (
  PARTITION BY r.customer_id ORDER BY r.submitted_at, r.seq) AS next_at`

/** The place of the latest answer of all: what comes behind it is not in the snapshot this belongs to. */
export const lastPlace = (surveyId: string): Statement => ({
  sql: 'SELECT max(seq) AS last FROM responses WHERE survey_id = ?',
  args: [surveyId],
})

/**
 * Their places, and the times of the customers' next answers.
 * @param last as if no answer had come behind this place
 */
export const earlierAnswers = (
  surveyId: string,
  [from, to]: Span,
  last = Number.MAX_SAFE_INTEGER,
): Statement => ({
  sql: `SELECT json_group_array(seq) AS places, json_group_array(next_at) AS times FROM (
    SELECT r.seq, ${NEXT_AT} FROM responses r
    WHERE r.survey_id = ? AND r.submitted_at >= ? AND r.submitted_at < ? AND r.customer_id IS NOT NULL
      AND r.seq <= ?)
    WHERE next_at IS NOT NULL`,
  args: [surveyId, from, to, last],
})

/** The result of it: times of the next answer by places. */
export function earlierFound(result: ResultSet | undefined): Map<number, number> {
  const [row] = result?.rows ?? []
  const [places, times]: number[][] = [row?.places, row?.times].map((list) =>
    JSON.parse(String(list ?? '[]')),
  )
  return new Map(places?.map((place, i) => [place, times?.[i] ?? 0]))
}

/**
 * How often they gave each value, in every combination of the names' values (`c0`, `c1` …; NULL for none), by span.
 * `is_in_period` are those whose next answer is in the same span.
 * @param spans that follow each other, each with the day it counts for
 */
export function valuesOfEarlier(
  surveyId: string,
  spans: readonly { day: string; span: Span }[],
  names: readonly string[],
  question: { key: string; versions: readonly number[] },
): Statement {
  const args = new Arguments()
  const list = args.put(JSON.stringify(spans.map(({ day, span }) => [day, ...span])))
  const own = names.map((name, i) => `${columnOf(args, name)} AS c${i}`)
  const answer = `r.answers -> ${args.put(path(question.key))} AS answer`
  const versions = args.put(JSON.stringify(question.versions))
  const columns = ['day', 'is_in_period', 'answer', ...names.map((_, i) => `c${i}`)]
  return {
    sql: `SELECT day, next_at < until AS is_in_period, answer, ${names.map((_, i) => `c${i}, `).join('')}count(*) AS n
      FROM (SELECT p.value ->> 0 AS day, p.value ->> 2 AS until, r.version, ${[answer, ...own, NEXT_AT].join(', ')}
        FROM json_each(${list}) p CROSS JOIN responses r
        WHERE r.survey_id = ${args.put(surveyId)} AND r.customer_id IS NOT NULL
          AND r.submitted_at >= p.value ->> 1 AND r.submitted_at < p.value ->> 2)
      WHERE next_at IS NOT NULL AND answer IS NOT NULL
        AND version IN (SELECT value FROM json_each(${versions}))
      GROUP BY ${columns.join(', ')}`,
    args: args.values,
  }
}

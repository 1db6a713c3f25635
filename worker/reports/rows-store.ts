/** SQL on the rows behind reports, where the database counts or chooses them. */
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Statement } from '../db.ts'
import {
  Arguments,
  type Asked,
  columnOf,
  type Filters,
  fitsOne,
  inSpan,
  path,
  type Span,
} from './row-conditions.ts'
import { pageOf } from './row-texts.ts'

/**
 * How often each value was given in every combination of the names' values (`c0`, `c1` …; NULL for none), by span.
 * @param spans each with the day it counts for
 * @param question by the JSON of its answer too; rows without one, or of other versions, do not count
 */
export function valuesOfCells(
  surveyId: string,
  spans: readonly { day: string; span: Span }[],
  { names, filters }: Asked,
  question: { key: string; versions: readonly number[] },
): Statement {
  const args = new Arguments()
  const list = args.put(JSON.stringify(spans.map(({ day, span }) => [day, ...span])))
  const cells = names.map((name, i) => `${columnOf(args, name)} AS c${i}`)
  const answer = `r.answers -> ${args.put(path(question.key))} AS answer`
  const versions = args.put(JSON.stringify(question.versions))
  const columns = ['p.value ->> 0 AS day', ...cells, answer]
  return {
    sql: `SELECT ${columns.join(', ')}, count(*) AS n
      FROM json_each(${list}) p CROSS JOIN responses r
      WHERE r.survey_id = ${args.put(surveyId)}
        AND r.submitted_at >= p.value ->> 1 AND r.submitted_at < p.value ->> 2
        ${fitsOne(args, filters)}
        AND r.version IN (SELECT value FROM json_each(${versions}))
      GROUP BY ${columns.map((_, i) => i + 1).join(', ')}
      HAVING answer IS NOT NULL`,
    args: args.values,
  }
}

/**
 * Rows that may be of low effort (methods 3.5): all that are, and some that are not, since the fold has the last word.
 * @param fasterThan seconds; null when no time is known
 */
export function rowsOfLowEffort(
  surveyId: string,
  span: Span,
  definitions: ReadonlyMap<number, SurveyDefinition>,
  fasterThan: number | null,
): Statement {
  const args = new Arguments()
  const where = inSpan(args, surveyId, span)
  const isFast =
    fasterThan === null ? '0' : `(r.complete = 1 AND r.seconds_taken < ${args.put(fasterThan)})`
  return pageOf(`${where} AND (${isFast} OR ${mayBeStraight(args, definitions)})`, args)
}

/** Complete rows of so little time that may also be straight-lined. */
export function rowsFastAndStraight(
  surveyId: string,
  span: Span,
  filters: Filters,
  definitions: ReadonlyMap<number, SurveyDefinition>,
  fasterThan: number,
): Statement {
  const args = new Arguments()
  const where = `${inSpan(args, surveyId, span)} ${fitsOne(args, [filters])}`
  const isFast = `r.complete = 1 AND r.seconds_taken < ${args.put(fasterThan)}`
  return pageOf(`${where} AND ${isFast} AND ${mayBeStraight(args, definitions)}`, args)
}

/** Whether three pairs or more are whole and each has the numbers of the one before it, where both are whole. */
function mayBeStraight(
  args: Arguments,
  definitions: ReadonlyMap<number, SurveyDefinition>,
): string {
  const alike = Map.groupBy(definitions, ([, { questions }]) =>
    JSON.stringify(questions.flatMap(({ type, key }) => (type === 'gap' ? [key] : []))),
  )
  const conditions = [...alike].map(([json, versions]) => {
    const keys: string[] = JSON.parse(json)
    const pairs = keys.map((key) =>
      ['expectation', 'perception'].map((half) => `(r.answers ->> ${args.put(path(key, half))})`),
    )
    const isSame = pairs
      .slice(1)
      .flatMap((pair, i) => pair.map((half, j) => `coalesce(${half} = ${pairs[i]?.[j]}, 1)`))
    const whole = pairs.map(([e, p]) => `(${e} IS NOT NULL AND ${p} IS NOT NULL)`)
    const own = args.put(JSON.stringify(versions.map(([version]) => version)))
    return pairs.length < 3
      ? '0'
      : `(r.version IN (SELECT value FROM json_each(${own})) AND ${isSame.join(' AND ')}
          AND ${whole.join(' + ')} >= 3)`
  })
  return `(${['0', ...conditions].join(' OR ')})`
}

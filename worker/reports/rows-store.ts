/** SQL on the rows behind reports: as few of them as answer the question, and of each only what is counted. */
import type { InValue, ResultSet } from '@libsql/client/http'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Database, Statement } from '../db.ts'
import type { Answered } from '../tallies/measures.ts'
import { underWay } from '../under-way.ts'

/** Instants [from, to). */
export type Span = readonly [from: number, to: number]
/** Values by name that a row must have, all of them. */
export type Filters = ReadonlyMap<string, string>

const ROWS_A_PAGE = 4000

/** The arguments of a statement, each named where it stands. */
class Arguments {
  readonly values: InValue[] = []
  put(value: InValue): string {
    return `?${this.values.push(value)}`
  }
}

const path = (...keys: string[]): string => `$${keys.map((key) => `."${key}"`).join('')}`

const isColumn = (name: string): boolean => name === 'channel' || name === 'locale'

/** What a row of `responses r` has under the name of a segment. */
const columnOf = (args: Arguments, name: string): string =>
  isColumn(name) ? `r.${name}` : `r.segments ->> ${args.put(path(name))}`

/** The database looks at one after the other, and need not read the JSON of rows that fail before. */
const columnsFirst = (filters: [name: string, value: string][]) =>
  filters.sort(([a], [b]) => Number(isColumn(b)) - Number(isColumn(a)))

/** The condition that a row fits one of these; none when everyone does. */
function fitsOne(args: Arguments, filters: readonly Filters[]): string {
  if (filters.some(({ size }) => size === 0)) return ''
  const each = filters.map((own) =>
    columnsFirst([...own])
      .map(([name, value]) => `${columnOf(args, name)} = ${args.put(value)}`)
      .join(' AND '),
  )
  return `AND (${[...new Set(each.map((own) => `(${own})`))].join(' OR ')})`
}

const inSpan = (args: Arguments, surveyId: string, [from, to]: Span): string =>
  `r.survey_id = ${args.put(surveyId)} AND r.submitted_at >= ${args.put(from)}
    AND r.submitted_at < ${args.put(to)}`

export type Asked = {
  names: readonly string[]
  /** Only rows that fit one of these. */
  filters: readonly Filters[]
}

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

/** Texts are quoted, JSON is there as it is: so a page is one text, made and read without a detour. */
const WHOLE_ROW = `json_quote(r.id) || ',' || r.version || ',' || json_quote(r.channel) || ','
  || json_quote(r.locale) || ',' || r.answers || ',' || r.segments || ',' || coalesce(r.shown, 'null') || ','
  || r.complete || ',' || coalesce(r.seconds_taken, 'null')`

const pageOf = (
  where: string,
  after: string,
  most: string,
  args: Arguments,
  row = WHOLE_ROW,
): Statement => ({
  sql: `SELECT group_concat(row, char(10)) AS page, count(*) AS n FROM (
    SELECT '[' || ${row} || ',' || r.submitted_at || ',' || r.seq || ']' AS row FROM responses r
    WHERE ${where} ${after} ORDER BY r.submitted_at, r.seq ${most})`,
  args: args.values,
})

/**
 * The rows of a page as they were made, one by one: read all at once they would outlive the young generation, and be
 * carried from there while they are counted. The database only holds what the inbox wrote, so their shape is known.
 */
function* rowsOf<Row>(result: ResultSet | undefined): Iterable<Row> {
  const page = result?.rows[0]?.page
  if (typeof page !== 'string') return
  for (let from = 0; from < page.length; ) {
    const end = page.indexOf('\n', from)
    const to = end === -1 ? page.length : end
    yield JSON.parse(page.slice(from, to))
    from = to + 1
  }
}

/** The rows in a result of the statements here. */
export function* rowsFound(result: ResultSet | undefined): Iterable<Answered> {
  for (const row of rowsOf<Stored>(result)) {
    const [id, version, channel, locale, answers, segments, shown, complete, secondsTaken, at] = row
    yield {
      id,
      version,
      submittedAt: at,
      channel,
      locale,
      answers,
      segments,
      shown,
      complete: complete === 1,
      secondsTaken,
    }
  }
}

type Stored = [
  id: string,
  version: number,
  channel: string,
  locale: string | null,
  answers: Answered['answers'],
  segments: Answered['segments'],
  shown: Answered['shown'],
  complete: number,
  secondsTaken: number | null,
  submittedAt: number,
  seq: number,
]

/** The names that fill half of the text of pairs, and what they are called on the way (tallies/measures.ts reads both). */
const SHORT = { expectation: 'e', perception: 'p' } as const
const SHORTENED = Object.entries(SHORT).reduce(
  (sql, [long, short]) => `replace(${sql}, '"${long}":', '"${short}":')`,
  'r.answers',
)
/** Questions with such keys are not told from the halves of a pair. */
export const isShortened = (key: string): boolean => Object.entries(SHORT).flat().includes(key)

/** A row of which only the pairs are wanted, and what it has under some names. */
export type PairRow = {
  response: Answered
  values: readonly (string | null)[]
}

/** What every row has under a name, where the filters say so. */
function valueOfAll(filters: readonly Filters[], name: string): string | undefined {
  const [first, ...others] = filters.map((own) => own.get(name))
  return others.every((other) => other === first) ? first : undefined
}

const pairRow = (args: Arguments, { names, filters }: Asked): string => {
  const own = names.filter((name) => valueOfAll(filters, name) === undefined)
  const values = own.map((name) => `json_quote(${columnOf(args, name)})`)
  const shown = "coalesce(r.shown, 'null')"
  return ['r.version', 'r.submitted_at', shown, SHORTENED, ...values].join(` || ',' || `)
}

/** The rows of a page of pairs. Of what is not read of them, they say nothing true. */
function* pairsFound(result: ResultSet | undefined, { names, filters }: Asked): Iterable<PairRow> {
  const ofAll = names.map((name) => valueOfAll(filters, name))
  for (const [version, submittedAt, shown, answers, ...own] of rowsOf<PairsStored>(result)) {
    const values = ofAll.map((value) => value ?? own.shift() ?? null)
    yield { response: { ...UNREAD, version, shown, answers, submittedAt }, values }
  }
}
type PairsStored = [
  version: number,
  submittedAt: number,
  shown: Answered['shown'],
  answers: Answered['answers'],
  ...values: (string | null)[],
]
const UNREAD = {
  id: '',
  channel: '',
  locale: null,
  segments: {},
  complete: false,
  secondsTaken: null,
}

export type Rows = {
  span: Span
  filters: readonly Filters[]
  /** Only rows whose values of the names are none of these combinations; '' for none. */
  beside?: { names: readonly string[]; cells: readonly (readonly string[])[] }
  /** Only rows with an answer that is a text. */
  text?: string
  /** Only the first so many. */
  most?: number
}

/** Rows of a span, oldest first, a page at a time; the next is on its way while one is worked on. */
export async function* rowsIn(
  db: Database,
  surveyId: string,
  rows: Rows,
): AsyncGenerator<Iterable<Answered>> {
  for await (const page of pagesIn(db, surveyId, rows)) yield rowsFound(page)
}

/** The same for who wants nothing of the rows but their pairs, and what they have under the names; no question's key is shortened. */
export async function* pairsIn(
  db: Database,
  surveyId: string,
  rows: Rows,
  names: readonly string[],
): AsyncGenerator<Iterable<PairRow>> {
  const asked = { names, filters: rows.filters }
  for await (const page of pagesIn(db, surveyId, rows, (args) => pairRow(args, asked)))
    yield pairsFound(page, asked)
}

type RowMaker = (args: Arguments) => string

async function* pagesIn(
  db: Database,
  surveyId: string,
  rows: Rows,
  row: RowMaker = () => WHOLE_ROW,
): AsyncGenerator<ResultSet | undefined> {
  const most = Math.min(ROWS_A_PAGE, rows.most ?? ROWS_A_PAGE)
  const read = (after: string | null) => db.read([rowsAfter(surveyId, rows, after, most, row)])
  let next: Promise<ResultSet[]> | null = read(null)
  while (next) {
    const [page]: ResultSet[] = await next
    const last: string | null = lastOf(page)
    const count: number = Number(page?.rows[0]?.n)
    next = last === null || count < most || most < ROWS_A_PAGE ? null : read(last)
    // Whoever stops early does not wait for the page that is on its way.
    next?.catch(() => undefined)
    if (next) await underWay()
    yield page
  }
}

function isBeside(args: Arguments, { names, cells }: NonNullable<Rows['beside']>): string {
  if (cells.length === 0) return ''
  const own = names.map((name) => `coalesce(${columnOf(args, name)}, '')`)
  const known = names.map((_, i) => `value ->> ${i}`)
  const list = args.put(JSON.stringify(cells))
  return names.length === 0
    ? 'AND 0'
    : `AND (${own.join(', ')}) NOT IN (SELECT ${known.join(', ')} FROM json_each(${list}))`
}

/** The place of a page's last row. */
const lastOf = (page: ResultSet | undefined): string | null =>
  /,(\d+,\d+)\]$/.exec(String(page?.rows[0]?.page ?? '').slice(-60))?.[1] ?? null

function rowsAfter(
  surveyId: string,
  { span, filters, beside, text }: Rows,
  after: string | null,
  most: number,
  row: RowMaker,
): Statement {
  const args = new Arguments()
  const where = [
    inSpan(args, surveyId, span),
    fitsOne(args, filters),
    beside === undefined ? '' : isBeside(args, beside),
    text === undefined ? '' : `AND r.answers ->> ${args.put(path(text))} <> ''`,
  ]
  const [at, seq] = after?.split(',').map(Number) ?? []
  const start =
    at === undefined || seq === undefined
      ? ''
      : `AND r.submitted_at >= ${args.put(at)} AND (r.submitted_at, r.seq) > (${args.put(at)}, ${args.put(seq)})`
  return pageOf(where.join(' '), start, `LIMIT ${most}`, args, row(args))
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
  return pageOf(where, `AND (${isFast} OR ${mayBeStraight(args, definitions)})`, '', args)
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
  return pageOf(where, `AND ${isFast} AND ${mayBeStraight(args, definitions)}`, '', args)
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

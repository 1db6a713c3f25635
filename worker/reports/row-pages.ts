/** Pages of rows: as few of them as answer a question, and of each only what is counted. */
import type { ResultSet } from '@libsql/client/http'
import type { Database, Statement } from '../db.ts'
import type { Answered } from '../tallies/measures.ts'
import { underWay } from '../under-way.ts'
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

const ROWS_A_PAGE = 4000

/** Texts are quoted, JSON is there as it is: so a page is one text, made and read without a detour. */
const WHOLE_ROW = `json_quote(r.id) || ',' || r.version || ',' || json_quote(r.channel) || ','
  || json_quote(r.locale) || ',' || r.answers || ',' || r.segments || ',' || coalesce(r.shown, 'null') || ','
  || r.complete || ',' || coalesce(r.seconds_taken, 'null')`

export const pageOf = (
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

/** A response, and its place among all of them. */
export type Row = Answered & { seq: number }

/** The rows in a result of the statements here. */
export function* rowsFound(result: ResultSet | undefined): Iterable<Row> {
  for (const row of rowsOf<Stored>(result)) {
    const [
      id,
      version,
      channel,
      locale,
      answers,
      segments,
      shown,
      complete,
      secondsTaken,
      at,
      seq,
    ] = row
    yield {
      seq,
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

/** A row, and what it has under some names where that can't be read from it. */
export type Found = { response: Row; values?: readonly (string | null)[] }

function* wholeFound(page: ResultSet | undefined): Iterable<Found> {
  for (const response of rowsFound(page)) yield { response }
}

/** What every row has under a name, where the filters say so. */
function valueOfAll(filters: readonly Filters[], name: string): string | undefined {
  const [first, ...others] = filters.map((own) => own.get(name))
  return others.every((other) => other === first) ? first : undefined
}

const pairRow = (args: Arguments, { names, filters }: Asked): string => {
  const own = names.filter((name) => valueOfAll(filters, name) === undefined)
  const values = own.map((name) => columnOf(args, name))
  const shown = "coalesce(r.shown, 'null')"
  const list = values.length === 0 ? `'[]'` : `json_array(${values.join(', ')})`
  return ['r.version', shown, SHORTENED, list].join(` || ',' || `)
}

/** The rows of a page of pairs. Of what is not read of them, they say nothing true. */
function* pairsFound(result: ResultSet | undefined, { names, filters }: Asked): Iterable<Found> {
  const ofAll = names.map((name) => valueOfAll(filters, name))
  for (const [version, shown, answers, own, submittedAt, seq] of rowsOf<PairsStored>(result)) {
    const values = ofAll.map((value) => value ?? own.shift() ?? null)
    yield { response: { ...UNREAD, version, shown, answers, submittedAt, seq }, values }
  }
}
type PairsStored = [
  version: number,
  shown: Answered['shown'],
  answers: Answered['answers'],
  values: (string | null)[],
  submittedAt: number,
  seq: number,
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

/**
 * Rows of a span, oldest first, a page at a time; the next is on its way while one is worked on.
 * @param pairsWith the names whose values are wanted, where of the rows only the pairs are; null for whole rows
 */
export async function* rowsIn(
  db: Database,
  surveyId: string,
  rows: Rows,
  pairsWith: readonly string[] | null = null,
): AsyncGenerator<Iterable<Found>> {
  const most = Math.min(ROWS_A_PAGE, rows.most ?? ROWS_A_PAGE)
  const kind = kindOf(pairsWith, rows.filters)
  const read = (after: string | null) => db.read([rowsAfter(surveyId, rows, after, most, kind)])
  let next: Promise<ResultSet[]> | null = read(null)
  while (next) {
    const [page]: ResultSet[] = await next
    const last: string | null = lastOf(page)
    const count: number = Number(page?.rows[0]?.n)
    next = last === null || count < most || most < ROWS_A_PAGE ? null : read(last)
    // Whoever stops early does not wait for the page that is on its way.
    next?.catch(() => undefined)
    if (next) await underWay()
    yield kind.found(page)
  }
}

/**
 * Rows by their places, oldest first within a page.
 * @param pairsWith as above
 */
export async function* rowsAt(
  db: Database,
  surveyId: string,
  places: readonly number[],
  pairsWith: readonly string[] | null,
): AsyncGenerator<Iterable<Found>> {
  const kind = kindOf(pairsWith, [])
  const read = (from: number) => {
    const args = new Arguments()
    const list = args.put(JSON.stringify(places.slice(from, from + ROWS_A_PAGE)))
    // The plus keeps the database from reading the survey's whole index of times, for an order nobody needs.
    const where = `+r.survey_id = ${args.put(surveyId)} AND r.seq IN (SELECT value FROM json_each(${list}))`
    return from < places.length ? db.read([pageOf(where, '', '', args, kind.row(args))]) : null
  }
  let next = read(0)
  for (let from = ROWS_A_PAGE; next; from += ROWS_A_PAGE) {
    const [page]: ResultSet[] = await next
    next = read(from)
    next?.catch(() => undefined)
    if (next) await underWay()
    yield kind.found(page)
  }
}

/** How a row is made, and read again. */
type Kind = {
  row: (args: Arguments) => string
  found: (page: ResultSet | undefined) => Iterable<Found>
}

function kindOf(pairsWith: readonly string[] | null, filters: readonly Filters[]): Kind {
  if (pairsWith === null) return { row: () => WHOLE_ROW, found: wholeFound }
  const asked = { names: pairsWith, filters }
  return { row: (args) => pairRow(args, asked), found: (page) => pairsFound(page, asked) }
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
  { row }: Kind,
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

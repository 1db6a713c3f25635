/** Pages of rows: as few of them as answer a question. */
import type { ResultSet } from '@libsql/client/http'
import type { Database, Statement } from '../db.ts'
import { underWay } from '../under-way.ts'
import {
  Arguments,
  columnOf,
  type Filters,
  fitsOne,
  inSpan,
  path,
  type Span,
} from './row-conditions.ts'
import { type Found, type Kind, kindOf, type Pairs, pageOf } from './row-texts.ts'

const ROWS_A_PAGE = 4000

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
 * Rows of a span, oldest first, a page at a time.
 * @param pairs where of the rows only those are wanted; null for whole rows
 */
export async function* rowsIn(
  db: Database,
  surveyId: string,
  rows: Rows,
  pairs: Pairs | null = null,
): AsyncGenerator<Iterable<Found>> {
  const most = Math.min(ROWS_A_PAGE, rows.most ?? ROWS_A_PAGE)
  const kind = kindOf(pairs, rows.filters)
  const read = (after: string | null) => db.read([rowsAfter(surveyId, rows, after, most, kind)])
  const pages = ahead((before) => {
    if (before === null) return read(null)
    const last = lastOf(before)
    const count = Number(before.rows[0]?.n)
    return last === null || count < most || most < ROWS_A_PAGE ? null : read(last)
  })
  for await (const page of pages) yield kind.found(page)
}

/**
 * Rows by their places, in no order within a page.
 * @param pairs as above
 */
export async function* rowsAt(
  db: Database,
  surveyId: string,
  places: readonly number[],
  pairs: Pairs | null,
): AsyncGenerator<Iterable<Found>> {
  const kind = kindOf(pairs, [])
  let from = 0
  const pages = ahead(() => {
    const own = places.slice(from, from + ROWS_A_PAGE)
    from += ROWS_A_PAGE
    const args = new Arguments()
    const list = args.put(JSON.stringify(own))
    // The plus keeps the database from asking an index of the survey for each place first.
    const where = `+r.survey_id = ${args.put(surveyId)} AND r.seq IN (SELECT value FROM json_each(${list}))`
    return own.length > 0 ? db.read([pageOf(where, args, kind.row(args))]) : null
  })
  for await (const page of pages) yield kind.found(page)
}

/**
 * Pages one by one; the next is on its way while one is worked on.
 * @param next asks for the one behind another, or for the first; null when there is none
 */
async function* ahead(
  next: (before: ResultSet | null) => Promise<ResultSet[]> | null,
): AsyncGenerator<ResultSet> {
  let asked = next(null)
  while (asked) {
    const [page]: ResultSet[] = await asked
    if (!page) return
    asked = next(page)
    // Whoever stops early does not wait for the page that is on its way.
    asked?.catch(() => undefined)
    if (asked) await underWay()
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
  const order = `ORDER BY r.submitted_at, r.seq LIMIT ${most}`
  return pageOf([...where, start, order].join(' '), args, row(args))
}

/** Rows as texts: made by the database, one of them all to a page, and read again one by one, of each only what is counted. */
import type { ResultSet } from '@libsql/client/http'
import type { Statement } from '../db.ts'
import type { Answered } from '../tallies/measures.ts'
import { type Arguments, type Asked, columnOf, type Filters, path } from './row-conditions.ts'

/** Texts are quoted, JSON is there as it is: so a page is one text, made and read without a detour. */
const WHOLE_ROW = `json_quote(r.id) || ',' || r.version || ',' || json_quote(r.channel) || ','
  || json_quote(r.locale) || ',' || r.answers || ',' || r.segments || ',' || coalesce(r.shown, 'null') || ','
  || r.complete || ',' || coalesce(r.seconds_taken, 'null')`

/** @param which rows: a condition, and an order and a limit where they matter */
export const pageOf = (which: string, args: Arguments, row = WHOLE_ROW): Statement => ({
  sql: `SELECT group_concat(row, char(10)) AS page, count(*) AS n FROM (
    SELECT '[' || ${row} || ',' || r.submitted_at || ',' || r.seq || ']' AS row FROM responses r
    WHERE ${which})`,
  args: args.values,
})

/** How a row is made, and read again. */
export type Kind = {
  row: (args: Arguments) => string
  found: (page: ResultSet | undefined) => Iterable<Found>
}
/** A row, and what it has under some names where that can't be read from it. */
export type Found = { response: Row; values?: readonly (string | null)[] }
/** A response, and its place among all of them. */
export type Row = Answered & { seq: number }

/** Where pairs are all that is wanted of the answers: the keys of their questions, and the names whose values are wanted. */
export type Pairs = { keys: readonly string[]; names: readonly string[] }
/** A function of the database takes 127 arguments at most, and each pair is two. */
export const MOST_PAIRS = 63

/** @param pairs null for whole rows */
export function kindOf(pairs: Pairs | null, filters: readonly Filters[]): Kind {
  if (pairs === null) return { row: () => WHOLE_ROW, found: wholeFound }
  const asked = { ...pairs, filters }
  return { row: (args) => pairRow(args, asked), found: (page) => pairsFound(page, asked) }
}

function* wholeFound(page: ResultSet | undefined): Iterable<Found> {
  for (const response of rowsFound(page)) yield { response }
}

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

/**
 * The halves of all pairs in one list: on the way a tenth of what the answers are. What was left out is null in it, as
 * would be what somebody has no opinion of: so where there may be any of that, the answers come as they are.
 */
function halvesOf(args: Arguments, keys: readonly string[]): string {
  const halves = keys.flatMap((key) =>
    (['expectation', 'perception'] as const).map((half) => args.put(path(key, half))),
  )
  return `CASE WHEN instr(r.answers, 'null') THEN r.answers ELSE json_extract(${['r.answers', ...halves].join(', ')}) END`
}

type AskedPairs = Asked & Pairs

function pairRow(args: Arguments, { keys, names, filters }: AskedPairs): string {
  const own = names.filter((name) => valueOfAll(filters, name) === undefined)
  const values = own.map((name) => columnOf(args, name))
  const shown = "coalesce(r.shown, 'null')"
  const list = values.length === 0 ? `'[]'` : `json_array(${values.join(', ')})`
  return ['r.version', shown, halvesOf(args, keys), list].join(` || ',' || `)
}

/** What every row has under a name, where the filters say so. */
function valueOfAll(filters: readonly Filters[], name: string): string | undefined {
  const [first, ...others] = filters.map((own) => own.get(name))
  return others.every((other) => other === first) ? first : undefined
}

/** The rows of a page of pairs. Of what is not read of them, they say nothing true. */
function* pairsFound(
  result: ResultSet | undefined,
  { keys, names, filters }: AskedPairs,
): Iterable<Found> {
  const ofAll = names.map((name) => valueOfAll(filters, name))
  for (const [version, shown, found, own, submittedAt, seq] of rowsOf<PairsStored>(result)) {
    const values = ofAll.map((value) => value ?? own.shift() ?? null)
    const answers = isHalves(found) ? answersOf(found, keys) : found
    yield { response: { ...UNREAD, version, shown, answers, submittedAt, seq }, values }
  }
}
type PairsStored = [
  version: number,
  shown: Answered['shown'],
  found: Answered['answers'] | Halves,
  values: (string | null)[],
  submittedAt: number,
  seq: number,
]
type Halves = (number | null)[]
const isHalves = (found: PairsStored[2]): found is Halves => Array.isArray(found)
const UNREAD = {
  id: '',
  channel: '',
  locale: null,
  segments: {},
  complete: false,
  secondsTaken: null,
}

function answersOf(halves: Halves, keys: readonly string[]): Answered['answers'] {
  const answers: Answered['answers'] = {}
  for (const [i, key] of keys.entries()) {
    const [expectation, perception] = [halves[2 * i] ?? undefined, halves[2 * i + 1] ?? undefined]
    if (expectation !== undefined || perception !== undefined)
      answers[key] = { expectation, perception }
  }
  return answers
}

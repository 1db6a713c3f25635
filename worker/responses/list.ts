/** SQL for lists and exports of responses: filters become conditions, pages go by time and sequence. */
import type { InValue } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import { OTHER } from '../tallies/measures.ts'
import { AS_JSON, placeInWords, responseFrom, seqOfPlace, surveyWord } from './store.ts'
import { searchFor } from './words.ts'

export type ResponseFilter = {
  /** Milliseconds UTC, from inclusive, to exclusive. */
  from?: number
  to?: number
  segments: ReadonlyMap<string, string>
  /** Words, or beginnings of words, that stand in the texts of the answers; two Chinese characters are enough. */
  text?: string
  /** A question that was answered; with bounds, by a number within them. */
  score?: { key: string; part: Part | null; min: number | null; max: number | null }
  /** Only those who chose this option of a question; `other` is whoever wrote something instead, or beside. */
  chosen?: { key: string; option: string }
  /** Only responses with words of their own under one of these keys. */
  commented?: readonly string[]
  /** Asked for by what may not be told: there are none. */
  none?: boolean
}
/** What of a pair is compared: one of its values, or perception minus expectation. */
export const PARTS = ['expectation', 'perception', 'importance', 'minimum', 'gap'] as const
export type Part = (typeof PARTS)[number]
export type Place = { submittedAt: number; seq: number }

/**
 * Responses of a survey, newest first (`backwards`) or oldest first, after a place. Those found by their words are in
 * the order of the index: by second, then as they came.
 */
export async function responsesOf(
  db: Database,
  surveyId: string,
  filter: ResponseFilter,
  direction: 'newest' | 'oldest',
  after: Place | null,
  limit: number,
): Promise<{ place: Place; response: SurveyResponse }[]> {
  const [page] = await db.read([
    pageOf(surveyId, filter, direction, after, limit, `${AS_JSON} AS response`),
  ])
  return (page?.rows ?? []).map((row) => ({
    place: { submittedAt: Number(row.submitted_at), seq: Number(row.seq) },
    response: responseFrom(String(row.response)),
  }))
}

/** The latest response of each of some customers, with its survey. */
export async function latestResponsesOf(
  db: Database,
  customers: readonly string[],
): Promise<{ surveyId: string; response: SurveyResponse }[]> {
  const [found] = await db.read([
    {
      sql: `SELECT survey_id, ${AS_JSON} AS response FROM responses WHERE seq IN (
        SELECT (SELECT r.seq FROM responses r WHERE r.customer_id = c.value
          ORDER BY r.submitted_at DESC, r.seq DESC LIMIT 1) FROM json_each(?) c)`,
      args: [JSON.stringify(customers)],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    surveyId: String(row.survey_id),
    response: responseFrom(String(row.response)),
  }))
}

/** Responses by their sequence, whatever survey they belong to. */
export async function responsesBySeq(
  db: Database,
  seqs: readonly number[],
): Promise<Map<number, { surveyId: string; response: SurveyResponse }>> {
  const [found] = await db.read([
    {
      sql: `SELECT seq, survey_id, ${AS_JSON} AS response FROM responses
        WHERE seq IN (SELECT value FROM json_each(?))`,
      args: [JSON.stringify(seqs)],
    },
  ])
  return new Map(
    (found?.rows ?? []).map((row) => [
      Number(row.seq),
      { surveyId: String(row.survey_id), response: responseFrom(String(row.response)) },
    ]),
  )
}

type Bound = { sql: string; args: InValue[] }

/** `columns` beside `seq` and `submitted_at` of the first `limit` responses after a place. */
function pageOf(
  surveyId: string,
  filter: ResponseFilter,
  direction: 'newest' | 'oldest',
  after: Place | null,
  limit: number,
  columns: string,
  columnArgs: InValue[] = [],
): Bound {
  const [order, beyond] = direction === 'newest' ? ['DESC', '<'] : ['ASC', '>']
  const { conditions, args } = conditionsOf(filter)
  const wanted = () => conditions.map((condition) => `AND ${condition}`).join(' ')
  const select = `SELECT seq, submitted_at, ${columns}`
  const search = filter.text === undefined ? null : searchFor(filter.text)
  if (filter.text !== undefined && search === null) conditions.push('0')
  if (search === null) {
    const next = after ? `AND (submitted_at, seq) ${beyond} (?, ?)` : ''
    return {
      sql: `${select} FROM responses WHERE survey_id = ? ${wanted()} ${next}
        ORDER BY submitted_at ${order}, seq ${order} LIMIT ?`,
      args: [
        ...columnArgs,
        surveyId,
        ...args,
        ...(after ? [after.submittedAt, after.seq] : []),
        limit,
      ],
    }
  }
  const place = placeInWords('submitted_at', 'seq')
  const next = (of: string) => (after ? `AND ${of} ${beyond} ${placeInWords('?', '?')}` : '')
  const nextArgs = after ? [after.submittedAt, after.seq] : []
  const within = boundsOf(filter)
  // The index streams in its own order; what it has not got yet is read, and is little.
  const indexed: Bound = {
    sql: `${select} FROM response_words w CROSS JOIN responses ON seq = ${seqOfPlace('w.rowid')}
      WHERE response_words MATCH ? ${within.sql} ${next('w.rowid')}
      AND survey_id = ? ${wanted()} ORDER BY w.rowid ${order} LIMIT ?`,
    args: [
      ...columnArgs,
      `survey : "${surveyWord(surveyId)}" AND ${search.match}`,
      ...within.args,
      ...nextArgs,
      surveyId,
      ...args,
      limit,
    ],
  }
  const tail: Bound = {
    sql: `${select} FROM responses
      WHERE survey_id = ? AND seq > coalesce(
        (SELECT indexed_through FROM tally_cursors WHERE survey_id = ?), 0)
      ${search.words.map(() => `AND ${HAS_TEXT}`).join(' ')}
      ${wanted()} ${next(place)} ORDER BY ${place} ${order} LIMIT ?`,
    args: [...columnArgs, surveyId, surveyId, ...search.words, ...args, ...nextArgs, limit],
  }
  return {
    sql: `SELECT * FROM (SELECT * FROM (${indexed.sql}) UNION ALL SELECT * FROM (${tail.sql}))
      ORDER BY ${place} ${order} LIMIT ?`,
    args: [...indexed.args, ...tail.args, limit],
  }
}

/** In the values, not in the JSON text: a question's key is nobody's word. */
const HAS_TEXT = `EXISTS (SELECT 1 FROM json_tree(answers) j
  WHERE j.type = 'text' AND instr(lower(j.atom), ?) > 0)`

/** The days of a filter as places in the index of words. */
function boundsOf({ from, to }: ResponseFilter): Bound {
  return {
    sql: `${from === undefined ? '' : `AND w.rowid >= ${placeInWords('?', '0')}`}
      ${to === undefined ? '' : `AND w.rowid < ${placeInWords('?', '0')}`}`,
    args: [from, to].flatMap((at) => (at === undefined ? [] : [at])),
  }
}

/** A value of an answer as SQL: the answer, a part of a pair, or the gap of one. */
function answered(key: string, part: Part | null): { sql: string; args: string[] } {
  const path = (member: string) => `$."${key}".${member}`
  if (part === null) return { sql: 'answers ->> ?', args: [`$."${key}"`] }
  if (part !== 'gap') return { sql: 'answers ->> ?', args: [path(part)] }
  return { sql: '(answers ->> ? - answers ->> ?)', args: [path('perception'), path('expectation')] }
}

/** That an option was chosen: alone, or in a list. What was written is an object, alone or in the list. */
function chose({ key, option }: { key: string; option: string }): { sql: string; args: string[] } {
  const path = `$."${key}"`
  const inList = (condition: string) => `json_type(answers, ?) = 'array'
    AND EXISTS (SELECT 1 FROM json_each(answers, ?) j WHERE ${condition})`
  const keyed = {
    sql: `answers ->> ? = ? OR ${inList(`j.type = 'text' AND j.value = ?`)}`,
    args: [path, option, path, path, option],
  }
  if (option !== OTHER) return { ...keyed, sql: `(${keyed.sql})` }
  const written = `json_type(answers, ?) = 'text' OR ${inList(`j.type = 'object'`)}`
  return {
    sql: `(${keyed.sql} OR ${written})`,
    args: [...keyed.args, `${path}.other`, path, path],
  }
}

/** How many responses to count at most: beyond it an estimate would do, and counting takes its time. */
export const MOST_COUNTED = 10_000

/** Responses by language and by the score of one question; of more than MOST_COUNTED only the newest are counted. */
export async function facetsOf(
  db: Database,
  surveyId: string,
  filter: ResponseFilter,
  key: string,
): Promise<{ locale: string | null; score: number | null; n: number }[]> {
  const newest = pageOf(
    surveyId,
    filter,
    'newest',
    null,
    MOST_COUNTED,
    'locale, answers ->> ? AS score',
    [`$."${key}"`],
  )
  const [counted] = await db.read([
    {
      sql: `SELECT locale, score, count(*) AS n FROM (${newest.sql})
        GROUP BY locale, score ORDER BY locale, score`,
      args: newest.args,
    },
  ])
  return (counted?.rows ?? []).map(({ locale, score, n }) => ({
    locale: locale === null ? null : String(locale),
    score: typeof score === 'number' ? score : null,
    n: Number(n),
  }))
}

function conditionsOf(filter: ResponseFilter): { conditions: string[]; args: InValue[] } {
  const conditions: string[] = []
  const args: InValue[] = []
  const add = (condition: string, ...values: InValue[]) => {
    conditions.push(condition)
    args.push(...values)
  }
  if (filter.none) add('0')
  if (filter.from !== undefined) add('submitted_at >= ?', filter.from)
  if (filter.to !== undefined) add('submitted_at < ?', filter.to)
  for (const [name, value] of filter.segments) {
    if (name === 'channel') add('channel = ?', value)
    else if (name === 'locale') add('locale = ?', value)
    else add(`segments ->> ? = ?`, `$."${name}"`, value)
  }
  if (filter.score) {
    const { key, part, min, max } = filter.score
    const isBounded = min !== null || max !== null
    const value = answered(key, part)
    if (!isBounded) add(`${value.sql} IS NOT NULL`, ...value.args)
    // A pair is stored as text, which SQLite holds to be above every number.
    else
      add(
        `typeof(${value.sql}) IN ('integer', 'real') AND ${value.sql} BETWEEN ? AND ?`,
        ...value.args,
        ...value.args,
        min ?? -1e9,
        max ?? 1e9,
      )
  }
  if (filter.chosen) {
    const { sql, args: own } = chose(filter.chosen)
    add(sql, ...own)
  }
  if (filter.commented) {
    const paths = filter.commented.flatMap((key) => [`$."${key}"`, `$."${key}".text`])
    const texts = paths.map(() => `json_type(answers, ?) = 'text'`).join(' OR ')
    add(paths.length === 0 ? '0' : `(${texts})`, ...paths)
  }
  return { conditions, args }
}

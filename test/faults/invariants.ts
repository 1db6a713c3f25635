/** The invariant program: what must be true of the database after whatever has happened. */
import { isDeepStrictEqual } from 'node:util'
import type { Client } from '@libsql/client/http'
import type { Ledger } from './ledger.ts'

/**
 * Everything that is wrong, in words; none is what a test wants to see. Every acknowledged answer is stored
 * exactly once and as it was sent, every stored one was sent, sums equal a recount of the rows, and the file
 * is sound.
 */
export async function wrongs(
  database: Client,
  surveyId: string,
  ledger: Ledger,
): Promise<string[]> {
  const { rows } = await database.execute({
    sql: `SELECT id, revision, answers, segments, locale, channel, complete, seconds_taken, submitted_at
      FROM responses WHERE survey_id = ?`,
    args: [surveyId],
  })
  const stored: Stored[] = rows.map((row) => ({
    id: String(row.id),
    revision: Number(row.revision),
    answers: JSON.parse(String(row.answers)),
    segments: JSON.parse(String(row.segments)),
    locale: row.locale === null ? null : String(row.locale),
    channel: String(row.channel),
    complete: row.complete === 1,
    secondsTaken: row.seconds_taken === null ? null : Number(row.seconds_taken),
    day: Math.floor(Number(row.submitted_at) / 86_400_000),
  }))
  return [
    ...wrongRows(stored, ledger),
    ...wrongSums(await sumsIn(database, surveyId), recount(stored)),
    ...(await leftovers(database, surveyId)),
    ...(await unsound(database)),
  ]
}

type Stored = {
  id: string
  revision: number
  answers: Record<string, unknown>
  segments: Record<string, string>
  locale: string | null
  channel: string
  complete: boolean
  secondsTaken: number | null
  day: number
}

function wrongRows(stored: readonly Stored[], ledger: Ledger): string[] {
  const rowsOf = Map.groupBy(stored, ({ id }) => id)
  const wrong: string[] = []
  for (const [id, { acknowledged, receipts, deleted }] of ledger.lines) {
    const rows = rowsOf.get(id) ?? []
    if (rows.length > 1) wrong.push(`${id} is stored ${rows.length} times`)
    if (deleted && rows.length > 0) wrong.push(`${id} was deleted and is there`)
    if (!deleted && acknowledged > 0 && rows.length === 0)
      wrong.push(`${id} was acknowledged and is lost`)
    if (rows[0] && rows[0].revision < acknowledged)
      wrong.push(`${id}: ${acknowledged} was acknowledged, ${rows[0].revision} is stored`)
    if (receipts.size > 1) wrong.push(`${id} has ${receipts.size} receipts`)
  }
  for (const row of stored) {
    const sent = ledger.lines.get(row.id)?.sent.get(row.revision)
    if (!sent) wrong.push(`${row.id} is stored and was never sent`)
    else if (!isDeepStrictEqual(row.answers, sent.answers)) wrong.push(`${row.id} was altered`)
    else if (sent.complete === true && !row.complete) wrong.push(`${row.id} is not complete`)
  }
  return wrong
}

/** Sums by segment, day and measure; a missing one is all zeros. */
type Sums = Map<string, number[]>

async function sumsIn(database: Client, surveyId: string): Promise<Sums> {
  const { rows } = await database.execute({
    sql: `SELECT segment || ' ' || day || ' ' || measure AS name, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
      FROM tallies WHERE survey_id = ? AND part = 0
        AND (measure = 'responses' OR measure LIKE 'values|%' OR measure LIKE 'gap|%')`,
    args: [surveyId],
  })
  return new Map(
    rows.map((row) => [
      String(row.name),
      Array.from({ length: 12 }, (_, i) => Number(row[`s${i}`])),
    ]),
  )
}

/** The same from the rows, the plain way: who answered, every score, and every pair. */
function recount(stored: readonly Stored[]): Sums {
  const sums: Sums = new Map()
  for (const row of stored)
    for (const segment of segmentsOf(row)) {
      const add = (measure: string, values: readonly number[]) => {
        const name = `${segment} ${row.day} ${measure}`
        const before = sums.get(name) ?? new Array<number>(12).fill(0)
        sums.set(
          name,
          before.map((sum, i) => sum + (values[i] ?? 0)),
        )
      }
      const { complete, secondsTaken } = row
      add('responses', [1, Number(complete), Number(secondsTaken !== null), secondsTaken ?? 0])
      for (const [key, answer] of Object.entries(row.answers)) {
        if (typeof answer === 'number')
          add(
            `values|${key}`,
            Array.from({ length: 11 }, (_, score) => Number(score === answer)),
          )
        const pair = pairIn(answer)
        if (pair) add(`gap|${key}`, pairSums(pair))
      }
    }
  return sums
}

function segmentsOf({ channel, locale, segments }: Stored): string[] {
  const named = Object.entries(segments).map(([name, value]) => `${name}=${value}`)
  return ['', `channel=${channel}`, ...(locale === null ? [] : [`locale=${locale}`]), ...named]
}

type Pair = { expectation: number; perception: number }

function pairIn(answer: unknown): Pair | null {
  const pair = answer as Partial<Pair> | null
  return typeof pair?.expectation === 'number' && typeof pair.perception === 'number'
    ? { expectation: pair.expectation, perception: pair.perception }
    : null
}

/** n, no opinion, e, p, ee, pp, ep, met, E only, P only, |g| */
const pairSums = ({ expectation: e, perception: p }: Pair): number[] => [
  1,
  0,
  e,
  p,
  e * e,
  p * p,
  e * p,
  Number(p >= e),
  0,
  0,
  Math.abs(p - e),
]

function wrongSums(summed: Sums, counted: Sums): string[] {
  const zeros = new Array<number>(12).fill(0)
  return [...new Set([...summed.keys(), ...counted.keys()])].flatMap((name) => {
    const [one = zeros, other = zeros] = [summed.get(name), counted.get(name)]
    return one.every((sum, i) => Math.abs(sum - (other[i] ?? 0)) < 1e-6)
      ? []
      : [`tally ${name}: ${one} instead of ${other}`]
  })
}

/** What should have been dealt with by now. */
async function leftovers(database: Client, surveyId: string): Promise<string[]> {
  const { rows } = await database.execute({
    sql: `SELECT (SELECT count(*) FROM retractions WHERE survey_id = ?1) AS retractions,
      (SELECT count(*) FROM conflicts WHERE survey_id = ?1) AS conflicts,
      (SELECT count(*) FROM guards) AS guards`,
    args: [surveyId],
  })
  return Object.entries({ ...rows[0] }).flatMap(([what, count]) =>
    Number(count) === 0 ? [] : [`${count} ${what} are left`],
  )
}

async function unsound(database: Client): Promise<string[]> {
  const { rows } = await database.execute('PRAGMA integrity_check')
  const found = rows.map((row) => String(row.integrity_check))
  return found.length === 1 && found[0] === 'ok' ? [] : found
}

/** Waits until every response is in the tallies and nothing waits on any shelf. */
export async function settled(
  database: Client,
  surveyId: string,
  waiting: () => Promise<number>,
): Promise<void> {
  const until = Date.now() + 40_000
  while (Date.now() < until) {
    const { rows } = await database.execute({
      sql: `SELECT coalesce((SELECT max(seq) FROM responses WHERE survey_id = ?1), 0)
          <= coalesce((SELECT folded_through FROM tally_cursors WHERE survey_id = ?1), 0)
        AND NOT EXISTS (SELECT 1 FROM retractions WHERE survey_id = ?1) AS is_folded`,
      args: [surveyId],
    })
    if (rows[0]?.is_folded === 1 && (await waiting()) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`It does not settle; ${await waiting()} answers are waiting`)
}

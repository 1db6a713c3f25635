/** Counts exported responses again, row by row, the plain way: what reports made of tallies have to equal. */
import { type Gap, gap, type PairSums } from '../../statistics/gap.ts'

export type Row = {
  id: string
  submittedAt: string
  channel: string
  locale: string | null
  answers: Record<string, unknown>
  segments: Record<string, string>
}

/** The rows of an NDJSON export. */
export const rowsIn = (ndjson: string): Row[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** How often each score from 0 to 10 was given. */
export function histogramOf(rows: readonly Row[], key: string): number[] {
  const counts = new Array<number>(11).fill(0)
  for (const { answers } of rows) {
    const score = answers[key]
    if (typeof score === 'number') counts[score] = (counts[score] ?? 0) + 1
  }
  return counts
}

type Pair = { e: number; p: number }

/** An item: everybody who answered both halves. */
export const itemOf = (rows: readonly Row[], key: string): Gap =>
  gapOf(rows.flatMap(({ answers }) => pairIn(answers[key]) ?? []))

/** A dimension: the mean over the items of everybody who answered at least half of them. */
export const dimensionOf = (rows: readonly Row[], keys: readonly string[]): Gap =>
  gapOf(rows.flatMap((row) => scoreOf(row, keys) ?? []))

/** Overall: the mean over the dimensions of everybody who has a score on each. */
export const overallOf = (rows: readonly Row[], dimensions: readonly (readonly string[])[]): Gap =>
  gapOf(
    rows.flatMap((row) => {
      const scores = dimensions.flatMap((keys) => scoreOf(row, keys) ?? [])
      return scores.length === dimensions.length ? [meanOf(scores)] : []
    }),
  )

function scoreOf({ answers }: Row, keys: readonly string[]): Pair | null {
  const pairs = keys.flatMap((key) => pairIn(answers[key]) ?? [])
  return pairs.length > 0 && pairs.length >= keys.length / 2 ? meanOf(pairs) : null
}

const meanOf = (pairs: readonly Pair[]): Pair => ({
  e: pairs.reduce((sum, { e }) => sum + e, 0) / pairs.length,
  p: pairs.reduce((sum, { p }) => sum + p, 0) / pairs.length,
})

function gapOf(pairs: readonly Pair[]): Gap {
  const sums: PairSums = { n: pairs.length, e: 0, p: 0, ee: 0, pp: 0, ep: 0, met: 0 }
  for (const { e, p } of pairs) {
    sums.e += e
    sums.p += p
    sums.ee += e * e
    sums.pp += p * p
    sums.ep += e * p
    sums.met += Number(p >= e)
  }
  return gap(sums)
}

function pairIn(answer: unknown): Pair | null {
  if (typeof answer !== 'object' || answer === null) return null
  if (!('expectation' in answer && 'perception' in answer)) return null
  const { expectation, perception } = answer
  return typeof expectation === 'number' && typeof perception === 'number'
    ? { e: expectation, p: perception }
    : null
}

/** One gap as the report tells it: its figures, its verdict, and its change. */
import type { GapResult } from '../../schema/reports.ts'
import { type GapStatistics, gap, type PairSums } from '../../statistics/gap.ts'
import { gapChange } from '../../statistics/gap-change.ts'
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { verdictOfChange, verdictOfGap } from '../../statistics/verdict.ts'
import type { Scope } from './scope.ts'

/** The sums of E and P behind a measure; items and scores keep theirs in different places. */
export function pairSums(tally: Tally, measure: string): PairSums {
  const isItem = measure.startsWith('gap|')
  const [n = 0, ...rest] = sums(tally, measure, isItem ? 8 : 7)
  const [e = 0, p = 0, ee = 0, pp = 0, ep = 0, met = 0] = isItem ? rest.slice(1) : rest
  return { n, e, p, ee, pp, ep, met }
}

/** One gap of the report, with what changed since the days before. */
export function resultOf(
  tally: Tally,
  past: Tally,
  measure: string,
  key: string,
  noOpinion: number,
  scope: Scope,
): GapResult {
  const now = pairSums(tally, measure)
  const before = pairSums(past, measure)
  const {
    n,
    expectation,
    perception,
    gap: figures,
    metOrExceeded,
    correlation,
  } = gap(now, scope.confidence)
  const change = gapChange(before, now, scope.confidence)
  return {
    key,
    n,
    noOpinion,
    expectation,
    perception,
    gap: { ...figures, verdict: verdictOfGap({ interval: intervalOf(figures), n: [n] }) },
    metOrExceeded,
    correlation,
    alpha: null,
    cells: null,
    change: change && {
      gap: {
        estimate: change.gap.estimate,
        low: change.gap.low,
        high: change.gap.high,
        p: change.gap.p,
        verdict: verdictOfChange({ interval: change.gap, n: [n, before.n] }),
      },
      perception: part(change.perception),
      expectation: part(change.expectation),
      larger: change.larger,
    },
  }
}

const part = ({ estimate, low, high }: { estimate: number; low: number; high: number }) => ({
  estimate,
  low,
  high,
})

/** Null where there is no interval. */
export const intervalOf = ({ low, high }: { low: number | null; high: number | null }) =>
  low === null || high === null ? null : { low, high }

/** Gaps that are shown together, with verdicts corrected for their number. */
export function corrected<Result extends { n: number; gap: GapStatistics }>(results: Result[]) {
  const adjusted = benjaminiHochberg(results.map(({ gap: figures }) => figures.p))
  return results.map((result, i) => {
    const adjustedP = adjusted[i] ?? null
    const evidence = { interval: intervalOf(result.gap), n: [result.n], adjustedP }
    return { ...result, gap: { ...result.gap, adjustedP, verdict: verdictOfGap(evidence) } }
  })
}

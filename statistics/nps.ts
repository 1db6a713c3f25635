/** The Net Promoter Score of a histogram of 0..10 answers, with an interval that holds for few. */
import { normalCritical } from './distributions.ts'
import type { Interval } from './interval.ts'
import { adjustedWaldInterval } from './nps-intervals.ts'

export type NpsGroups = { promoters: number; passives: number; detractors: number }

export type NpsInterval = Interval & { confidence: number; method: 'adjusted-wald' }

export type NpsResult = NpsGroups & {
  n: number
  /** −100..100; null when nobody answered: no score is not a score of zero. */
  nps: number | null
  /** Mean answer, 0..10. */
  mean: number | null
  /** In NPS points. */
  standardError: number | null
  interval: NpsInterval | null
}

/**
 * Net Promoter Score: the share of promoters (9–10) minus the share of detractors (0–6), × 100.
 * @param counts 11 counts of the answers 0..10; "no opinion" is not among them
 * Source: Reichheld (2003); the interval is Rocks's adjusted Wald (2016).
 * @example nps([0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 1]).nps // 50
 */
export function nps(counts: readonly number[], confidence = 0.95): NpsResult {
  const points = counts.reduce((sum, count, answer) => sum + count * answer, 0)
  const { promoters, passives, detractors } = npsGroups(counts)
  const result = npsOf(promoters, passives, detractors, confidence)
  return { ...result, mean: result.n === 0 ? null : points / result.n }
}

/** The same from the three groups alone, for which there is no mean. */
export function npsOf(
  promoters: number,
  passives: number,
  detractors: number,
  confidence = 0.95,
): NpsResult {
  const groups = { promoters, passives, detractors }
  const n = promoters + passives + detractors
  if (n === 0) {
    return { n, ...groups, nps: null, mean: null, standardError: null, interval: null }
  }
  return {
    n,
    ...groups,
    nps: (100 * (promoters - detractors)) / n,
    mean: null,
    standardError: 100 * Math.sqrt(unitVariance(groups) / n),
    interval: {
      ...adjustedWaldInterval(groups, normalCritical(confidence)),
      confidence,
      method: 'adjusted-wald',
    },
  }
}

/** Promoters, passives and detractors of 11 counts. */
export function npsGroups(counts: readonly number[]): NpsGroups {
  const total = (from: number, to: number) =>
    counts.slice(from, to).reduce((sum, count) => sum + count, 0)
  return { promoters: total(9, 11), passives: total(7, 9), detractors: total(0, 7) }
}

/** Variance of one answer coded +1, 0, −1 (divisor n); n must not be 0. 0..1. */
export function unitVariance({ promoters, passives, detractors }: NpsGroups): number {
  const n = promoters + passives + detractors
  const score = (promoters - detractors) / n
  return Math.max(0, (promoters + detractors) / n - score * score)
}

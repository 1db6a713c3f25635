/** The gap P − E between what people got and what they expected (SERVQUAL), from sums alone. */
import { twoSidedTP } from './distributions.ts'
import { deviations, type Moments, mean, meanDifference, varianceOf } from './mean.ts'

/** Sums over respondents who answered both halves; `met` counts those with P ≥ E. */
export type PairSums = {
  n: number
  e: number
  p: number
  ee: number
  pp: number
  ep: number
  met: number
}

export type Spread = { mean: number | null; standardDeviation: number | null }

/** In scale units, negative when short of expectation. The mean needs n ≥ 1, t and p a spread. */
export type GapStatistics = Spread & {
  standardError: number | null
  low: number | null
  high: number | null
  /** Paired t; null when all gaps are equal, as are the next three. */
  t: number | null
  degreesOfFreedom: number | null
  /** Two-sided, 0..1. */
  p: number | null
  /** Cohen's dz = mean / standard deviation of the gaps. */
  effectSize: number | null
}

export type Gap = {
  n: number
  expectation: Spread
  perception: Spread
  gap: GapStatistics
  /** Share with P ≥ E, 0..1. */
  metOrExceeded: number | null
  /** Of E with P, −1..1; null when either has no spread. */
  correlation: number | null
}

/**
 * Gap of one item: mean, paired t interval, effect size, all over the same pairs, so that
 * perception mean − expectation mean = gap mean.
 * Source: Parasuraman, Zeithaml & Berry (1985, 1988, 1991).
 */
export function gap(sums: PairSums, confidence = 0.95): Gap {
  const expectation = { n: sums.n, sum: sums.e, sumOfSquares: sums.ee }
  const perception = { n: sums.n, sum: sums.p, sumOfSquares: sums.pp }
  return {
    n: sums.n,
    expectation: spread(expectation),
    perception: spread(perception),
    gap: gapOfScores(gapMoments(sums), confidence),
    metOrExceeded: sums.n === 0 ? null : sums.met / sums.n,
    correlation: correlation(sums, expectation, perception),
  }
}

/** Sum of gaps and of squared gaps that the pair sums imply. */
export const gapMoments = ({ n, e, p, ee, pp, ep }: PairSums): Moments => ({
  n,
  sum: p - e,
  sumOfSquares: pp - 2 * ep + ee,
})

/**
 * The same statistics where only the gaps themselves were summed: scores of a dimension, of
 * weighted overall gaps, of the zone of tolerance.
 */
export function gapOfScores(scores: Moments, confidence = 0.95): GapStatistics {
  const { n: _, ...figures } = mean(scores, confidence)
  const { mean: gapMean, standardDeviation, standardError } = figures
  if (gapMean === null || !standardDeviation || !standardError) {
    return { ...figures, t: null, degreesOfFreedom: null, p: null, effectSize: null }
  }
  const t = gapMean / standardError
  const degreesOfFreedom = scores.n - 1
  return {
    ...figures,
    t,
    degreesOfFreedom,
    p: twoSidedTP(t, degreesOfFreedom),
    effectSize: gapMean / standardDeviation,
  }
}

/**
 * Gap when E and P were asked of different people (split sample): Welch instead of the paired
 * test. Pairs do not exist, so the gaps have no standard deviation and no effect size dz.
 */
export function unpairedGap(
  expectation: Moments,
  perception: Moments,
  confidence = 0.95,
): { expectation: Spread; perception: Spread; gap: GapStatistics } {
  const means = { expectation: spread(expectation), perception: spread(perception) }
  const difference = meanDifference(perception, expectation, confidence)
  if (difference === null) {
    const known =
      means.perception.mean === null || means.expectation.mean === null
        ? null
        : means.perception.mean - means.expectation.mean
    return { ...means, gap: { ...NOTHING, mean: known } }
  }
  const { estimate, ...rest } = difference
  return { ...means, gap: { ...NOTHING, ...rest, mean: estimate } }
}

const NOTHING: GapStatistics = {
  mean: null,
  standardDeviation: null,
  standardError: null,
  low: null,
  high: null,
  t: null,
  degreesOfFreedom: null,
  p: null,
  effectSize: null,
}

/** Size of an effect in words, by |dz|: .2 small, .5 medium, .8 large. Source: Cohen (1988). */
export function effectLabel(dz: number): 'negligible' | 'small' | 'medium' | 'large' {
  const size = Math.abs(dz)
  if (size < 0.2) return 'negligible'
  if (size < 0.5) return 'small'
  return size < 0.8 ? 'medium' : 'large'
}

function spread(moments: Moments): Spread {
  const variance = varianceOf(moments)
  return {
    mean: moments.n === 0 ? null : moments.sum / moments.n,
    standardDeviation: variance === null ? null : Math.sqrt(variance),
  }
}

function correlation({ n, e, p, ep }: PairSums, expectation: Moments, perception: Moments) {
  if (n < 2) return null
  const scale = Math.sqrt(deviations(expectation) * deviations(perception))
  if (scale === 0) return null
  return Math.min(1, Math.max(-1, (ep - (e * p) / n) / scale))
}

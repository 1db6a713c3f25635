/** Means from sums alone, so that the sums of many days can be added first. */
import { tCritical, twoSidedTP } from './distributions.ts'
import type { Interval } from './interval.ts'

/** What a tally keeps of a number: how many, their sum, the sum of their squares. */
export type Moments = { n: number; sum: number; sumOfSquares: number }

export type Mean = {
  n: number
  /** null when n = 0. */
  mean: number | null
  /** These four need n ≥ 2. */
  standardDeviation: number | null
  standardError: number | null
  low: number | null
  high: number | null
}

/** A mean with its Student t interval, in the units of what was summed. */
export function mean(moments: Moments, confidence = 0.95): Mean {
  const { n, sum } = moments
  const variance = varianceOf(moments)
  if (variance === null) {
    const known = n === 0 ? null : sum / n
    return { n, mean: known, standardDeviation: null, standardError: null, low: null, high: null }
  }
  const standardError = Math.sqrt(variance / n)
  const half = tCritical(confidence, n - 1) * standardError
  return {
    n,
    mean: sum / n,
    standardDeviation: Math.sqrt(variance),
    standardError,
    low: sum / n - half,
    high: sum / n + half,
  }
}

/**
 * Sample variance (divisor n − 1); null when n < 2. Exactly 0 when all values are equal, also
 * where the subtraction leaves rounding noise, below or above 0.
 */
export const varianceOf = (moments: Moments): number | null =>
  moments.n < 2 ? null : deviations(moments) / (moments.n - 1)

/** Sum of squared deviations from the mean; n must not be 0. */
export function deviations({ n, sum, sumOfSquares }: Moments): number {
  const rest = sumOfSquares - (sum * sum) / n
  return rest <= ROUNDING * sumOfSquares ? 0 : rest
}

/** One answer in a thousand million that differs by 1 on a scale to 10 is still seen. */
const ROUNDING = 1e-12

export type MeanDifference = Interval & {
  estimate: number
  standardError: number
  /** null when all values are equal within each group, as are the next two. */
  t: number | null
  degreesOfFreedom: number | null
  /** Two-sided, 0..1. */
  p: number | null
}

/**
 * Mean of `a` minus mean of `b` for independent groups whose variances may differ.
 * @returns null when either group has fewer than two values
 * Source: Welch (1947), degrees of freedom by Satterthwaite (1946).
 */
export function meanDifference(a: Moments, b: Moments, confidence = 0.95): MeanDifference | null {
  const varianceA = varianceOf(a)
  const varianceB = varianceOf(b)
  if (varianceA === null || varianceB === null) return null
  const estimate = a.sum / a.n - b.sum / b.n
  const partA = varianceA / a.n
  const partB = varianceB / b.n
  const standardError = Math.sqrt(partA + partB)
  if (standardError === 0) {
    const untested = { t: null, degreesOfFreedom: null, p: null }
    return { estimate, standardError, ...untested, low: estimate, high: estimate }
  }
  const degreesOfFreedom = (partA + partB) ** 2 / (partA ** 2 / (a.n - 1) + partB ** 2 / (b.n - 1))
  const t = estimate / standardError
  const half = tCritical(confidence, degreesOfFreedom) * standardError
  return {
    estimate,
    standardError,
    t,
    degreesOfFreedom,
    p: twoSidedTP(t, degreesOfFreedom),
    low: estimate - half,
    high: estimate + half,
  }
}

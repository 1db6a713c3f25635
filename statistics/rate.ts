/** Counts per unit of exposure over a whole window: how sure is a rate, and do two of them differ? */
import { normalCritical, twoSidedNormalP } from './distributions.ts'
import { type Interval, squareAndAdd } from './interval.ts'

export type Exposed = { count: number; exposure: number }

export type RateOptions = {
  confidence?: number
  /** How many times wider than chance the counts vary (Laney's sigma z of their chart), 1 or more. */
  spread?: number
}

/**
 * A rate with its score interval, (x + z²/2 ± z √(x + z²/4)) / exposure, z widened by the spread.
 * @returns nulls without exposure: nobody could complain
 * Source: Rao's score for a Poisson mean; overdispersion as a scale on its variance (McCullagh &
 * Nelder 1989).
 */
export function rate(
  { count, exposure }: Exposed,
  { confidence = 0.95, spread = 1 }: RateOptions = {},
): { rate: number | null; low: number | null; high: number | null } {
  if (exposure <= 0) return { rate: null, low: null, high: null }
  const z = normalCritical(confidence) * spread
  const centre = count + (z * z) / 2
  const half = z * Math.sqrt(count + (z * z) / 4)
  return {
    rate: count / exposure,
    low: Math.max(0, centre - half) / exposure,
    high: (centre + half) / exposure,
  }
}

export type RateDifference = Interval & { estimate: number; p: number | null }

/**
 * Difference a − b of two independent rates: square and add of their score intervals; p of the pooled
 * test for the correction for many comparisons (null when nothing was counted on either side).
 * @returns null when either side has no exposure
 * Source: Zou & Donner (2008).
 */
export function rateDifference(
  a: Exposed,
  b: Exposed,
  options: RateOptions = {},
): RateDifference | null {
  const [first, second] = [estimated(a, options), estimated(b, options)]
  if (!first || !second) return null
  const estimate = first.estimate - second.estimate
  const pooled = (a.count + b.count) / (a.exposure + b.exposure)
  const error = Math.sqrt(pooled * (1 / a.exposure + 1 / b.exposure)) * (options.spread ?? 1)
  return {
    estimate,
    p: error === 0 ? null : twoSidedNormalP(estimate / error),
    ...squareAndAdd(first, second),
  }
}

function estimated(exposed: Exposed, options: RateOptions) {
  const { rate: estimate, low, high } = rate(exposed, options)
  return estimate === null || low === null || high === null ? null : { estimate, low, high }
}

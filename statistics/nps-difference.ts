/** Compares the NPS of two independent groups: two periods, or a segment and everyone else. */
import { normalCritical, twoSidedNormalP } from './distributions.ts'
import { clipped, type Interval, squareAndAdd } from './interval.ts'
import { type NpsGroups, npsGroups, unitVariance } from './nps.ts'
import { adjustedWaldInterval } from './nps-intervals.ts'

export type NpsDifference = Interval & {
  /** First minus second, −200..200 points. */
  estimate: number
  standardError: number
  /** null when all answers are equal within each group: nothing to test against. */
  z: number | null
  /** Two-sided, 0..1; what goes into benjaminiHochberg. null with z. */
  p: number | null
}

/**
 * NPS of `a` minus NPS of `b`, each given by 11 counts. The interval (square and add of the
 * adjusted Wald intervals) gives the verdict; z and p serve the correction for many comparisons.
 * @returns null when either group has no answers
 * Source: Zou & Donner (2008).
 */
export function npsDifference(
  a: readonly number[],
  b: readonly number[],
  confidence = 0.95,
): NpsDifference | null {
  const first = scoreOf(npsGroups(a), confidence)
  const second = scoreOf(npsGroups(b), confidence)
  if (first === null || second === null) return null
  const estimate = first.estimate - second.estimate
  const standardError = Math.hypot(first.standardError, second.standardError)
  const z = standardError > 0 ? estimate / standardError : null
  return {
    estimate,
    standardError,
    z,
    p: z === null ? null : twoSidedNormalP(z),
    ...clipped(squareAndAdd(first, second), -200, 200),
  }
}

function scoreOf(groups: NpsGroups, confidence: number) {
  const n = groups.promoters + groups.passives + groups.detractors
  if (n === 0) return null
  return {
    estimate: (100 * (groups.promoters - groups.detractors)) / n,
    standardError: 100 * Math.sqrt(unitVariance(groups) / n),
    ...adjustedWaldInterval(groups, normalCritical(confidence)),
  }
}

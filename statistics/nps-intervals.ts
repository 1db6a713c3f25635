/** Three intervals for an NPS. The service shows adjusted Wald; the others are second opinions. */
import { clipped, type Interval } from './interval.ts'
import type { NpsGroups } from './nps.ts'
import { risingRoot } from './rising-root.ts'

/**
 * Adjusted Wald: the Wald interval after adding three pretended answers (¾ promoter, 1½ passive,
 * ¾ detractor). Holds 93–97 % at every n from 5 on, where Wald falls to a third. −100..100.
 * Source: Rocks (2016), The American Statistician; Sauro & Lewis (2021).
 */
export const adjustedWaldInterval = (groups: NpsGroups, z: number): Interval =>
  waldInterval(
    {
      promoters: groups.promoters + 0.75,
      passives: groups.passives + 1.5,
      detractors: groups.detractors + 0.75,
    },
    z,
  )

/** The textbook interval, NPS ± z·SE, cut to −100..100; n must not be 0. */
export function waldInterval({ promoters, passives, detractors }: NpsGroups, z: number): Interval {
  const n = promoters + passives + detractors
  const score = (promoters - detractors) / n
  const variance = Math.max(0, (promoters + detractors) / n - score * score)
  const half = 100 * z * Math.sqrt(variance / n)
  return clipped({ low: 100 * score - half, high: 100 * score + half }, -100, 100)
}

/**
 * Score interval: every true NPS that a score test would not reject, with the share of detractors
 * at its most likely value given that NPS. −100..100; n must not be 0.
 * Source: Tango (1998), for a difference of paired proportions, which a trinomial NPS is.
 */
export function scoreInterval({ promoters, passives, detractors }: NpsGroups, z: number): Interval {
  const n = promoters + passives + detractors
  const estimate = (promoters - detractors) / n
  const statistic = (delta: number) => {
    const linear = -detractors - promoters + (2 * n - promoters + detractors) * delta
    const constant = -detractors * delta * (1 - delta)
    const root = Math.sqrt(Math.max(linear * linear - 8 * n * constant, 0))
    const mostLikelyDetractors = (root - linear) / (4 * n)
    const variance = n * (2 * mostLikelyDetractors + delta * (1 - delta))
    return (n * delta - (promoters - detractors)) / Math.sqrt(variance)
  }
  // The statistic rises with delta; its ends are left out, where the variance is 0.
  const from = (low: number, high: number, level: number) =>
    risingRoot((delta) => statistic(delta) - level, { low, high })
  return {
    low: detractors === n ? -100 : 100 * from(-1 + 1e-12, estimate - 1e-12, -z),
    high: promoters === n ? 100 : 100 * from(estimate + 1e-12, 1 - 1e-12, z),
  }
}

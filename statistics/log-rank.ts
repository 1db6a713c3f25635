/** Does one group of complaints take longer than another? */
import { twoSidedNormalP } from './distributions.ts'
import type { Duration } from './kaplan-meier.ts'

export type LogRank = {
  chiSquare: number
  degreesOfFreedom: 1
  p: number
  /** Resolutions in each group, and those it would have had if both were equally fast. */
  observed: [number, number]
  expected: [number, number]
}

/**
 * Log-rank test of two groups (Mantel 1966; as R's survdiff): at every age, resolutions are expected
 * in proportion to the complaints still at risk.
 * @returns null when the groups have no resolution that could tell them apart
 */
export function logRank(a: readonly Duration[], b: readonly Duration[]): LogRank | null {
  const [first, second] = [atRiskByAge(a), atRiskByAge(b)]
  const ages = new Set([...first.ages, ...second.ages])
  let expected = 0
  let variance = 0
  for (const age of ages) {
    const [n1, d1] = first.at(age)
    const [n2, d2] = second.at(age)
    const [n, d] = [n1 + n2, d1 + d2]
    expected += (d * n1) / n
    if (n > 1) variance += (d * n1 * n2 * (n - d)) / (n * n * (n - 1))
  }
  if (variance === 0) return null
  const observed: [number, number] = [first.resolved, second.resolved]
  const chiSquare = (first.resolved - expected) ** 2 / variance
  return {
    chiSquare,
    degreesOfFreedom: 1,
    p: twoSidedNormalP(Math.sqrt(chiSquare)),
    observed,
    expected: [expected, first.resolved + second.resolved - expected],
  }
}

/** Of a group: the ages at which something was resolved, and [at risk, resolved] at any age. */
function atRiskByAge(durations: readonly Duration[]) {
  const known = durations.filter(({ days }) => days >= 0)
  const sum = (some: readonly Duration[], member: 'resolved' | 'open') =>
    some.reduce((total, duration) => total + duration[member], 0)
  return {
    resolved: sum(known, 'resolved'),
    ages: known.filter(({ resolved }) => resolved > 0).map(({ days }) => days),
    at(age: number): [number, number] {
      const still = known.filter(({ days }) => days >= age)
      return [
        sum(still, 'resolved') + sum(still, 'open'),
        sum(
          known.filter(({ days }) => days === age),
          'resolved',
        ),
      ]
    },
  }
}

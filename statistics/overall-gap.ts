/** One gap over all dimensions, equally or by importance weighted, and how weights are made. */
import { type CrossSums, productIndex } from './cross-sums.ts'
import { type GapStatistics, gapOfScores } from './gap.ts'

export type OverallGap = {
  n: number
  /** The share of each dimension, adding up to 1: shown next to the number. */
  weights: number[]
  gap: GapStatistics
}

/**
 * Overall gap of respondents who have a score on every dimension: the weighted sum of their
 * dimension scores, averaged. Exact for any weights from the cross-sums alone.
 * @param weights one per dimension, any positive scale; left out: every dimension counts alike
 * @returns null when there is no dimension, or the weights are not positive in sum
 */
export function overallGap(
  scores: CrossSums,
  weights: readonly number[] = scores.sums.map(() => 1),
  confidence = 0.95,
): OverallGap | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0) || weights.length !== scores.sums.length) return null
  const shares = weights.map((weight) => weight / total)
  const k = shares.length
  let sum = 0
  let sumOfSquares = 0
  shares.forEach((shareA, a) => {
    sum += shareA * (scores.sums[a] ?? 0)
    shares.forEach((shareB, b) => {
      sumOfSquares += shareA * shareB * (scores.products[productIndex(a, b, k)] ?? 0)
    })
  })
  return {
    n: scores.n,
    weights: shares,
    gap: gapOfScores({ n: scores.n, sum, sumOfSquares }, confidence),
  }
}

/**
 * A respondent's points over the dimensions as shares adding up to 1. A split that misses the
 * total by at most a tenth is rescaled; further off, or with a negative entry, it is dropped.
 * @returns null when dropped
 */
export function allocationShares(points: readonly number[], total = 100): number[] | null {
  const sum = points.reduce((all, point) => all + point, 0)
  if (points.some((point) => !(point >= 0))) return null
  if (sum < 0.9 * total || sum > 1.1 * total) return null
  return points.map((point) => point / sum)
}

/**
 * The weights of the group: mean share of each dimension over the kept allocations.
 * @param allocations number of kept allocations and, per dimension, the sum of what they gave it
 * @returns null when nobody allocated points
 */
export function groupWeights(allocations: { n: number; sums: readonly number[] }): number[] | null {
  const total = allocations.sums.reduce((sum, points) => sum + points, 0)
  if (allocations.n === 0 || !(total > 0)) return null
  return allocations.sums.map((points) => points / total)
}

/**
 * One respondent's overall gap by his own points. Its sums over respondents go to gapOfScores.
 * @returns null when a dimension score is missing or the split was dropped
 */
export function ownWeightedGap(
  scores: readonly (number | null)[],
  points: readonly number[],
): number | null {
  const shares = allocationShares(points)
  if (shares === null || shares.length !== scores.length) return null
  let sum = 0
  for (const [a, score] of scores.entries()) {
    if (score === null) return null
    sum += score * (shares[a] ?? 0)
  }
  return sum
}

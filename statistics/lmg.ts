/** A second opinion on relative weights: the mean gain in R² over all orders of the predictors. */

/** More predictors would need too many regressions (2^k). */
export const MOST_PREDICTORS = 8

/**
 * LMG (Shapley) weight of each predictor; the weights add up to R².
 * @param correlations of the predictors and, in the last row and column, the outcome
 * @returns null for more than 8 predictors, or when they are linear combinations of each other
 * Source: Lindeman, Merenda & Gold (1980); Kruskal (1987).
 */
export function lmg(correlations: readonly (readonly number[])[]): number[] | null {
  const k = correlations.length - 1
  if (k > MOST_PREDICTORS) return null
  const explained: number[] = []
  for (let subset = 0; subset < 2 ** k; subset += 1) {
    const members = Array.from({ length: k }, (_, j) => j).filter((j) => subset & (1 << j))
    const share = explainedBy(correlations, members)
    if (share === null) return null
    explained.push(share)
  }
  return Array.from({ length: k }, (_, j) => {
    let weight = 0
    for (const [subset, before] of explained.entries()) {
      if (subset & (1 << j)) continue
      const gain = (explained[subset | (1 << j)] ?? 0) - before
      weight += gain / (k * choose(k - 1, bits(subset)))
    }
    return weight
  })
}

/** R² of the outcome on some predictors: by Cholesky, r'R⁻¹r = |L⁻¹r|². */
function explainedBy(
  correlations: readonly (readonly number[])[],
  members: readonly number[],
): number | null {
  const outcome = correlations.length - 1
  const lower: number[][] = []
  const solved: number[] = []
  for (const [i, row] of members.entries()) {
    const line: number[] = []
    for (const [j, column] of members.slice(0, i).entries()) {
      const above = lower[j] ?? []
      line.push(((correlations[row]?.[column] ?? 0) - dot(line, above, j)) / (above[j] ?? 1))
    }
    const pivot = 1 - dot(line, line, i)
    if (pivot < 1e-12) return null
    const root = Math.sqrt(pivot)
    solved.push(((correlations[row]?.[outcome] ?? 0) - dot(line, solved, i)) / root)
    lower.push([...line, root])
  }
  return dot(solved, solved, solved.length)
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0
  for (let i = 0; i < length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

const bits = (subset: number): number => (subset === 0 ? 0 : (subset & 1) + bits(subset >> 1))

const choose = (n: number, r: number): number => (r === 0 ? 1 : (choose(n - 1, r - 1) * n) / r)

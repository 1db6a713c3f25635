/** Sums and cross-products of several scores of the same respondents, and what follows from them. */

/** Over respondents who have all k scores; products of scores a ≤ b in rows: aa, ab, …, bb, … */
export type CrossSums = { n: number; sums: readonly number[]; products: readonly number[] }

/** Where the product of scores a and b is kept, for k scores. */
export function productIndex(a: number, b: number, k: number): number {
  const [row, column] = a < b ? [a, b] : [b, a]
  return row * k - (row * (row - 1)) / 2 + (column - row)
}

/** The cross-sums of one respondent; those of many add up member by member. */
export function crossSumsOf(scores: readonly number[]): CrossSums {
  const products = scores.flatMap((a, row) => scores.slice(row).map((b) => a * b))
  return { n: 1, sums: scores, products }
}

/** Sum of squared deviations (a = b) or of products of deviations; n must not be 0. */
export function crossDeviation({ n, sums, products }: CrossSums, a: number, b: number): number {
  const sumA = sums[a] ?? 0
  const sumB = sums[b] ?? 0
  const product = products[productIndex(a, b, sums.length)] ?? 0
  const rest = product - (sumA * sumB) / n
  // As in mean.ts: a score that never varies must give exactly 0.
  return a === b && rest <= 1e-12 * product ? 0 : rest
}

/** Pearson correlations of all scores, k × k; null when n < 2 or a score never varies. */
export function correlationMatrix(sums: CrossSums): number[][] | null {
  const k = sums.sums.length
  if (sums.n < 2) return null
  const scales = sums.sums.map((_, a) => Math.sqrt(crossDeviation(sums, a, a)))
  if (scales.some((scale) => scale === 0)) return null
  return Array.from({ length: k }, (_row, a) =>
    Array.from({ length: k }, (_column, b) =>
      a === b ? 1 : crossDeviation(sums, a, b) / ((scales[a] ?? 1) * (scales[b] ?? 1)),
    ),
  )
}

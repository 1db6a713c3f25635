/** Do two rankings agree, such as stated and derived importance? */

/**
 * Spearman's rank correlation, −1..1, ties given their mean rank.
 * @returns null with fewer than two pairs, or when either side is all ties
 * Source: Spearman (1904).
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < 2 || x.length !== y.length) return null
  const ranksX = ranks(x)
  const ranksY = ranks(y)
  const middle = (x.length + 1) / 2
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, rank, i) => sum + (rank - middle) * ((b[i] ?? middle) - middle), 0)
  const scale = Math.sqrt(product(ranksX, ranksX) * product(ranksY, ranksY))
  return scale === 0 ? null : product(ranksX, ranksY) / scale
}

/** 1 for the smallest; equal values share the mean of the ranks they take up. */
const ranks = (values: readonly number[]) =>
  values.map((value) => {
    const smaller = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return smaller + (equal + 1) / 2
  })

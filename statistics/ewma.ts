/** Exponentially weighted moving average: finds small shifts that last. */

export type EwmaPoint = {
  value: number | null
  low: number | null
  high: number | null
  beyond: boolean
}

export type EwmaSettings = {
  /** Weight of the newest point, 0 to 1. */
  lambda?: number
  /** Limits in standard deviations of the average; named L by Lucas & Saccucci. */
  width?: number
  mean?: number
  sigma?: number
}

/**
 * eᵢ = λxᵢ + (1 − λ)eᵢ₋₁ from e₀ = mean, with exact limits
 * mean ± L σ √(λ/(2 − λ) · (1 − (1 − λ)^2i)) (Roberts 1959; Lucas & Saccucci 1990).
 * Defaults are for standardised values: λ 0.2, L 2.86, mean 0, σ 1.
 * @param values in time order; at null (no exposure) the average waits and the point is all null
 */
export function ewma(
  values: readonly (number | null)[],
  { lambda = 0.2, width = 2.86, mean = 0, sigma = 1 }: EwmaSettings = {},
): EwmaPoint[] {
  const settled = (width * sigma) ** 2 * (lambda / (2 - lambda))
  let average = mean
  let seen = 0
  return values.map((value) => {
    if (value === null) return { value: null, low: null, high: null, beyond: false }
    average = lambda * value + (1 - lambda) * average
    seen += 1
    const reach = Math.sqrt(settled * (1 - (1 - lambda) ** (2 * seen)))
    return {
      value: average,
      low: mean - reach,
      high: mean + reach,
      beyond: Math.abs(average - mean) > reach,
    }
  })
}

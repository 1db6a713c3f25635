/** Cumulative sums: when did a shift begin? */

export type CusumPoint = {
  /** Sum of what exceeded mean + kσ, never under 0; and of what fell short of mean − kσ. */
  above: number
  below: number
  /** For how many points that sum has been over 0. */
  aboveRun: number
  belowRun: number
  /** Either sum is over hσ. */
  beyond: boolean
}

export type CusumSettings = {
  /** Slack, in standard deviations: half the shift worth finding. */
  k?: number
  /** Decision interval, in standard deviations. */
  h?: number
  mean?: number
  sigma?: number
}

export type ChangePoint = {
  /** Index of the first point after the change. */
  index: number
  /** Index of the point at which the sum passed h. */
  noticed: number
  direction: 'up' | 'down'
}

const waiting: CusumPoint = { above: 0, below: 0, aboveRun: 0, belowRun: 0, beyond: false }

/**
 * Tabular CUSUM: C⁺ᵢ = max(0, xᵢ − (mean + kσ) + C⁺ᵢ₋₁), C⁻ likewise, not reset after a signal
 * (Page 1954; Montgomery). Defaults are for standardised values: k 0.5, h 5, mean 0, σ 1.
 * @param values in time order; at null (no exposure) both sums stay as they were
 */
export function cusum(
  values: readonly (number | null)[],
  { k = 0.5, h = 5, mean = 0, sigma = 1 }: CusumSettings = {},
): CusumPoint[] {
  let last = waiting
  return values.map((value) => {
    if (value === null) return last
    const above = Math.max(0, value - (mean + k * sigma) + last.above)
    const below = Math.max(0, mean - k * sigma - value + last.below)
    last = {
      above,
      below,
      aboveRun: above > 0 ? last.aboveRun + 1 : 0,
      belowRun: below > 0 ? last.belowRun + 1 : 0,
      beyond: above > h * sigma || below > h * sigma,
    }
    return last
  })
}

/**
 * When each lasting shift began: for every excursion of a sum beyond h, the point after the one at
 * which that sum was last 0. In order of being noticed; the last one is the state things are in.
 */
export function changePoints(
  values: readonly (number | null)[],
  settings: CusumSettings = {},
): ChangePoint[] {
  const { h = 5, sigma = 1 } = settings
  const points = cusum(values, settings)
  const up = excursions(points, 'above', h * sigma, 'up')
  const down = excursions(points, 'below', h * sigma, 'down')
  return [...up, ...down].sort((a, b) => a.noticed - b.noticed)
}

function excursions(
  points: readonly CusumPoint[],
  side: 'above' | 'below',
  limit: number,
  direction: 'up' | 'down',
): ChangePoint[] {
  const found: ChangePoint[] = []
  let start: number | null = null
  let noticed = false
  points.forEach((point, index) => {
    if (point[side] === 0) {
      start = null
      noticed = false
      return
    }
    start ??= index
    if (point[side] <= limit || noticed) return
    noticed = true
    found.push({ index: start, noticed: index, direction })
  })
  return found
}

/** One measured value per point, without counts behind it: the XmR chart of Shewhart. */
import { movingRangeSigma, movingRanges } from './moving-range.ts'

export type IndividualsChart = {
  centre: number
  sigma: number
  meanRange: number
  low: number
  high: number
}

/**
 * Individuals chart: mean and 3-sigma limits, sigma from the mean moving range (Montgomery).
 * @returns in the unit of the values; null for fewer than two values, which show no spread
 */
export function individualsChart(values: readonly number[]): IndividualsChart | null {
  const sigma = movingRangeSigma(values)
  if (sigma === null) return null
  const ranges = movingRanges(values)
  const centre = sum(values) / values.length
  return {
    centre,
    sigma,
    meanRange: sum(ranges) / ranges.length,
    low: centre - 3 * sigma,
    high: centre + 3 * sigma,
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Spread judged from one point to the next, so that a slow drift does not count as noise. */

/** The average range of two draws from a normal distribution with standard deviation 1 (d2). */
const AVERAGE_RANGE_OF_TWO = 1.128

/** Upper limit of a chart of moving ranges, as a multiple of their mean (D4 for two points). */
const RANGE_LIMIT = 3.267

/**
 * The absolute differences between neighbours: one fewer than the values, none for a single value.
 */
export function movingRanges(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)))
}

/**
 * Standard deviation of a series from the mean of its moving ranges, divided by 1.128.
 * @param screened leaves out, once, the ranges of 3.267 times their mean or more (Nelson 1982):
 *   one freak point makes two huge ranges and would hide itself
 * @returns in the unit of the values; null for fewer than two values; 0 when all are equal
 */
export function movingRangeSigma(
  values: readonly number[],
  { screened = false }: { screened?: boolean } = {},
): number | null {
  const ranges = movingRanges(values)
  const average = mean(ranges)
  if (average === null) return null
  if (!screened) return average / AVERAGE_RANGE_OF_TWO
  const kept = ranges.filter((range) => range < RANGE_LIMIT * average)
  return (mean(kept) ?? average) / AVERAGE_RANGE_OF_TWO
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

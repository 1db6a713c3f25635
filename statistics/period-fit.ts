/** Are the periods of a chart long enough for it to work? */
import type { Period } from './control-chart.ts'

/**
 * `enough`: chart it. `widen`: take longer periods (weeks for days), because counts so small are
 * lopsided and raise false alarms. `rare`: less than one complaint in an ordinary period, so chart
 * the time between complaints (rare-events.ts) or take much longer periods.
 */
export type PeriodFit = 'enough' | 'widen' | 'rare'

/**
 * By the expected counts (exposure × centre): enough means 1 or more in every period and 5 or more
 * in most of them; rare means under 1 on average.
 * @param centre of the chart's baseline, per unit of exposure
 * @returns null without a centre or without exposure
 */
export function periodFit(periods: readonly Period[], centre: number | null): PeriodFit | null {
  const expected = periods.flatMap(({ exposure }) =>
    exposure > 0 && centre !== null ? exposure * centre : [],
  )
  if (expected.length === 0) return null
  const average = expected.reduce((sum, count) => sum + count, 0) / expected.length
  if (average < 1) return 'rare'
  const most = expected.filter((count) => count >= 5).length > expected.length / 2
  return most && Math.min(...expected) >= 1 ? 'enough' : 'widen'
}

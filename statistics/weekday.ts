/** Daily charts that know what day it is: Monday's complaints are judged by other Mondays. */
import {
  type Baseline,
  type ChartPoint,
  type ControlChart,
  type Period,
  type Spread,
  sizeOf,
  spreadOf,
} from './control-chart.ts'

export type Day = Period & {
  /** 'YYYY-MM-DD' in the account's time zone. */
  day: string
  /** A public holiday: left out of the chart, as are weekdays on which hardly anything happens. */
  holiday?: boolean
}

/** What an ordinary week looks like. */
export type Week = {
  /** Count per unit of exposure over all days. */
  centre: number
  /** Monday to Sunday: rate on that weekday / rate over all days; null if it had no exposure. */
  index: (number | null)[]
}

/** The fewest days that show a weekly pattern: 8 weeks. */
const FEWEST_DAYS = 56

/**
 * 16 weeks, if nobody says otherwise: an index from 8 weeks is itself so uncertain that it raised
 * false alarms in 61 of 100 stable series of 100 days, one from 16 weeks in 52, from 26 weeks in 49.
 */
const USUAL_BASELINE = 112

/** A weekday with less than this share of the ordinary rate is a closed one. */
const CLOSED_BELOW = 0.1

/**
 * Weekday index from ordinary days: rate on the weekday / overall rate. With equal exposure it is
 * the mean on that weekday / the overall mean. 1 means ordinary.
 * @returns null for fewer than 8 weeks with exposure, or without any complaint
 */
export function weekdayIndex(days: readonly Day[]): Week | null {
  const usable = days.filter((day) => !day.holiday && day.exposure > 0)
  const centre = rateOf(usable)
  if (usable.length < FEWEST_DAYS || centre === null || centre === 0) return null
  const byWeekday = Array.from({ length: 7 }, (_, i) =>
    usable.filter(({ day }) => weekdayOf(day) === i + 1),
  )
  const index = byWeekday.map((same) => {
    const rate = rateOf(same)
    return rate === null ? null : rate / centre
  })
  return { centre, index }
}

/**
 * Complaints an ordinary day of this weekday would have: exposure × centre × index.
 * @returns null when the day is closed: a holiday, no exposure, or a weekday with index under 0.1
 */
export function expectedCount(day: Day, { centre, index }: Week): number | null {
  const factor = index[weekdayOf(day.day) - 1] ?? 0
  const closed = day.holiday === true || day.exposure <= 0 || factor < CLOSED_BELOW
  return closed ? null : day.exposure * centre * factor
}

/**
 * u′ chart of daily counts with the weekday pattern taken out: z = (count − expected) / √expected,
 * divided by Laney's σz. Limits are rates per unit of exposure and differ by weekday.
 * @param baseline indices of the ordinary days; by default the first 16 weeks
 * @returns points in the order of the days, closed days all null; null when the baseline is too
 *   short for a weekly pattern: chart weeks instead, or days without the pattern
 */
export function weekdayChart(
  days: readonly Day[],
  options: { baseline?: readonly number[]; spread?: Spread } = {},
): (ControlChart & { week: Week }) | null {
  const indices = options.baseline ?? firstOpen(days)
  const ordinary = indices.flatMap((i) => days[i] ?? [])
  const week = weekdayIndex(ordinary)
  if (week === null) return null
  const z = ordinary.flatMap((day) => standardised(day, expectedCount(day, week)) ?? [])
  const baseline: Baseline = {
    ...spreadOf(z, 'u', options.spread ?? 'screen'),
    centre: week.centre,
    ...sizeOf(z.length),
  }
  return { baseline, week, points: days.map((day) => point(day, week, baseline.sigmaZ)) }
}

/** Monday 1 to Sunday 7 (ISO 8601). */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

function point(day: Day, week: Week, sigmaZ: number): ChartPoint {
  const expected = expectedCount(day, week)
  const z = standardised(day, expected)
  if (expected === null || z === null || sigmaZ === 0) {
    return { rate: null, low: null, high: null, z: null }
  }
  const reach = 3 * sigmaZ * Math.sqrt(expected)
  return {
    rate: day.count / day.exposure,
    low: Math.max(0, expected - reach) / day.exposure,
    high: (expected + reach) / day.exposure,
    z: z / sigmaZ,
  }
}

function standardised({ count }: Day, expected: number | null): number | null {
  if (expected === null) return null
  const z = (count - expected) / Math.sqrt(expected)
  // What is exactly as expected lies on the line, not a rounding error beside it.
  return Math.abs(z) < 1e-9 ? 0 : z
}

/** The first 16 weeks of days that are neither holidays nor without exposure. */
function firstOpen(days: readonly Day[]): number[] {
  return days
    .flatMap((day, i) => (day.exposure > 0 && !day.holiday ? i : []))
    .slice(0, USUAL_BASELINE)
}

function rateOf(days: readonly Day[]): number | null {
  const exposure = days.reduce((sum, day) => sum + day.exposure, 0)
  return exposure === 0 ? null : days.reduce((sum, day) => sum + day.count, 0) / exposure
}

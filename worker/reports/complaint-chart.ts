/** Which chart a complaint series gets: its baseline, the weekday pattern, and periods long enough for it. Pure. */
import {
  addDays,
  countOfPeriods,
  type Day,
  INTERVALS,
  type Interval,
  nextStart,
  periodsIn,
  startOf,
} from '../../schema/calendar.ts'
import { type ControlChart, controlChart, type Model } from '../../statistics/control-chart.ts'
import { type PeriodFit, periodFit } from '../../statistics/period-fit.ts'
import {
  type Day as ChartDay,
  expectedCount,
  type Week,
  weekdayChart,
} from '../../statistics/weekday.ts'
import type { Days } from './complaint-counts.ts'
import type { Window } from './scope.ts'

export type Series = {
  complaints: Days
  exposure: Days
  holidays: ReadonlySet<Day>
  model: Model
  window: Window
  /** The time limits are made from: all of it when asked for, else the first 24 periods of it. */
  ordinary: Window & { isAsked: boolean }
}
export type Charted = {
  interval: Interval
  chart: ControlChart
  periods: (ChartDay & { closed: boolean })[]
  baseline: Window
  week: Week | null
  fit: PeriodFit | null
}

/** Fewer points than this are no chart: then periods are not widened further. */
const FEWEST_POINTS = 12

/** The chart of a series at an interval, or at the next longer one that has counts enough (methods 8.2). */
export function chartAt(series: Series, interval: Interval, mayWiden: boolean): Charted {
  const charted = chartOf(series, interval)
  const next = INTERVALS[INTERVALS.indexOf(interval) + 1]
  const { from, to } = series.window
  const isFine = charted.fit === null || charted.fit === 'enough'
  if (isFine || !mayWiden || !next || countOfPeriods(next, from, to) < FEWEST_POINTS) return charted
  return chartAt(series, next, true)
}

function chartOf(series: Series, interval: Interval): Charted {
  const shown = periodsOf(series, interval, series.window)
  const past = periodsOf(series, interval, series.ordinary)
  const isDaily = interval === 'day' && series.model === 'u'
  const weekly = isDaily ? weekdayChart([...past, ...shown], indices(past, series, 112)) : null
  const own = indices(past, series, 24)
  const chart = weekly ?? controlChart([...past, ...shown], { model: series.model, ...own })
  const used = (weekly ? indices(past, series, 112) : own).baseline
  const [first, last] = [past[used[0] ?? 0], past[used.at(-1) ?? 0]]
  const week = weekly?.week ?? null
  return {
    interval,
    chart: { baseline: chart.baseline, points: chart.points.slice(past.length) },
    periods: shown.map((period) => ({
      ...period,
      closed: period.holiday === true || (week !== null && expectedCount(period, week) === null),
    })),
    baseline: {
      from: first?.day ?? series.ordinary.from,
      to: last ? lastDay(interval, last.day, series.ordinary.to) : series.ordinary.to,
    },
    week,
    fit: periodFit(shown, chart.baseline.centre),
  }
}

/** Places of the periods limits are made from: with exposure, no holidays. */
function indices(past: readonly ChartDay[], { ordinary }: Series, most: number) {
  const usable = past.flatMap((day, i) => (day.exposure > 0 && !day.holiday ? i : []))
  return { baseline: ordinary.isAsked ? usable : usable.slice(0, most) }
}

function periodsOf(series: Series, interval: Interval, window: Window): ChartDay[] {
  const { complaints, exposure, holidays } = series
  const [counts, sizes] = [complaints, exposure].map((days) => sums(interval, days, window))
  return periodsIn(interval, window.from, window.to).map((start) => ({
    day: start,
    count: counts?.get(start) ?? 0,
    exposure: sizes?.get(start) ?? 0,
    ...(interval === 'day' && holidays.has(start) ? { holiday: true } : {}),
  }))
}

/** What was counted in every period of a window, by its first day. */
function sums(interval: Interval, days: Days, { from, to }: Window): Days {
  const found = new Map<Day, number>()
  for (const [day, n] of days) {
    if (day < from || day > to) continue
    const start = startOf(interval, day)
    found.set(start, (found.get(start) ?? 0) + n)
  }
  return found
}

const lastDay = (interval: Interval, start: Day, to: Day): Day => {
  const last = addDays(nextStart(interval, start), -1)
  return last < to ? last : to
}

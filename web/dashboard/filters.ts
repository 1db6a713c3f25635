/** What is looked at: survey, days, split and groups. All of it is in the address, so a shared link shows the same. */
import {
  addDays,
  type Day,
  dayOfNumber,
  daysBetween,
  type Interval,
  nextStart,
  numberOfDay,
  startOf,
} from '../../schema/calendar.ts'

export type Filters = {
  survey: string | null
  from: Day
  to: Day
  /** Null leaves the choice to `intervalFor`. */
  interval: Interval | null
  /** The segment name that splits the panels of groups. */
  segment: string | null
  /** Only answers with these segment values: `filter.tier=key`. */
  only: Readonly<Record<string, string>>
}

/** The filters an address asks for. What cannot be read is as if it were not there; no days mean the 90 up to today. */
export function filtersIn(query: URLSearchParams, today: Day): Filters {
  const from = dayIn(query, 'from')
  const to = dayIn(query, 'to')
  const range = from && to && from <= to ? { from, to } : rangeOf('90-days', today)
  const only: Record<string, string> = {}
  for (const [name, value] of query)
    if (name.startsWith('filter.') && value !== '') only[name.slice('filter.'.length)] = value
  return {
    survey: query.get('survey'),
    ...range,
    interval: INTERVALS.find((interval) => interval === query.get('interval')) ?? null,
    segment: query.get('segment'),
    only,
  }
}

/** The query of a report for these filters. */
export function reportQuery(filters: Filters): Record<string, string> {
  const { from, to, interval, segment, only } = filters
  return {
    from,
    to,
    interval: interval ?? intervalFor(from, to),
    ...(segment === null ? {} : { segment }),
    ...Object.fromEntries(Object.entries(only).map(([name, value]) => [`filter.${name}`, value])),
  }
}

export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies Interval[]

/** Periods long enough to hold answers worth a point: days within 5 weeks, weeks within 13 months, then months, quarters. */
export function intervalFor(from: Day, to: Day): Interval {
  const days = daysBetween(from, to)
  if (days <= 35) return 'day'
  if (days <= 400) return 'week'
  return days <= 1500 ? 'month' : 'quarter'
}

export const PRESETS = [
  '28-days',
  '90-days',
  '26-weeks',
  '12-months',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
] as const
export type Preset = (typeof PRESETS)[number]

/** The days a preset means, both included, seen from `today`. */
export function rangeOf(preset: Preset, today: Day): { from: Day; to: Day } {
  switch (preset) {
    case '28-days':
      return { from: addDays(today, -27), to: today }
    case '90-days':
      return { from: addDays(today, -89), to: today }
    case '26-weeks':
      return { from: addDays(today, -181), to: today }
    case '12-months':
      return { from: addDays(today, -364), to: today }
    case 'this-month':
      return { from: startOf('month', today), to: today }
    case 'last-month':
      return wholePeriodBefore('month', today)
    case 'this-quarter':
      return { from: startOf('quarter', today), to: today }
    case 'last-quarter':
      return wholePeriodBefore('quarter', today)
    case 'this-year':
      return { from: startOf('year', today), to: today }
    default:
      return preset satisfies never
  }
}

export type Range = { from: Day; to: Day }

/** Which of some named days are exactly these: the first, where two names mean the same; undefined for any others. */
export const namedDays = <Named extends { range: Range }>(
  named: readonly Named[],
  { from, to }: Range,
): Named | undefined => named.find(({ range }) => range.from === from && range.to === to)

/** The last whole week, Monday to Sunday, seen from `today`. */
export const lastWeek = (today: Day): { from: Day; to: Day } => wholePeriodBefore('week', today)

/** The days a window is compared with: as many, immediately before (methods 0.5). */
export const windowBefore = (from: Day, to: Day): { from: Day; to: Day } => ({
  from: addDays(from, -daysBetween(from, to)),
  to: addDays(from, -1),
})

/** The last day of the period that starts on `start`, but never after `to`. */
export const endOfPeriod = (interval: Interval, start: Day, to: Day): Day => {
  const end = addDays(nextStart(interval, start), -1)
  return end < to ? end : to
}

function wholePeriodBefore(interval: Interval, today: Day) {
  const to = addDays(startOf(interval, today), -1)
  return { from: startOf(interval, to), to }
}

function dayIn(query: URLSearchParams, name: string): Day | null {
  const text = query.get(name) ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfNumber(numberOfDay(text)) === text ? text : null
}

/** What a report is about: which days, which points, which people. Parsed once, for every report alike. */
import {
  addDays,
  countOfPeriods,
  type Day,
  dayIn,
  daysBetween,
  finestInterval,
  INTERVALS,
  type Interval,
} from '../../schema/calendar.ts'
import { Problem } from '../../schema/problem.ts'
import type { ReportQuery } from '../../schema/reports.ts'
import type { Settings } from '../../schema/settings.ts'
import { KEY } from '../../schema/survey.ts'

export type Window = { from: Day; to: Day }
export type Scope = Window & {
  /** The window of the same length just before. */
  previous: Window
  interval: Interval
  timeZone: string
  confidence: number
  privacyMinimum: number
  /** Only responses with all of these. */
  filters: ReadonlyMap<string, string>
  /** The name the report is split by. */
  segment: string | null
  /** Of a customer with several answers in a window: all count, or only the latest (methods 0.6). */
  answers: 'all' | 'latest'
  /** Leaves out low-effort answers: straight-lined, or faster than so many seconds (null: no time is known). */
  without: { fasterThan: number | null } | null
}

const DEFAULT_DAYS = 90
const POINTS_BY_DEFAULT = 120
const MOST_POINTS = 1000

/**
 * @param names the segment names this survey has
 * @throws Problem invalid-request, interval-too-fine
 */
export function scopeOf(
  query: ReportQuery,
  filters: ReadonlyMap<string, string>,
  names: readonly string[],
  settings: Settings,
  now: Date,
): Scope {
  const to = query.to ?? dayIn(settings.timeZone, now)
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS)
  if (from > to) refuse('?from', `Lies after ${to}`)
  for (const name of [...(query.segment ? [query.segment] : []), ...filters.keys()])
    if (!names.includes(name))
      refuse(
        query.segment === name ? '?segment' : `?filter.${name}`,
        `This survey has ${names.join(', ')}`,
      )
  const interval = query.interval ?? finestInterval(from, to, POINTS_BY_DEFAULT)
  if (countOfPeriods(interval, from, to) > MOST_POINTS)
    throw new Problem('interval-too-fine', {
      detail: `Possible: ${INTERVALS.filter((each) => countOfPeriods(each, from, to) <= MOST_POINTS).join(', ')}`,
    })
  const days = daysBetween(from, to)
  return {
    from,
    to,
    previous: { from: addDays(from, -days), to: addDays(from, -1) },
    interval,
    timeZone: settings.timeZone,
    confidence: query.confidence,
    privacyMinimum: settings.privacyMinimum,
    filters,
    segment: query.segment ?? null,
    answers: 'all',
    without: null,
  }
}

/** `filter.NAME=value` of a query. */
export const filtersIn = (query: Record<string, string>, prefix = 'filter.'): Map<string, string> =>
  new Map(
    Object.entries(query).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as [string, string]] : [],
    ),
  )

/** @throws Problem invalid-request for a name no segment can have */
export function segmentFilters(query: Record<string, string>): Map<string, string> {
  const filters = filtersIn(query)
  for (const name of filters.keys())
    if (!KEY.test(name))
      throw new Problem('invalid-request', {
        errors: [{ pointer: '?filter', detail: 'No segment has such a name' }],
      })
  return filters
}

/** @throws Problem invalid-request */
export function refuse(pointer: string, detail: string): never {
  throw new Problem('invalid-request', { errors: [{ pointer, detail }] })
}

/** The two sides of a comparison, held in the address: the page bar's days and groups, and the same names after `with.`. Pure. */
import { addDays, type Day } from '../../../schema/calendar.ts'
import type { Changes } from '../changes.ts'
import { type Filters, windowBefore } from '../filters.ts'

export type OtherSide = { from: Day; to: Day; only: Readonly<Record<string, string>> }

/** The side compared with: as many days just before and the same group, unless the address says otherwise. */
export function otherSideIn(query: URLSearchParams, filters: Filters): OtherSide {
  const [from, to] = [query.get('with.from') ?? '', query.get('with.to') ?? '']
  const isRange = DAY.test(from) && DAY.test(to) && from <= to
  const only = Object.fromEntries(
    [...query]
      .filter(([name, value]) => name.startsWith('with.filter.') && value !== '')
      .map(([name, value]) => [name.slice('with.filter.'.length), value]),
  )
  const days = isRange ? { from, to } : windowBefore(filters.from, filters.to)
  return { ...days, only: { ...filters.only, ...only } }
}
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The query of the comparison. */
export const comparisonQuery = (filters: Filters, other: OtherSide): Record<string, string> => ({
  from: filters.from,
  to: filters.to,
  ...prefixed('filter.', filters.only),
  'with.from': other.from,
  'with.to': other.to,
  ...prefixed('with.filter.', other.only),
})

/** Days people compare with, each by name: just before, a year earlier on the same weekdays, and the same days. */
export const OTHER_DAYS = ['before', 'year', 'same'] as const
export type OtherDays = (typeof OTHER_DAYS)[number]

export function otherDays(which: OtherDays, { from, to }: Filters): { from: Day; to: Day } {
  switch (which) {
    case 'before':
      return windowBefore(from, to)
    case 'year':
      return { from: addDays(from, -WEEKS_52), to: addDays(to, -WEEKS_52) }
    case 'same':
      return { from, to }
    default:
      return which satisfies never
  }
}
const WEEKS_52 = 52 * 7

/** The address with the sides changed over. */
export const swapped = (filters: Filters, other: OtherSide): Changes => ({
  ...Object.fromEntries(Object.keys(filters.only).map((name) => [`filter.${name}`, null])),
  from: other.from,
  to: other.to,
  ...prefixed('filter.', other.only),
  'with.from': filters.from,
  'with.to': filters.to,
  ...prefixed('with.filter.', { ...cleared(other.only), ...filters.only }),
})

const cleared = (only: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(only).map((name) => [name, '']))

const prefixed = (prefix: string, only: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(only).map(([name, value]) => [`${prefix}${name}`, value]))

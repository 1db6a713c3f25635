/** Days: 'YYYY-MM-DD' in the account's time zone. Arithmetic on them needs no clock and no zone. */
import * as z from 'zod'

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Needs a day such as 2026-01-31')
  .refine((day) => dayOfNumber(numberOfDay(day)) === day, 'There is no such day')
export type Day = string

export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Interval = (typeof INTERVALS)[number]

const DAY = 86_400_000

/** Days since 1970-01-01. NaN for what is not a day. */
export const numberOfDay = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY)
export const dayOfNumber = (number: number): Day =>
  Number.isFinite(number) ? new Date(number * DAY).toISOString().slice(0, 10) : ''
export const addDays = (day: Day, days: number): Day => dayOfNumber(numberOfDay(day) + days)
/** Number of days from `from` to `to`, both included. */
export const daysBetween = (from: Day, to: Day): number => numberOfDay(to) - numberOfDay(from) + 1

/** The first day of the period a day lies in; weeks start on Monday. */
export function startOf(interval: Interval, day: Day): Day {
  const number = numberOfDay(day)
  const month = Number(day.slice(5, 7))
  switch (interval) {
    case 'day':
      return day
    case 'week':
      return dayOfNumber(number - ((number + 3) % 7))
    case 'month':
      return `${day.slice(0, 7)}-01`
    case 'quarter':
      return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
    case 'year':
      return `${day.slice(0, 4)}-01-01`
    default:
      return interval satisfies never
  }
}

/** The first day of the period after the one that starts on `start`. */
export function nextStart(interval: Interval, start: Day): Day {
  if (interval === 'day') return addDays(start, 1)
  if (interval === 'week') return addDays(start, 7)
  const months = interval === 'month' ? 1 : interval === 'quarter' ? 3 : 12
  const month = Number(start.slice(5, 7)) - 1 + months
  const year = Number(start.slice(0, 4)) + Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

/** The starts of all periods that touch [from, to], in order; the first may start before `from`. */
export function periodsIn(interval: Interval, from: Day, to: Day): Day[] {
  const starts: Day[] = []
  for (let start = startOf(interval, from); start <= to; start = nextStart(interval, start))
    starts.push(start)
  return starts
}

/** The finest interval that gives at most `most` points between two days. */
export const finestInterval = (from: Day, to: Day, most: number): Interval =>
  INTERVALS.find((interval) => roughly(interval, from, to) <= most) ?? 'year'

/** How many periods touch [from, to], without listing them. */
export function roughly(interval: Interval, from: Day, to: Day): number {
  const days = daysBetween(from, to)
  if (interval === 'day') return days
  if (interval === 'week') return Math.ceil((days + 6) / 7)
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7)) +
    1
  return Math.ceil(months / (interval === 'month' ? 1 : interval === 'quarter' ? 3 : 12))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day an instant belongs to in a time zone (DST included), by Intl. */
export function dayIn(timeZone: string, at: Date | number): Day {
  if (timeZone === 'UTC') return new Date(at).toISOString().slice(0, 10)
  let format = formats.get(timeZone)
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    format = new Intl.DateTimeFormat('en-CA', { timeZone, ...parts })
    formats.set(timeZone, format)
  }
  return format.format(at)
}

/** The instant at which a day's wall clock shows `hour` in a time zone; the later one where DST skips it. */
export function instantOf(day: Day, hour: number, timeZone: string): number {
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  if (timeZone === 'UTC') return wanted
  const first = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(first, timeZone)
}

/** Milliseconds that a zone's wall clock is ahead of UTC at an instant. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}

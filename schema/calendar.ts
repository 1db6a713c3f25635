/** Days: 'YYYY-MM-DD' in the account's time zone. Arithmetic on them needs no clock, no zone and no zod (see `day.ts`). */
export type Day = string

export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Interval = (typeof INTERVALS)[number]

const DAY = 86_400_000

/** Days since 1970-01-01. NaN for what is not a day. */
export const numberOfDay = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY)
export const dayOfNumber = (number: number): Day =>
  Number.isFinite(number) ? (new Date(number * DAY).toISOString().split('T')[0] ?? '') : ''
export const addDays = (day: Day, days: number): Day => dayOfNumber(numberOfDay(day) + days)
/** Number of days from `from` to `to`, both included. */
export const daysBetween = (from: Day, to: Day): number => numberOfDay(to) - numberOfDay(from) + 1
/** The days from `from` to `to`, both included. Counted: the day after 9999-12-31 sorts before it. */
export const daysIn = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, i) => addDays(from, i))

/** The first day of the period a day lies in; weeks start on Monday. */
export function startOf(interval: Interval, day: Day): Day {
  const number = numberOfDay(day)
  const month = Number(day.slice(5, 7))
  switch (interval) {
    case 'day':
      return day
    case 'week':
      return dayOfNumber(number - ((((number + 3) % 7) + 7) % 7))
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
  const written = year > 9999 ? `+${String(year).padStart(6, '0')}` : String(year).padStart(4, '0')
  return `${written}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

/** The starts of all periods that touch [from, to], in order; the first may start before `from`. */
export function periodsIn(interval: Interval, from: Day, to: Day): Day[] {
  let next = startOf(interval, from)
  return Array.from({ length: Math.max(0, countOfPeriods(interval, from, to)) }, () => {
    const start = next
    next = nextStart(interval, start)
    return start
  })
}

/** The finest interval that gives at most `most` points between two days. */
export const finestInterval = (from: Day, to: Day, most: number): Interval =>
  INTERVALS.find((interval) => countOfPeriods(interval, from, to) <= most) ?? 'year'

/** How many periods touch [from, to], without listing them. */
export const countOfPeriods = (interval: Interval, from: Day, to: Day): number =>
  placeOf(interval, to) - placeOf(interval, from) + 1

/** Periods are numbered one after the other; which one a day lies in. */
function placeOf(interval: Interval, day: Day): number {
  const number = numberOfDay(day)
  const month = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1
  switch (interval) {
    case 'day':
      return number
    case 'week':
      return Math.floor((number + 3) / 7)
    case 'month':
      return month
    case 'quarter':
      return Math.floor(month / 3)
    case 'year':
      return Math.floor(month / 12)
    default:
      return interval satisfies never
  }
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

/** The instant at which a day's wall clock shows `hour` in a time zone, found as by `instantAt`. */
export const instantOf = (day: Day, hour: number, timeZone: string): number =>
  instantAt(Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`), timeZone)

/**
 * The instant at which a wall clock in a time zone shows what a clock in UTC shows at `wall`: the first one where
 * DST repeats it, and as much later as DST skips where it is skipped. So 0 o'clock is always the first instant of
 * its day.
 */
export function instantAt(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return wall
  const before = wall - offsetAt(wall - DAY, timeZone)
  const after = wall - offsetAt(wall + DAY, timeZone)
  const shown = [before, after].filter((at) => at + offsetAt(at, timeZone) === wall)
  return shown.length === 0 ? before : Math.min(...shown)
}

/** What a clock in UTC shows at the instant returned, a wall clock in the zone shows at `at`: undoes `instantAt`. */
export const wallAt = (at: number, timeZone: string): number => at + offsetAt(at, timeZone)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that a zone's wall clock is ahead of UTC at an instant. */
function offsetAt(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
    clock = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...date, ...time })
    clocks.set(timeZone, clock)
  }
  const parts = clock.formatToParts(at)
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

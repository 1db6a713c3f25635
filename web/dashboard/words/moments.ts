/** Days, periods and instants in words, by Intl. */
import { addDays, type Day, daysBetween, type Interval, startOf } from '../../../schema/calendar.ts'

export type Moments = {
  /** 19 May 2025 */
  day: (day: Day) => string
  /** 19 May, for axes and tables whose year is said elsewhere */
  shortDay: (day: Day) => string
  /** May */
  month: (day: Day) => string
  /** 19 May – 16 Nov 2025 */
  days: (from: Day, to: Day) => string
  /** What a period is called by its first day: 19 May, May 2025, 2025. */
  period: (interval: Interval, start: Day) => string
  /** The number of a day's week in its year (ISO 8601). */
  week: (day: Day) => number
  /** 09:12 in the account's time zone */
  time: (at: Date) => string
  /** 21 Nov 2025, 09:12 in the account's time zone */
  instant: (at: Date) => string
}

/** The date forms of a language. Days are dates without a clock, so they are read and written in UTC. */
export function momentsIn(locale: string, timeZone: string): Moments {
  const format = (options: Intl.DateTimeFormatOptions, zone = 'UTC') =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const isChinese = locale.startsWith('zh')
  // Short Chinese dates are digits between strokes; the long ones read 2025年5月19日.
  const named = isChinese ? 'long' : 'short'
  const full = format({ day: 'numeric', month: named, year: 'numeric' })
  const short = format({ day: 'numeric', month: 'short' })
  const month = format({ month: 'short' })
  const monthAndYear = format({ month: named, year: 'numeric' })
  const year = format({ year: 'numeric' })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = format(clock, timeZone)
  const instant = format({ day: 'numeric', month: named, year: 'numeric', ...clock }, timeZone)
  const periods = { day: short, week: short, month: monthAndYear, quarter: monthAndYear, year }
  return {
    day: (day) => full.format(dateOf(day)),
    shortDay: (day) => short.format(dateOf(day)),
    month: (day) => month.format(dateOf(day)),
    days: (from, to) =>
      isChinese
        ? chineseRange(from, to, full, format({ month: 'long', day: 'numeric' }))
        : full.formatRange(dateOf(from), dateOf(to)),
    period: (interval, start) => periods[interval].format(dateOf(start)),
    week: weekOf,
    time: (at) => time.format(at),
    instant: (at) => instant.format(at),
  }
}

/** ISO 8601: a week belongs to the year of its Thursday, and week 1 holds the year's first one. */
export function weekOf(day: Day): number {
  const thursday = addDays(startOf('week', day), 3)
  return Math.ceil(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7)
}

/** 2025年5月19日至11月16日; Intl writes Chinese ranges as digits between strokes only. */
function chineseRange(
  from: Day,
  to: Day,
  full: Intl.DateTimeFormat,
  withoutYear: Intl.DateTimeFormat,
): string {
  const end = from.slice(0, 4) === to.slice(0, 4) ? withoutYear : full
  return from === to
    ? full.format(dateOf(from))
    : `${full.format(dateOf(from))}至${end.format(dateOf(to))}`
}

const dateOf = (day: Day) => new Date(`${day}T00:00:00Z`)

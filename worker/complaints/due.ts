/** By when a complaint is to be answered: a promise, counted in the hours the account works. */
import { addDays, dayIn, instantAt } from '../../schema/calendar.ts'
import type { Settings } from '../../schema/settings.ts'

const HOUR = 3_600_000
/** Whoever works no hour in three years has said nothing about when they work. */
const MOST_DAYS = 3 * 366

/**
 * @param openedAt milliseconds UTC
 * @returns milliseconds UTC; null where nothing is promised. Without working hours the clock never stops; with
 *   them it runs on worked days that are no holiday, between the hours of the account's time zone.
 */
export function dueAt(
  openedAt: number,
  settings: Pick<Settings, 'replyHours' | 'workingHours' | 'holidays' | 'timeZone'>,
): number | null {
  const { replyHours, workingHours, timeZone } = settings
  if (replyHours === null) return null
  const holidays = new Set(settings.holidays)
  let left = replyHours * HOUR
  if (workingHours === null || workingHours.to <= workingHours.from) return openedAt + left
  let day = dayIn(timeZone, openedAt)
  for (let n = 0; n < MOST_DAYS; n++, day = addDays(day, 1)) {
    if (holidays.has(day) || !workingHours.days.includes(weekdayOf(day))) continue
    const clock = (time: string) => instantAt(Date.parse(`${day}T${time}:00Z`), timeZone)
    const from = Math.max(openedAt, clock(workingHours.from))
    const worked = Math.max(0, clock(workingHours.to) - from)
    if (left <= worked) return from + left
    left -= worked
  }
  return openedAt + replyHours * HOUR
}

/** Monday = 1. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

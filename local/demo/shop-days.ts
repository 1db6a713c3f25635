/** The demo shop's calendar: how many orders each day brings. */
import { addDays, type Day, instantOf } from '../../schema/calendar.ts'
import { type Random, seeded, weighted } from './random.ts'

export type ShopDay = {
  /** 0 is the first day of the history. */
  number: number
  day: Day
  /** The instant the day begins in the shop's time zone, in milliseconds. */
  midnight: number
  /** 0 is Monday. */
  weekday: number
  orders: number
}

/** Orders on an ordinary day of the first week. */
const ORDERS = 123
/** How much the shop grows over the whole history. */
const GROWTH = 0.25
/** Monday to Sunday. */
const WEEKDAY = [1.06, 1, 1, 1.04, 1.18, 0.98, 0.74]
const HOLIDAYS = new Set(['01-01', '05-01', '10-01', '10-02', '10-03', '12-25', '12-26'])
const SALES = new Set(['06-18', '11-11', '12-12'])

/**
 * The days up to `end`, with orders by weekday, holiday, season's sale and growth, and some noise.
 * @param timeZone IANA name; the days are this zone's
 */
export function shopDays(end: Day, days: number, timeZone: string, seed: number): ShopDay[] {
  const first = addDays(end, 1 - days)
  return Array.from({ length: days }, (_, number) => {
    const day = addDays(first, number)
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const growth = 1 + (GROWTH * number) / days
    const random = seeded(seed, `orders/${number}`)
    const noise = Math.exp(0.06 * random.normal())
    const expected = ORDERS * growth * (WEEKDAY[weekday] ?? 1) * seasonOf(day) * noise
    const midnight = instantOf(day, 0, timeZone)
    return { number, day, midnight, weekday, orders: random.poisson(expected) }
  })
}

/** An instant on this day: few people write at night. */
export const momentOn = ({ midnight }: ShopDay, random: Random): number =>
  midnight + hourOf(random) * 3_600_000 + random.integer(3_600) * 1000

const hourOf = weighted(
  [2, 1, 1, 1, 1, 2, 5, 9, 13, 15, 15, 13, 14, 13, 13, 13, 12, 12, 12, 13, 14, 12, 8, 4].map(
    (weight, hour) => [hour, weight] as const,
  ),
)

function seasonOf(day: Day): number {
  const date = day.slice(5)
  if (HOLIDAYS.has(date) || isSpringFestival(day)) return 0.45
  return SALES.has(date) ? 1.8 : 1
}

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** The first five days of the first month of the Chinese calendar. */
function isSpringFestival(day: Day): boolean {
  const part = (type: string) =>
    lunar.formatToParts(new Date(`${day}T12:00:00Z`)).find((entry) => entry.type === type)?.value
  return part('month') === '1' && Number(part('day')) <= 5
}

/** When a delivery that failed is tried again, and how long a receiver that asked for it is left alone. Pure. */

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

/**
 * Before the first attempt, the second, and so on (Standard Webhooks). The clock ticks each minute, so the five seconds are
 * those until its next tick.
 */
const DELAYS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** So that what failed together does not come back together. */
const JITTER = 0.1

/**
 * @param attempts how many have failed
 * @param chance from 0 to 1
 * @returns milliseconds until the next one; null when it was the last
 */
export function delayAfter(attempts: number, chance: number): number | null {
  const delay = DELAYS[attempts]
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * chance))
}

/** Receivers that say they are overloaded are left alone for so long, unless they say how long. */
const PAUSE = 5 * MINUTE
const LONGEST_PAUSE = 24 * HOUR
const OVERLOADED: readonly number[] = [429, 502, 504]

/** Milliseconds for which nothing is sent after a reply; 0: nobody asked for a pause. @param header Retry-After: seconds, or a date */
export function pauseAfter(status: number, header: string | null, now: number): number {
  const asked = header === null ? Number.NaN : secondsIn(header, now) * SECOND
  if (asked > 0) return Math.min(asked, LONGEST_PAUSE)
  return OVERLOADED.includes(status) ? PAUSE : 0
}

const secondsIn = (header: string, now: number): number =>
  /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - now) / SECOND

/** How long people took: read once as a histogram, which tells the median and who was faster than what. */
import type { Database } from '../db.ts'
import type { Scope } from './scope.ts'
import { secondsTaken } from './store.ts'

/** How many complete responses took how many seconds, from the fastest on. */
export type Times = readonly (readonly [seconds: number, responses: number])[]

export async function timesIn(db: Database, surveyId: string, scope: Scope): Promise<Times> {
  const [found] = await db.read([secondsTaken(surveyId, scope, scope)])
  return JSON.parse(String(found?.rows[0]?.times ?? '[]'))
}

/** Median seconds, the mean of the two in the middle; null when no time is known. */
export function medianOf(times: Times): number | null {
  const n = times.reduce((sum, [, count]) => sum + count, 0)
  if (n === 0) return null
  return (secondsOf(times, Math.floor((n - 1) / 2)) + secondsOf(times, Math.floor(n / 2))) / 2
}

/** How many took less than so many seconds. */
export const countBelow = (times: Times, limit: number): number =>
  times.reduce((sum, [seconds, count]) => sum + (seconds < limit ? count : 0), 0)

/** The seconds of the one at a place, from 0 on. */
function secondsOf(times: Times, place: number): number {
  let before = 0
  for (const [seconds, count] of times) {
    before += count
    if (place < before) return seconds
  }
  throw new RangeError('There are not so many times')
}

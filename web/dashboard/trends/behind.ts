/** The answers behind a point: Responses, narrowed to its days and to those that answered its question. */
import type { Interval } from '../../../schema/calendar.ts'
import { addressOf, go } from '../address.ts'
import { endOfPeriod } from '../filters.ts'

/** @param question the key of the question that was answered; null for any */
export function openBehind(
  start: string,
  { interval, from, to }: { interval: Interval; from: string; to: string },
  question: string | null,
): void {
  const first = start < from ? from : start
  const days = { from: first, to: endOfPeriod(interval, start, to) }
  go(addressOf('responses', { ...days, interval: null, only: 'all', question }))
}

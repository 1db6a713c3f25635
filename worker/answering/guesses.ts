/** Who tries links that were never sent. Nobody guesses 192 bits, so this is about load and noise, and it lives in memory only. */
import { Problem } from '../../schema/problem.ts'
import { AddressLimits } from '../inbox/limits.ts'

/** So many unknown links from one address in ten minutes. */
const MOST_MISSES = 100
const misses = new AddressLimits()

/** @throws Problem too-many-requests */
export function requireNoGuesser(address: string, now: number): void {
  const wait = misses.secondsToWait(address, MOST_MISSES, now)
  if (wait > 0) throw new Problem('too-many-requests', { retryAfter: wait })
}

export const noteMiss = (address: string, now: number): void => misses.count(address, now)

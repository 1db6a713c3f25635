/** The complaint iceberg: how many of the unhappy say so. */
import { type Proportion, proportion, proportionDifference } from './proportion.ts'

/**
 * Voicing rate: complaints per customer who answered NPS ≤ 6 or CSAT ≤ 2 in the same window,
 * with a Wilson interval. There can be more complaints than unhappy answers (not everyone is
 * asked): then the rate passes 1 and has no interval.
 */
export function voicing(complaints: number, unhappy: number, confidence = 0.95): Proportion {
  if (complaints <= unhappy || unhappy === 0) return proportion(complaints, unhappy, confidence)
  return { n: unhappy, successes: complaints, share: complaints / unhappy, interval: null }
}

/**
 * Fewer complaints because fewer people bother to complain: the count fell and the voicing rate
 * clearly fell with it. That is no good news.
 */
export function quietFall(before: Proportion, after: Proportion, confidence = 0.95): boolean {
  if (after.successes >= before.successes) return false
  if (before.interval === null || after.interval === null) return false
  const change = proportionDifference(
    { successes: after.successes, trials: after.n },
    { successes: before.successes, trials: before.n },
    confidence,
  )
  return change !== null && change.high < 0
}

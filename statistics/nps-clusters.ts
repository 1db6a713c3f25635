/** The NPS when some customers answered more than once, so that answers are not independent. */
import { tCritical } from './distributions.ts'
import { clipped, type Interval } from './interval.ts'

/** One customer's answers: how many, and the sum of +1 (promoter), 0 and −1 (detractor). */
export type CustomerAnswers = { n: number; sum: number }

export type ClusteredNps = {
  n: number
  customers: number
  /** Share of answers that are not a customer's first, 0..1; null when there are no answers. */
  repeatShare: number | null
  nps: number | null
  /** Linearised, in NPS points; null with fewer than two customers. */
  standardError: number | null
  interval: (Interval & { confidence: number; method: 'cluster-robust' }) | null
}

/** Above this share of repeats, the plain standard error may not be used. */
export const MOST_REPEATS = 0.1

/**
 * NPS with a standard error that allows a customer's answers to resemble each other:
 * 100/n · √(m/(m−1) · Σ over customers of (sum of their deviations)²), interval with t(m − 1).
 */
export function clusteredNps(
  customers: readonly CustomerAnswers[],
  confidence = 0.95,
): ClusteredNps {
  const answered = customers.filter((customer) => customer.n > 0)
  const m = answered.length
  const n = answered.reduce((total, customer) => total + customer.n, 0)
  if (n === 0) {
    const nothing = { repeatShare: null, nps: null, standardError: null, interval: null }
    return { n, customers: m, ...nothing }
  }
  const score = answered.reduce((total, customer) => total + customer.sum, 0) / n
  const known = { n, customers: m, repeatShare: 1 - m / n, nps: 100 * score }
  if (m < 2) return { ...known, standardError: null, interval: null }
  const squares = answered.reduce((total, { n, sum }) => total + (sum - n * score) ** 2, 0)
  const standardError = (100 / n) * Math.sqrt((m / (m - 1)) * squares)
  const half = tCritical(confidence, m - 1) * standardError
  const limits = clipped({ low: 100 * score - half, high: 100 * score + half }, -100, 100)
  return { ...known, standardError, interval: { ...limits, confidence, method: 'cluster-robust' } }
}

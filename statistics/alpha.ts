/** Cronbach's alpha: do the items of a dimension measure one thing? From sums alone. */
import { type CrossSums, correlationMatrix } from './cross-sums.ts'
import { fQuantile } from './distributions.ts'
import type { Interval } from './interval.ts'
import { deviations } from './mean.ts'

/** Over respondents who answered every item; "total" is the sum of a respondent's items. */
export type AlphaSums = {
  n: number
  sums: readonly number[]
  sumsOfSquares: readonly number[]
  totalSum: number
  totalSumOfSquares: number
}

export type Alpha = {
  n: number
  /** Number of items. */
  k: number
  /** At most 1; may be negative; null with k < 2, n < 2, or when all totals are equal. */
  alpha: number | null
  /** Feldt's interval. */
  interval: (Interval & { confidence: number }) | null
  /** Reliability of two items from their correlation; null unless k = 2. */
  spearmanBrown: number | null
}

/** Below this many complete answers, alpha is not shown. */
export const MINIMUM_FOR_ALPHA = 30

/**
 * Cronbach's alpha, k/(k−1) · (1 − Σ item variances / variance of totals), with its interval.
 * Source: Cronbach (1951), Feldt (1965).
 */
export function alpha(sums: AlphaSums, confidence = 0.95): Alpha {
  const { n } = sums
  const k = sums.sums.length
  const unknown = { n, k, alpha: null, interval: null, spearmanBrown: null }
  if (n < 2 || k < 2) return unknown
  const items = sums.sums.map((sum, item) =>
    deviations({ n, sum, sumOfSquares: sums.sumsOfSquares[item] ?? 0 }),
  )
  const total = deviations({ n, sum: sums.totalSum, sumOfSquares: sums.totalSumOfSquares })
  if (total === 0) return unknown
  const ofItems = items.reduce((all, item) => all + item, 0)
  const value = (k / (k - 1)) * (1 - ofItems / total)
  return {
    n,
    k,
    alpha: value,
    interval: { ...feldt(value, n, k, confidence), confidence },
    spearmanBrown: k === 2 ? spearmanBrown(items, total) : null,
  }
}

function feldt(value: number, n: number, k: number, confidence: number): Interval {
  const quantile = (p: number) => fQuantile(p, n - 1, (n - 1) * (k - 1))
  const outside = (1 - confidence) / 2
  return {
    low: 1 - (1 - value) * quantile(1 - outside),
    high: 1 - (1 - value) * quantile(outside),
  }
}

/** Two items: 2r/(1+r), with r from the variance their sum has beyond their own. */
function spearmanBrown([first = 0, second = 0]: readonly number[], total: number): number | null {
  const scale = 2 * Math.sqrt(first * second)
  return scale === 0 ? null : stepUp(2, (total - first - second) / scale)
}

/**
 * Standardised alpha, k·r̄ / (1 + (k−1)·r̄) with the mean correlation between items.
 * @returns null with fewer than two items or answers, or when an item never varies
 */
export function standardisedAlpha(items: CrossSums): number | null {
  const correlations = correlationMatrix(items)
  const k = items.sums.length
  if (correlations === null || k < 2) return null
  const sum = correlations.flat().reduce((all, r) => all + r, 0)
  return stepUp(k, (sum - k) / (k * (k - 1)))
}

/** Spearman-Brown: the reliability of k items from the mean correlation between two of them. */
const stepUp = (k: number, r: number) => (r === -1 / (k - 1) ? null : (k * r) / (1 + (k - 1) * r))

/** Alpha in a word. */
export function alphaLabel(value: number): 'poor' | 'questionable' | 'good' | 'redundant' {
  if (value < 0.6) return 'poor'
  if (value < 0.7) return 'questionable'
  return value <= 0.95 ? 'good' : 'redundant'
}

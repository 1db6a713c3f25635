/** Shares of a whole: top boxes, response rates, repurchase rates. Never an interval below 0. */
import { normalCritical, twoSidedNormalP } from './distributions.ts'
import { clipped, type Interval, squareAndAdd } from './interval.ts'

export type Proportion = {
  /** Trials: answers, invitations, customers. */
  n: number
  successes: number
  /** 0..1; null when n = 0. */
  share: number | null
  interval: (Interval & { confidence: number; method: 'wilson' }) | null
}

/** A share with its Wilson interval; both null when there was no trial. */
export function proportion(successes: number, trials: number, confidence = 0.95): Proportion {
  if (trials === 0) return { n: 0, successes, share: null, interval: null }
  const limits = wilson(successes, trials, normalCritical(confidence))
  return {
    n: trials,
    successes,
    share: successes / trials,
    interval: { ...limits, confidence, method: 'wilson' },
  }
}

/** Source: Wilson (1927); equals R's prop.test(correct = FALSE). trials must not be 0. */
function wilson(successes: number, trials: number, z: number): Interval {
  const share = successes / trials
  const stretch = 1 + (z * z) / trials
  const centre = (share + (z * z) / (2 * trials)) / stretch
  const half =
    (z / stretch) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  return clipped({ low: centre - half, high: centre + half }, 0, 1)
}

/**
 * The simple alternative: Wald after adding z²/2 successes and as many failures. It may leave
 * 0..1, as published. trials must not be 0. Source: Agresti & Coull (1998).
 */
export function agrestiCoull(successes: number, trials: number, confidence = 0.95): Interval {
  const z = normalCritical(confidence)
  const n = trials + z * z
  const share = (successes + (z * z) / 2) / n
  const half = z * Math.sqrt((share * (1 - share)) / n)
  return { low: share - half, high: share + half }
}

export type Trials = { successes: number; trials: number }

export type ProportionDifference = Interval & {
  /** First share minus second, −1..1. */
  estimate: number
  /** Of the pooled two-sample test; null when all trials ended alike. */
  z: number | null
  p: number | null
}

/**
 * Difference of two independent shares with Newcombe's hybrid score interval; z and p are of the
 * usual pooled test, for the correction for many comparisons.
 * @returns null when either side has no trials
 * Source: Newcombe (1998), method 10.
 */
export function proportionDifference(
  a: Trials,
  b: Trials,
  confidence = 0.95,
): ProportionDifference | null {
  const first = shareWithLimits(a, confidence)
  const second = shareWithLimits(b, confidence)
  if (first === null || second === null) return null
  const estimate = first.estimate - second.estimate
  const pooled = (a.successes + b.successes) / (a.trials + b.trials)
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials))
  const z = standardError > 0 ? estimate / standardError : null
  return {
    estimate,
    z,
    p: z === null ? null : twoSidedNormalP(z),
    ...squareAndAdd(first, second),
  }
}

function shareWithLimits({ successes, trials }: Trials, confidence: number) {
  if (trials === 0) return null
  return {
    estimate: successes / trials,
    ...wilson(successes, trials, normalCritical(confidence)),
  }
}

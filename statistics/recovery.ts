/** The recovery paradox: are customers whose problem was solved happier than those without one? */
import { type MeanDifference, type Moments, meanDifference } from './mean.ts'
import { type ProportionDifference, proportionDifference, type Trials } from './proportion.ts'
import { type SegmentVerdict, verdictOfSegment } from './verdict.ts'

export type Comparison = {
  /** Answers of the first and of the second group. */
  n: [number, number]
  /** Mean of the first minus mean of the second; null when either has fewer than two. */
  difference: MeanDifference | null
  verdict: SegmentVerdict
}

export type Recovery = {
  /** Complaint closed and rated satisfied, against customers without a problem. */
  recovered: Comparison
  /** Everyone who complained, against customers without a problem: always shown beside it,
   * because the recovered are picked by being satisfied. */
  complainants: Comparison
}

export type RecoveryOfShares = {
  [Group in keyof Recovery]: Omit<Comparison, 'difference'> & {
    difference: ProportionDifference | null
  }
}

/**
 * The same of shares, such as who bought again: Newcombe's interval; a verdict needs 30 customers in each group.
 * Source: McCollough & Bharadwaj (1992); De Matos, Henrique & Rossi (2007) found it of satisfaction, not of repurchase.
 */
export function recoveryOfShares(
  groups: { recovered: Trials; complainants: Trials; noProblem: Trials },
  confidence = 0.95,
): RecoveryOfShares {
  const compared = (a: Trials, b: Trials) => {
    const difference = proportionDifference(a, b, confidence)
    const n: [number, number] = [a.trials, b.trials]
    return { n, difference, verdict: verdictOfSegment({ interval: difference, n }) }
  }
  return {
    recovered: compared(groups.recovered, groups.noProblem),
    complainants: compared(groups.complainants, groups.noProblem),
  }
}

/**
 * Welch comparisons of mean 0..10 answers; a verdict needs 30 answers in each group.
 * Source: McCollough & Bharadwaj (1992); caveats: De Matos, Henrique & Rossi (2007).
 */
export function recovery(
  groups: { recovered: Moments; complainants: Moments; noProblem: Moments },
  confidence = 0.95,
): Recovery {
  return {
    recovered: compare(groups.recovered, groups.noProblem, confidence),
    complainants: compare(groups.complainants, groups.noProblem, confidence),
  }
}

function compare(a: Moments, b: Moments, confidence: number): Comparison {
  const difference = meanDifference(a, b, confidence)
  const n: [number, number] = [a.n, b.n]
  return { n, difference, verdict: verdictOfSegment({ interval: difference, n }) }
}

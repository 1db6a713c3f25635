/** Why a gap changed: did perception move, or did expectation? */
import { gapMoments, type PairSums } from './gap.ts'
import { type MeanDifference, meanDifference } from './mean.ts'

export type GapChange = {
  /** Change of the gap; equals perception − expectation of the two below. */
  gap: MeanDifference
  perception: MeanDifference
  expectation: MeanDifference
  /** Which part moved the gap more in the direction it went; null when they tie. */
  larger: 'perception' | 'expectation' | null
}

/**
 * Splits a change of gap between two periods into ΔP and ΔE, each with a Welch interval: a gap
 * can close because people have come to expect less. Different respondents in the two periods.
 * @returns null when either period has fewer than two pairs
 */
export function gapChange(before: PairSums, after: PairSums, confidence = 0.95): GapChange | null {
  const gap = meanDifference(gapMoments(after), gapMoments(before), confidence)
  const perception = meanDifference(perceptions(after), perceptions(before), confidence)
  const expectation = meanDifference(expectations(after), expectations(before), confidence)
  if (gap === null || perception === null || expectation === null) return null
  return { gap, perception, expectation, larger: larger(perception, expectation) }
}

const perceptions = ({ n, p, pp }: PairSums) => ({ n, sum: p, sumOfSquares: pp })
const expectations = ({ n, e, ee }: PairSums) => ({ n, sum: e, sumOfSquares: ee })

function larger(perception: MeanDifference, expectation: MeanDifference) {
  // Rounding must not name a winner of a tie.
  const lead = Math.abs(perception.estimate) - Math.abs(expectation.estimate)
  if (Math.abs(lead) < 1e-9) return null
  return lead > 0 ? 'perception' : 'expectation'
}

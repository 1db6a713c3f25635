/** How reliable a difference score can be, given the reliability of its two parts. */

export type Part = { standardDeviation: number; alpha: number }

/**
 * Reliability of the gap P − E, at most 1. It falls as P and E correlate, which is the standing
 * criticism of gap scores.
 * @param correlation of P with E, −1..1
 * @returns null when the gap has no variance
 * Source: Peter, Churchill & Brown (1993).
 */
export function gapReliability(
  perception: Part,
  expectation: Part,
  correlation: number,
): number | null {
  const ofP = perception.standardDeviation ** 2
  const ofE = expectation.standardDeviation ** 2
  const shared = 2 * correlation * perception.standardDeviation * expectation.standardDeviation
  const variance = ofP + ofE - shared
  if (variance <= 1e-12 * (ofP + ofE)) return null
  return (ofP * perception.alpha + ofE * expectation.alpha - shared) / variance
}

/** The zone of tolerance: between what people would still accept and what they wish for. */
import { type GapStatistics, gapOfScores } from './gap.ts'
import { type Proportion, proportion } from './proportion.ts'

/** Over respondents who gave all three answers and whose minimum is not above the desired. */
export type ZoneSums = {
  n: number
  /** Perceived − minimum (MSA) and perceived − desired (MSS): sums and sums of squares. */
  adequacy: number
  adequacySquares: number
  superiority: number
  superioritySquares: number
  below: number
  inside: number
  above: number
  /** Answers left out because the minimum was above the desired level. */
  contradictory: number
}

export type ZoneState = 'below' | 'inside' | 'above'

export type ZoneOfTolerance = {
  n: number
  contradictory: number
  /** MSA: negative when service is not even adequate. */
  adequacy: GapStatistics
  /** MSS: negative when service is less than desired. */
  superiority: GapStatistics
  /** Mean desired − minimum. */
  width: number | null
  /** 0 at the minimum, 100 at the desired level, of the means; null when the zone has no width. */
  position: number | null
  shares: Record<ZoneState, Proportion>
}

/** Source: Parasuraman, Zeithaml & Berry (1994); names as in LibQUAL+. */
export function zoneOfTolerance(sums: ZoneSums, confidence = 0.95): ZoneOfTolerance {
  const { n } = sums
  const moments = (sum: number, sumOfSquares: number) =>
    gapOfScores({ n, sum, sumOfSquares }, confidence)
  const width = n === 0 ? null : (sums.adequacy - sums.superiority) / n
  return {
    n,
    contradictory: sums.contradictory,
    adequacy: moments(sums.adequacy, sums.adequacySquares),
    superiority: moments(sums.superiority, sums.superioritySquares),
    width,
    position: width ? (100 * sums.adequacy) / n / width : null,
    shares: {
      below: proportion(sums.below, n, confidence),
      inside: proportion(sums.inside, n, confidence),
      above: proportion(sums.above, n, confidence),
    },
  }
}

/** Where one answer lies; null when it contradicts itself (minimum above desired). */
export function zoneState(minimum: number, desired: number, perceived: number): ZoneState | null {
  if (minimum > desired) return null
  if (perceived < minimum) return 'below'
  return perceived > desired ? 'above' : 'inside'
}

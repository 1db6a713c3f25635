/** A panel of segments, each against everyone else, judged together. */
import { benjaminiHochberg } from './multiple-comparisons.ts'
import { nps } from './nps.ts'
import { type NpsDifference, npsDifference } from './nps-difference.ts'
import {
  FALSE_DISCOVERY_RATE,
  MINIMUM_FOR_VERDICT,
  type SegmentVerdict,
  verdictOfSegment,
} from './verdict.ts'

export type NpsSegment = {
  /** Segment minus everyone else; null when either has no answers. */
  difference: NpsDifference | null
  /** Benjamini-Hochberg over the segments that can get a verdict; null for the others. */
  adjustedP: number | null
  verdict: SegmentVerdict
}

/**
 * Compares each segment with the rest of `total` (11 counts each; segments shown on one panel).
 *
 * The family is every segment with enough answers for a verdict. Of the segments whose adjusted
 * p-value holds, the interval has to exclude 0 once more at the confidence that their number
 * allows, 1 − 5 % · held / family: the z test behind p is too bold in its tails for segments of
 * 30 to 100 answers, and without this one panel of chance in ten would claim something.
 * Source: Benjamini & Yekutieli (2005), intervals for selected parameters.
 */
export function npsSegments(
  segments: readonly (readonly number[])[],
  total: readonly number[],
  confidence = 0.95,
): NpsSegment[] {
  const compared = segments.map((counts) => {
    const rest = total.map((count, answer) => count - (counts[answer] ?? 0))
    const n = [nps(counts).n, nps(rest).n]
    return { counts, rest, n, difference: npsDifference(counts, rest, confidence) }
  })
  const family = compared.map(({ n, difference }) =>
    n.every((size) => size >= MINIMUM_FOR_VERDICT) ? (difference?.p ?? null) : null,
  )
  const adjusted = benjaminiHochberg(family)
  const held = adjusted.filter((p) => p !== null && p <= FALSE_DISCOVERY_RATE).length
  const size = adjusted.filter((p) => p !== null).length
  const selected = Math.max(confidence, 1 - (FALSE_DISCOVERY_RATE * held) / size)
  return compared.map(({ counts, rest, n, difference }, i) => {
    const adjustedP = adjusted[i] ?? null
    const holds = adjustedP !== null && adjustedP <= FALSE_DISCOVERY_RATE
    const interval = holds ? npsDifference(counts, rest, selected) : difference
    return { difference, adjustedP, verdict: verdictOfSegment({ interval, n, adjustedP }) }
  })
}

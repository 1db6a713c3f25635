/** Results of a gap question as marks on an axis. */
import type { GapResult, GapsReport } from '../../../schema/reports.ts'
import type { DotAxis, DotMarks, Estimate } from '../charts/dot-picture.ts'
import type { Tone } from '../charts/look.ts'
import { decimalsOf, roundTicks } from '../charts/ticks.ts'
import type { Voice } from '../words/voice.ts'

/** Better or worse by the verdict; of a two-sided item every clear gap is off the mark. */
export function gapTone({ gap }: GapResult, twoSided: boolean): Tone {
  if (gap.verdict === 'below') return 'worse'
  if (gap.verdict === 'above') return twoSided ? 'worse' : 'better'
  return 'mid'
}

export const hasFewAnswers = ({ gap }: GapResult): boolean => gap.verdict === 'too-few'

/** Ring, dot and bands of a result; null when nobody answered. */
export function gapMarks(result: GapResult, tone: Tone): DotMarks | null {
  const expected = halfEstimate(result, 'expectation')
  const got = halfEstimate(result, 'perception')
  if (expected === null || got === null) return null
  return { expected, got, tone, hollow: hasFewAnswers(result) }
}

/**
 * A half of the pair with its interval. Both halves are means over the same pairs, so the multiple of the
 * standard error that the service used for the gap (a t quantile with n - 1 degrees) holds for them too.
 */
function halfEstimate(result: GapResult, half: 'expectation' | 'perception'): Estimate | null {
  const { mean, standardDeviation } = result[half]
  const { gap, n } = result
  if (mean === null) return null
  if (standardDeviation === null || gap.high === null || gap.mean === null || !gap.standardError)
    return { value: mean, low: null, high: null }
  const multiple = (gap.high - gap.mean) / gap.standardError
  const margin = (multiple * standardDeviation) / Math.sqrt(n)
  return { value: mean, low: mean - margin, high: mean + margin }
}

/** The part of the scale that holds every ring and dot, cut to round numbers. */
export function gapAxis(
  { dimensions, items, scale }: GapsReport,
  { plain }: Voice,
): DotAxis & { scaleMin: number } {
  const ends = [...dimensions, ...items].flatMap((result) =>
    [halfEstimate(result, 'expectation'), halfEstimate(result, 'perception')].flatMap((half) =>
      half === null ? [] : [half.low ?? half.value, half.high ?? half.value],
    ),
  )
  const scaleMin = scale === 100 ? 0 : 1
  const top = scale ?? Math.max(...ends)
  const low = Math.max(scaleMin, Math.min(...ends, top))
  const ticks = roundTicks(low, Math.min(top, Math.max(...ends, low)), 3)
  const decimals = decimalsOf(ticks)
  return {
    min: Math.max(scaleMin, ticks[0] ?? scaleMin),
    max: Math.min(top, ticks.at(-1) ?? top),
    ticks: ticks
      .filter((value) => value >= scaleMin && value <= top)
      .map((value) => ({ value, label: plain(value, decimals) })),
    scaleMin,
  }
}

/** An axis of gaps or changes that always shows 0. */
export function zeroAxis(
  estimates: readonly { low: number | null; high: number | null }[],
  { signed }: Voice,
): DotAxis {
  const ends = estimates.flatMap(({ low, high }) => [low ?? 0, high ?? 0])
  const ticks = roundTicks(Math.min(0, ...ends), Math.max(0, ...ends), 3)
  const decimals = decimalsOf(ticks)
  return {
    min: ticks[0] ?? -1,
    max: ticks.at(-1) ?? 1,
    ticks: ticks.map((value) => ({ value, label: value === 0 ? '0' : signed(value, decimals) })),
    zero: 0,
  }
}

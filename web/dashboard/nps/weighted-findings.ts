/** The sentences about the NPS weighted like the account's customers. Pure. */
import type { NpsReport } from '../../../schema/reports.ts'
import { segmentLabel } from '../groups.ts'
import type { Voice } from '../words/voice.ts'

export type Weighted = NonNullable<NpsReport['weighted']>

/** The weighted score with its interval beside the plain one, or why there is none. */
export function weightedTitle(weighted: Weighted, plainNps: number | null, voice: Voice): string {
  const { t, signed } = voice
  const { nps, interval, reason } = weighted
  if (nps === null || interval === null) return t(`weighted.none.${reason ?? 'no-answers'}`)
  return t('weighted.title', {
    nps: signed(nps, 0),
    low: signed(interval.low, 0),
    high: signed(interval.high, 0),
    plain: signed(plainNps, 0),
  })
}

/** By what it is weighted, and what the weights cost: n, and the n that would be as exact unweighted. */
export function weightedLine({ by, n, effectiveN }: Weighted, voice: Voice): string {
  const { t, list, count } = voice
  const segments = list(by.map((name) => segmentLabel(name, voice)))
  return effectiveN === null
    ? t('weighted.by', { segments })
    : t('weighted.line', { segments, n, effective: count(Math.round(effectiveN)) })
}

/** Against the period before, by the test at the effective n. */
export function weightedChange({ nps, previous }: Weighted, { t, signed }: Voice): string {
  const { difference } = previous
  if (nps === null) return ''
  if (difference === null || difference.verdict === 'too-few' || previous.nps === null)
    return t('weighted.change.too-few')
  const verdict =
    difference.verdict === 'clear-rise'
      ? 'weighted.change.rise'
      : difference.verdict === 'clear-fall'
        ? 'weighted.change.fall'
        : 'weighted.change.none'
  return t(verdict, { before: signed(previous.nps, 0) })
}

/** The sentences over a comparison. A word needs its test; without one the title says why there is none. */
import type { ComparedMeasure, ComparisonReport } from '../../../schema/reports/comparison.ts'
import { naming } from '../naming.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

export type MeasureName = (measure: ComparedMeasure) => string

/** What clearly differs between the left side and the right one. */
export function comparisonTitle(
  { caution, measures, a, b, privacyMinimum }: ComparisonReport,
  name: MeasureName,
  voice: Voice,
): string {
  const { t } = voice
  if (a.hidden || b.hidden) return t('compare.hidden', { k: privacyMinimum })
  if (caution === 'shared') return t('compare.shared')
  if (caution === 'languages') return t('groups.languages')
  const judged = measures.filter(({ difference }) => isJudged(difference))
  if (judged.length === 0)
    return t('too-few', { n: Math.min(a.n, b.n), least: FEWEST_FOR_A_VERDICT })
  const said = (verdict: string) => {
    const some = judged.filter(({ difference }) => difference?.verdict === verdict)
    return { n: some.length, names: naming(some.map(name), voice) }
  }
  const [higher, lower] = [said('higher'), said('lower')]
  if (higher.n === 0 && lower.n === 0) return t('compare.none')
  if (lower.n === 0) return t('compare.higher', higher)
  if (higher.n === 0) return t('compare.lower', lower)
  return t('compare.both', { higher: higher.names, lower: lower.names })
}

/** A verdict on one figure. */
export function measureVerdict(measure: ComparedMeasure, { t }: Voice): string {
  const { difference, a, b } = measure
  switch (difference?.verdict) {
    case 'higher':
      return t('compare.verdict.higher')
    case 'lower':
      return t('compare.verdict.lower')
    case 'no-clear-difference':
      return t('compare.verdict.none')
    case 'too-few':
      return t('too-few', { n: Math.min(a.n, b.n), least: FEWEST_FOR_A_VERDICT })
    default:
      return t('groups.verdict.not-compared')
  }
}

/** Why figures stand side by side without a word. */
export function cautionWords({ caution }: ComparisonReport, { t }: Voice): string {
  if (caution === 'shared') return t('compare.shared.why')
  return caution === 'languages' ? t('groups.languages.why') : ''
}

const isJudged = (difference: ComparedMeasure['difference']): boolean =>
  difference !== null && difference.verdict !== 'too-few'

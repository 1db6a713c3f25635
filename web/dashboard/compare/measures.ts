/** What the figures of a comparison are called, and how each is written. Pure. */
import type { ComparedMeasure } from '../../../schema/reports/comparison.ts'
import type { Explained, Narrowed } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import type { Said } from '../localized.ts'
import type { Voice } from '../words/voice.ts'

type Kind = ComparedMeasure['kind']

/** The name of a figure, in the reader's language where the survey has it. */
export const measureNames =
  (labels: Labels, { t }: Voice) =>
  ({ kind, key }: Pick<ComparedMeasure, 'kind' | 'key'>): Said => {
    const own = (text: string): Said => ({ text, lang: undefined })
    if (kind === 'nps') return own(t('nav.nps'))
    if (kind === 'gap') return own(t('compare.gap'))
    if (kind === 'finished') return own(t('compare.finished'))
    if (kind === 'dimension') return labels.dimension(key ?? '')
    return labels.question(key ?? '')
  }

const DECIMALS: Record<Kind, number> = {
  nps: 0,
  gap: 2,
  dimension: 2,
  item: 2,
  rating: 2,
  finished: 1,
}

type Estimate = { value: number | null; low: number | null; high: number | null }

/** A figure and half its interval, as its own room writes it. */
export function written(kind: Kind, { value, low, high }: Estimate, voice: Voice) {
  const { signed, plain, share, plusMinus } = voice
  const decimals = DECIMALS[kind]
  if (kind === 'finished')
    return { value: share(value), margin: plusMinus(hundred(low), hundred(high), decimals) }
  const say = kind === 'rating' ? plain : signed
  return { value: say(value, decimals), margin: plusMinus(low, high, decimals) }
}

/** A difference of two such figures; of shares in percentage points. */
export function writtenDifference(
  kind: Kind,
  difference: { estimate: number; low: number; high: number } | null,
  { signed, plusMinus }: Voice,
) {
  if (difference === null) return { value: '–', margin: '' }
  const times = kind === 'finished' ? 100 : 1
  const { estimate, low, high } = difference
  return {
    value: signed(estimate * times, DECIMALS[kind]),
    margin: plusMinus(low * times, high * times, DECIMALS[kind]),
  }
}

const hundred = (value: number | null) => (value === null ? null : 100 * value)

/** The report that explains a figure. */
export function explainedBy({ kind, key }: ComparedMeasure): {
  report: Explained
  narrowed: Narrowed
} {
  if (kind === 'nps') return { report: 'nps', narrowed: {} }
  if (kind === 'finished') return { report: 'response-rate', narrowed: {} }
  if (kind === 'rating') return { report: 'ratings', narrowed: { question: key ?? '' } }
  if (kind === 'gap') return { report: 'gaps', narrowed: {} }
  return { report: 'gaps', narrowed: { [kind === 'item' ? 'question' : 'dimension']: key ?? '' } }
}

/** The figures an owner asks for first, each with its interval or base and what the tests say. Pure. */
import type { ComplaintResolution, ComplaintTrend } from '../../../schema/reports/complaints.ts'
import type { Difference } from '../../../schema/reports.ts'
import type { Tone } from '../charts/look.ts'
import { episodesOf } from '../complaints/episodes.ts'
import { perUnit } from '../complaints/findings.ts'
import { explainName } from '../explaining.ts'
import { gapVerdict } from '../gaps/findings.ts'
import { gapTone } from '../gaps/picture.ts'
import { leadChange, leadOf, leadText } from '../ratings/findings.ts'
import type { Voice } from '../words/voice.ts'
import type { Known } from './findings.ts'

export type Shown = {
  key: string
  room: string
  explain: string
  label: string
  value: string
  margin: string
  more: string
  tone: Tone
}
/** As many as the strip has room for. */
const MOST = 5

/** The figures in their order, at most five. */
export const figuresShown = (
  known: Known,
  resolution: ComplaintResolution | null,
  speak: Voice,
): Shown[] =>
  [
    ...npsFigure(known, speak),
    ...gapFigure(known, speak),
    ...ratingFigure(known, speak),
    ...complaintFigure(known.trend, speak),
    ...finishedFigure(known, speak),
    ...openFigure(resolution, speak),
  ].slice(0, MOST)

function npsFigure({ nps }: Known, speak: Voice): Shown[] {
  if (nps === null) return []
  const { signed, plusMinus, t } = speak
  const { total, previous } = nps
  const { interval } = total
  return [
    {
      key: 'nps',
      room: 'nps',
      explain: 'nps',
      label: t('nav.nps'),
      value: signed(total.nps, 0),
      margin: plusMinus(interval?.low ?? null, interval?.high ?? null, 0),
      ...changeWords(previous.difference, speak),
    },
  ]
}

function gapFigure({ gaps }: Known, speak: Voice): Shown[] {
  const overall = gaps?.overall
  if (!overall) return []
  const { signed, plusMinus, t } = speak
  const { mean, low, high } = overall.gap
  return [
    {
      key: 'gap',
      room: 'gaps',
      explain: 'gaps',
      label: t('overview.kpi.gap'),
      value: signed(mean, 2),
      margin: plusMinus(low, high, 2),
      more: gapVerdict(overall, speak),
      tone: gapTone(overall, false),
    },
  ]
}

function ratingFigure({ rating }: Known, speak: Voice): Shown[] {
  if (rating === null) return []
  return [
    {
      key: 'rating',
      room: 'ratings',
      explain: explainName('ratings', { question: rating.key }),
      label: speak.t(`ratings.measure.${rating.measure}`),
      value: leadText(rating, leadOf(rating, rating).value, speak),
      margin: '',
      ...changeWords(leadChange(rating), speak),
    },
  ]
}

function complaintFigure(trend: ComplaintTrend | null, speak: Voice): Shown[] {
  if (trend === null) return []
  const { t, plain } = speak
  const signals = episodesOf(trend).filter(({ isAlert }) => isAlert)
  const isWorse = signals.some(({ side }) => side === 'above')
  return [
    {
      key: 'complaints',
      room: 'complaints',
      explain: 'trend',
      label: t('overview.kpi.complaints'),
      value: plain(trend.total.rate, 1),
      margin: perUnit(trend, speak),
      more:
        signals.length === 0
          ? t('overview.kpi.no-signals')
          : t('overview.kpi.signals', { n: signals.length }),
      tone: signals.length === 0 ? 'mid' : isWorse ? 'worse' : 'better',
    },
  ]
}

function finishedFigure({ rate }: Known, speak: Voice): Shown[] {
  if (rate === null) return []
  const { t, share, count } = speak
  const base = rate.invitations ?? rate.completion
  const word = rate.invitations ? 'overview.kpi.response' : 'overview.kpi.completion'
  return [
    {
      key: 'rate',
      room: 'quality',
      explain: 'response-rate',
      label: t(word),
      value: share(base.share),
      margin: '',
      more: t('overview.kpi.of', { n: count(base.successes), of: count(base.n) }),
      tone: 'mid',
    },
  ]
}

function openFigure(resolution: ComplaintResolution | null, { t, count }: Voice): Shown[] {
  if (resolution === null) return []
  return [
    {
      key: 'open',
      room: 'complaints',
      explain: 'resolution',
      label: t('overview.kpi.open'),
      value: count(resolution.open),
      margin: '',
      more: t('overview.kpi.open.of', { of: count(resolution.n) }),
      tone: 'mid',
    },
  ]
}

function changeWords(change: Difference | null, { t }: Voice): Pick<Shown, 'more' | 'tone'> {
  switch (change?.verdict) {
    case 'clear-rise':
      return { more: t('overview.kpi.rise'), tone: 'better' }
    case 'clear-fall':
      return { more: t('overview.kpi.fall'), tone: 'worse' }
    case 'no-clear-change':
      return { more: t('overview.kpi.no-change'), tone: 'mid' }
    default:
      return { more: t('overview.kpi.not-compared'), tone: 'mid' }
  }
}

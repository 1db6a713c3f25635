/** The sentences about complaints. Every one is chosen by a rule of the control chart or a verdict of the service. */

import type { Note } from '../../../schema/complaints.ts'
import type {
  ComplaintPoint,
  ComplaintResolution,
  ComplaintTrend,
  ComplaintVoicing,
  ParetoRow,
  ParetoWeight,
} from '../../../schema/reports/complaints.ts'
import type { Difference } from '../../../schema/reports.ts'
import type { Settings } from '../../../schema/settings.ts'
import { endOfPeriod } from '../filters.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'
import { type Episode, episodesOf, type NumberedSignal, type Range } from './episodes.ts'

/** Control limits need at least this many ordinary periods (methods 8.3). */
export const FEWEST_FOR_LIMITS = 12

/** The title over the control chart: the latest episode with an alert, and whether it is over. */
export function complaintTitle(report: ComplaintTrend, voice: Voice): string {
  const { t } = voice
  const { points, total, baseline, fit } = report
  if (total.exposure === 0 && total.complaints === 0) return t('complaints.trend.nothing')
  if (total.complaints === 0) return t('complaints.trend.none')
  if (fit?.status === 'rare') return rareTitle(report, voice)
  if (baseline.periods < FEWEST_FOR_LIMITS)
    return t('complaints.trend.no-limits', { n: baseline.periods, least: FEWEST_FOR_LIMITS })
  const episodes = episodesOf(report)
  const latest = episodes.findLast(({ isAlert }) => isAlert)
  if (!latest) return t(episodes.length > 0 ? 'complaints.trend.watch' : 'complaints.trend.usual')
  const isOver = latest.to < lastKnown(points)
  const from = periodName(report, latest.from, voice)
  const to = periodName(report, latest.to, voice)
  const said = (word: 'high' | 'low') => {
    if (!isOver && latest.from === latest.to)
      return t(`complaints.trend.${word}.just-now`, { when: from })
    if (!isOver) return t(`complaints.trend.${word}.now`, { from })
    if (latest.from === latest.to) return t(`complaints.trend.${word}.once`, { when: from })
    return t(`complaints.trend.${word}.over`, { from, to })
  }
  return said(latest.side === 'above' ? 'high' : 'low')
}

function rareTitle({ complaintFree }: ComplaintTrend, { t }: Voice): string {
  const { current, unusual } = complaintFree
  if (unusual) return t('complaints.trend.rare.unusual', { n: current })
  return t('complaints.trend.rare', { n: current })
}

/** What the list below the chart says of a numbered signal. */
export function signalSentence(
  signal: NumberedSignal,
  report: ComplaintTrend,
  voice: Voice,
): { what: string; figures: string } {
  const { t, count, plain } = voice
  const { kind, side, points } = signal
  const when = rangeName(report, signal, voice)
  if (kind !== 'beyond')
    return {
      what: t(`complaints.signal.${kind}.${side}`, {
        n: points,
        unit: unitOf(report, points, voice),
      }),
      figures: when,
    }
  const peak = report.points[signal.at]
  const at = periodName(report, signal.at, voice)
  const what =
    points === 1
      ? t(`complaints.signal.beyond.${side}`, { when: capital(at) })
      : t(`complaints.signal.beyond.${side}.more`, {
          n: points,
          unit: unitOf(report, points, voice),
          when: at,
        })
  return {
    what,
    figures: t('complaints.signal.figures', {
      complaints: count(peak?.complaints ?? null),
      base: baseOf(peak?.exposure ?? null, report.exposure, voice),
      rate: plain(peak?.rate ?? null, 1),
    }),
  }
}

/** What staff noted within a signal's time, as their words and not as its cause. */
export function notesWithin(
  range: Range,
  { points, interval, to }: ComplaintTrend,
  notes: readonly Note[],
): Note[] {
  const first = points[range.from]?.start ?? ''
  const last = endOfPeriod(interval, points[range.to]?.start ?? '', to)
  return notes.filter(({ day }) => day >= first && day <= last)
}

/** The chart in one sentence for those who cannot see it. */
export function complaintSentence(report: ComplaintTrend, voice: Voice): string {
  const { t, plain } = voice
  const known = report.points.flatMap((point, i) =>
    point.rate === null ? [] : [{ i, rate: point.rate }],
  )
  const [first] = known
  const last = known.at(-1)
  if (!first || !last) return t('chart.empty')
  const highest = known.reduce((a, b) => (b.rate > a.rate ? b : a))
  return t('complaints.trend.sentence', {
    first: plain(first.rate, 1),
    last: plain(last.rate, 1),
    high: plain(highest.rate, 1),
    when: periodName(report, highest.i, voice),
    average: plain(report.centre, 1),
    n: episodesOf(report).length,
  })
}

/** How a rate is named: per 1,000 answers, per 1,000 orders. */
export const perUnit = (
  { per, exposure }: Pick<ComplaintTrend, 'per' | 'exposure'>,
  voice: Voice,
) => voice.t('complaints.per', { per, unit: exposureName(exposure, voice) })

/** 108 answers, 985 orders. */
export const baseOf = (n: number | null, exposure: string, voice: Voice): string =>
  voice.t('complaints.base', { n: voice.count(n), unit: exposureName(exposure, voice) })

/** Our own denominator in words; another one by the name its owner gave it. */
export const exposureName = (exposure: string, { t }: Voice): string =>
  exposure === 'responses' ? t('complaints.exposure.responses') : exposure.replaceAll(/[_-]+/g, ' ')

/** A category in words: few of them making up most is news, else no order is claimed. */
export function paretoTitle(
  rows: readonly ParetoRow[],
  name: (category: string) => string,
  { t, list, quoted, share }: Voice,
  weight: ParetoWeight = 'count',
): string {
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return t('complaints.trend.none')
  if (total < FEWEST_FOR_A_VERDICT)
    return t('complaints.pareto.too-few', { n: total, least: FEWEST_FOR_A_VERDICT })
  const vital = vitalFew(rows)
  const reached = rows[vital - 1]?.cumulative ?? 1
  if (rows.length === 1)
    return t('complaints.pareto.one', { name: quoted(name(rows[0]?.category ?? '')) })
  if (vital > 2 || vital === rows.length)
    return t(`complaints.pareto.spread.${weight}`, { n: countFor(rows, 0.8), of: rows.length })
  const names = rows.slice(0, vital).map(({ category }) => quoted(name(category)))
  return t(`complaints.pareto.few.${weight}`, {
    n: vital,
    names: list(names),
    share: share(reached),
  })
}

/** What the account has said complaints weigh, beside their number. */
export const weightsOf = ({ tiers, categories }: Settings['complaintWeights']): ParetoWeight[] => [
  'count',
  ...(Object.keys(tiers).length > 0 ? ['value' as const] : []),
  ...(Object.keys(categories).length > 0 ? ['cost' as const] : []),
]

/** The fewest categories that make up at least three fifths of all complaints. */
export const vitalFew = (rows: readonly ParetoRow[]): number => countFor(rows, 0.6)

const countFor = (rows: readonly ParetoRow[], share: number) =>
  rows.findIndex(({ cumulative }) => cumulative >= share - 1e-9) + 1

/** Which categories take a clearly larger or smaller part than in the period before. */
export function paretoChange(
  rows: readonly ParetoRow[],
  name: (category: string) => string,
  { t, list, quoted, sentences }: Voice,
): string {
  const some = (verdict: string) =>
    rows
      .filter(({ difference }) => difference?.verdict === verdict)
      .map(({ category }) => quoted(name(category)))
  const [more, less] = [some('clear-rise'), some('clear-fall')]
  if (more.length === 0 && less.length === 0) return t('complaints.pareto.no-change')
  return sentences([
    more.length > 0 ? t('complaints.pareto.more', { names: list(more) }) : '',
    less.length > 0 ? t('complaints.pareto.less', { names: list(less) }) : '',
  ])
}

/** The title over the time to resolution: the median by Kaplan-Meier, in which open cases count as open. */
export function resolutionTitle({ n, median, open }: ComplaintResolution, { t }: Voice): string {
  if (n === 0) return t('complaints.trend.none')
  if (n < FEWEST_FOR_A_VERDICT)
    return t('complaints.resolution.too-few', { n, least: FEWEST_FOR_A_VERDICT })
  if (median.days === null) return t('complaints.resolution.most-open', { n: open })
  if (median.days < 1) return t('complaints.resolution.same-day')
  return t('complaints.resolution.median', { n: Math.ceil(median.days) })
}

/** Faster or slower than in the period before, by the log-rank test. */
export function resolutionChange({ previous }: ComplaintResolution, { t }: Voice): string {
  switch (previous.difference?.verdict) {
    case 'faster':
      return t('complaints.resolution.faster')
    case 'slower':
      return t('complaints.resolution.slower')
    case 'no-clear-difference':
      return t('complaints.resolution.no-change')
    default:
      return t('complaints.resolution.not-compared')
  }
}

/** The title over the voicing rate; a fall that only means silence is never sold as good news. */
export function voicingTitle(report: ComplaintVoicing, { t, plain }: Voice): string {
  const { quietFall, previous } = report
  const { unhappy, rate } = report.total
  if (unhappy === 0 || rate === null) return t('complaints.voicing.nobody')
  if (unhappy < FEWEST_FOR_A_VERDICT)
    return t('complaints.voicing.too-few', { n: unhappy, least: FEWEST_FOR_A_VERDICT })
  if (quietFall) return t('complaints.voicing.quiet')
  const per = plain(100 * rate, 0)
  if (previous.difference?.verdict === 'clear-rise') return t('complaints.voicing.rises', { per })
  if (previous.difference?.verdict === 'clear-fall') return t('complaints.voicing.falls', { per })
  return t('complaints.voicing.holds', { per })
}

/** These days against as many before, in words of the test behind them; a rate over 100 has no test. */
export function voicingChange({ total, previous }: ComplaintVoicing, voice: Voice): string {
  const { t, plain } = voice
  const per = (rate: number | null) => plain(rate === null ? null : 100 * rate, 0)
  return t('complaints.trend.before', {
    now: per(total.rate),
    before: per(previous.rate),
    verdict: verdictWord(previous.difference, voice),
  })
}

/** A difference in a word: a clear rise, a clear fall, no clear change, or too little to compare. */
export const verdictWord = (difference: Difference | null, { t }: Voice): string =>
  t(`complaints.verdict.${VERDICTS[difference?.verdict ?? 'too-few'] ?? 'too-few'}`)

const VERDICTS: Readonly<Record<string, 'rise' | 'fall' | 'none' | 'too-few'>> = {
  'clear-rise': 'rise',
  'clear-fall': 'fall',
  'no-clear-change': 'none',
}

/** What a period is called in a sentence: week 41, 6 Oct, October 2026. */
export function periodName({ interval, points }: ComplaintTrend, at: number, voice: Voice): string {
  const start = points[at]?.start ?? ''
  return interval === 'week'
    ? voice.t('when.week', { week: String(voice.week(start)) })
    : voice.period(interval, start)
}

function rangeName(report: ComplaintTrend, { from, to }: Range, voice: Voice): string {
  const first = periodName(report, from, voice)
  if (from === to) return first
  return voice.t('when.range', { from: first, to: periodName(report, to, voice) })
}

const unitOf = ({ interval }: ComplaintTrend, n: number, { t }: Voice) =>
  t(`when.unit.${interval}`, { n })

const lastKnown = (points: readonly ComplaintPoint[]) =>
  points.findLastIndex(({ rate, closed }) => rate !== null && !closed)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export type { Episode }

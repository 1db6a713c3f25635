/** The sentences of the NPS room. Every one is chosen by a verdict of the service, never by eye. */

import { daysBetween } from '../../../schema/calendar.ts'
import type { NpsReport, RollingNps } from '../../../schema/reports.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice, Word } from '../words/voice.ts'

/** The headline: the score and how far it may be off. */
export function npsHeadline({ total }: NpsReport, { t, signed }: Voice): string {
  if (total.n < FEWEST_FOR_A_VERDICT || total.interval === null)
    return t('too-few', { n: total.n, least: FEWEST_FOR_A_VERDICT })
  const { low, high } = total.interval
  return t('nps.headline', {
    nps: signed(total.nps, 0),
    low: signed(low, 0),
    high: signed(high, 0),
  })
}

/** What little is known while there are too few answers for more; empty otherwise. */
export function npsSoFar({ total }: NpsReport, { t, signed }: Voice): string {
  if (total.n >= FEWEST_FOR_A_VERDICT || total.interval === null) return ''
  const { low, high } = total.interval
  return t('nps.so-far', { nps: signed(total.nps, 0), low: signed(low, 0), high: signed(high, 0) })
}

/** The period before, and whether the difference may be chance. */
export function npsChange({ total, previous, from, to }: NpsReport, { t, signed }: Voice): string {
  if (previous.n === 0 || previous.nps === null) return t('nps.change.nothing-before')
  const n = daysBetween(from, to)
  const { difference } = previous
  if (difference === null || difference.verdict === 'too-few')
    return t('nps.change.too-few', {
      now: total.n,
      before: previous.n,
      least: FEWEST_FOR_A_VERDICT,
    })
  const figures = {
    n,
    now: signed(total.nps, 0),
    before: signed(previous.nps, 0),
    difference: signed(difference.estimate, 0),
    low: signed(difference.low, 0),
    high: signed(difference.high, 0),
  }
  const first = t('nps.change.figures', figures)
  const second = t(CHANGE[difference.verdict] ?? 'nps.change.chance', figures)
  return t('sentence.join', { first, second })
}

const CHANGE: Readonly<Record<string, Word>> = {
  'clear-rise': 'nps.change.rise',
  'clear-fall': 'nps.change.fall',
}

/** The title over the line in time. */
export function trendTitle({ total, previous }: NpsReport, { t, signed }: Voice): string {
  if (total.n < FEWEST_FOR_A_VERDICT || total.nps === null)
    return t('too-few', { n: total.n, least: FEWEST_FOR_A_VERDICT })
  const nps = signed(total.nps, 0)
  const verdict = previous.difference?.verdict
  if (verdict === 'clear-rise') return t('nps.trend.rises', { nps })
  if (verdict === 'clear-fall') return t('nps.trend.falls', { nps })
  if (verdict === 'no-clear-change') return t('nps.trend.holds', { nps })
  return t('nps.trend.alone', { nps })
}

/** The title over the distribution: the most common score, and how near the detractors are to being won back. */
export function distributionTitle({ total, histogram }: NpsReport, voice: Voice): string {
  const { t, share, list } = voice
  if (total.n < FEWEST_FOR_A_VERDICT)
    return t('too-few', { n: total.n, least: FEWEST_FOR_A_VERDICT })
  const most = Math.max(...histogram)
  const modes = histogram.flatMap((n, score) => (n === most ? [String(score)] : []))
  const common =
    modes.length === 1
      ? t('nps.scores.common', { score: modes[0] ?? '', share: share(most / total.n) })
      : t('nps.scores.tied', { scores: list(modes) })
  if (total.detractors < FEWEST_FOR_A_VERDICT) return common
  const near = (histogram[5] ?? 0) + (histogram[6] ?? 0)
  return t('nps.scores.and-near', { common, share: share(near / total.detractors) })
}

type Period = NpsReport['series'][number]

/** What the line shows at a period: the score of the weeks that end with it, where the service tells it, else its own. */
export const lineAt = (period: Period): Pick<RollingNps, 'n' | 'nps' | 'interval'> =>
  period.rolling ?? period

/** The line in one sentence: what it is, where it starts and ends, its lowest and highest point. */
export function trendSentence(report: NpsReport, { t, signed, period }: Voice): string {
  const known = report.series
    .map((each) => ({ start: each.start, nps: lineAt(each).nps }))
    .filter(({ nps }) => nps !== null)
  const [first] = known
  const last = known.at(-1)
  if (!first || !last) return t('chart.empty')
  const byScore = [...known].sort((a, b) => (a.nps ?? 0) - (b.nps ?? 0))
  const lowest = byScore[0] ?? first
  const highest = byScore.at(-1) ?? last
  const when = (point: { start: string }) => period(report.interval, point.start)
  return t('nps.trend.sentence', {
    first: signed(first.nps, 0),
    firstAt: when(first),
    last: signed(last.nps, 0),
    lastAt: when(last),
    low: signed(lowest.nps, 0),
    lowAt: when(lowest),
    high: signed(highest.nps, 0),
    highAt: when(highest),
  })
}

/** The written brief of the Overview and its links. Every clause is chosen by a verdict of the service. */

import type { ComplaintTrend } from '../../../schema/reports/complaints.ts'
import type { ResponseRateReport } from '../../../schema/reports/quality.ts'
import type { Rating } from '../../../schema/reports/ratings.ts'
import type { GapDimension, GapItem, GapsReport, NpsReport } from '../../../schema/reports.ts'
import type { Changes } from '../changes.ts'
import { episodesOf } from '../complaints/episodes.ts'
import { complaintTitle } from '../complaints/findings.ts'
import { ratingTitle } from '../ratings/findings.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

/** What the brief is written from; null where the survey does not ask, or nothing has come. */
export type Known = {
  nps: NpsReport | null
  gaps: GapsReport | null
  rating: Rating | null
  trend: ComplaintTrend | null
  rate: ResponseRateReport | null
  days: number
}
export type Names = {
  question: (key: string) => string
  dimension: (key: string) => string
  group: (value: string) => string
}

/** One or two sentences: whether people recommend, and what lets them down most. */
export function overviewBrief(known: Known, names: Names, voice: Voice): string {
  const { t, sentences } = voice
  const n = answersIn(known)
  if (n < FEWEST_FOR_A_VERDICT) return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
  return sentences([recommendation(known, voice), letDown(known, names, voice)])
}

/** What the brief rests on, in figures. */
export function overviewFigures(known: Known, names: Names, voice: Voice): string {
  const { t, signed, plain, sentences } = voice
  const { nps, gaps, days } = known
  const widest = widestOf(gaps)
  const change = nps?.previous.difference?.verdict
  return sentences([
    t('overview.base', { n: answersIn(known), days: t('overview.days', { n: days }) }),
    nps?.total.nps == null
      ? ''
      : t(CHANGES[change ?? ''] ?? 'overview.nps.alone', { nps: signed(nps.total.nps, 0) }),
    widest?.gap.mean == null || widest.gap.verdict !== 'below'
      ? ''
      : t('overview.gap.widest', {
          name: nameOf(widest, names),
          by: plain(-widest.gap.mean, 2),
        }),
  ])
}

const CHANGES: Readonly<
  Record<string, 'overview.nps.holds' | 'overview.nps.rises' | 'overview.nps.falls'>
> = {
  'no-clear-change': 'overview.nps.holds',
  'clear-rise': 'overview.nps.rises',
  'clear-fall': 'overview.nps.falls',
}

/** Answers of the days: those who began, or those a question counts. */
export const answersIn = ({ rate, nps, gaps, rating }: Known): number =>
  rate?.completion.n ?? Math.max(nps?.total.n ?? 0, gaps?.overall?.n ?? 0, rating?.n ?? 0)

function recommendation({ nps, rating }: Known, voice: Voice): string {
  const { t } = voice
  if (nps === null) return rating ? `${ratingTitle(rating, voice)}${t('overview.stop')}` : ''
  const { total, previous } = nps
  if (total.n < FEWEST_FOR_A_VERDICT || total.interval === null)
    return t('overview.brief.nps.too-few')
  const verdict = previous.difference?.verdict
  if (verdict === 'clear-rise') return t('overview.brief.nps.rises')
  if (verdict === 'clear-fall') return t('overview.brief.nps.falls')
  const still = verdict === 'no-clear-change' ? 'still' : 'now'
  if (total.interval.low > 0) return t(`overview.brief.nps.${still}.recommend`)
  if (total.interval.high < 0) return t(`overview.brief.nps.${still}.advise-against`)
  return t('overview.brief.nps.balanced')
}

function letDown({ gaps, trend }: Known, names: Names, voice: Voice): string {
  const { t } = voice
  const widest = widestOf(gaps)
  if (widest?.gap.verdict === 'below')
    return t('overview.brief.gap.below', { name: nameOf(widest, names) })
  if (widest && widest.gap.verdict !== 'too-few') return t('overview.brief.gap.none')
  return trend && trend.total.complaints > 0
    ? `${complaintTitle(trend, voice)}${t('overview.stop')}`
    : ''
}

type Result = GapDimension | GapItem

/** The dimension with the widest clear shortfall, else the widest gap; items where the survey has no dimensions. */
function widestOf(gaps: GapsReport | null): Result | null {
  if (gaps === null) return null
  const results: readonly Result[] = gaps.dimensions.length > 0 ? gaps.dimensions : gaps.items
  const known = results.filter(({ gap }) => gap.mean !== null)
  const short = known.filter(({ gap }) => gap.verdict === 'below')
  const some = short.length > 0 ? short : known
  return [...some].sort((a, b) => (a.gap.mean ?? 0) - (b.gap.mean ?? 0))[0] ?? null
}

const isDimension = (result: Result): result is GapDimension => 'items' in result
const nameOf = (result: Result, names: Names) =>
  isDimension(result) ? names.dimension(result.key) : names.question(result.key)

/** A link worth following, with what it says. */
export type Worth = { key: string; room: string; changes: Changes; text: string }

/** At most three links, the most urgent first. */
const MOST_LINKS = 3

/** What deserves a look now: alerts that last, what has got worse, the widest shortfall, who feels it most. */
export function worthALook(known: Known, names: Names, split: string, voice: Voice): Worth[] {
  const { t, plain, quoted } = voice
  const { nps, gaps, trend, rate } = known
  const lasting = trend && latestAlert(trend)
  const fallen = [...(gaps?.items ?? [])]
    .filter(({ change }) => change?.gap.verdict === 'clear-fall')
    .sort((a, b) => (a.change?.gap.estimate ?? 0) - (b.change?.gap.estimate ?? 0))[0]
  const short = [...(gaps?.items ?? [])]
    .filter(({ gap, key }) => gap.verdict === 'below' && key !== fallen?.key)
    .sort((a, b) => (a.gap.mean ?? 0) - (b.gap.mean ?? 0))[0]
  const group = lowestGroup(gaps, nps)
  const all: (Worth | null)[] = [
    trend && lasting
      ? { key: 'complaints', room: 'complaints', changes: {}, text: complaintTitle(trend, voice) }
      : null,
    nps?.previous.difference?.verdict === 'clear-fall'
      ? { key: 'nps', room: 'nps', changes: {}, text: t('overview.worth.nps') }
      : null,
    fallen
      ? {
          key: 'fallen',
          room: 'gaps',
          changes: { item: fallen.key },
          text: t('overview.worth.fallen', {
            item: quoted(names.question(fallen.key)),
            by: plain(Math.abs(fallen.change?.gap.estimate ?? 0), 2),
          }),
        }
      : null,
    group && split !== 'locale'
      ? {
          key: 'group',
          room: group.room,
          changes: { segment: split },
          text: t(`overview.worth.group.${group.room}`, {
            group: names.group(group.value),
            by: plain(Math.abs(group.estimate), group.room === 'nps' ? 0 : 2),
          }),
        }
      : null,
    short
      ? {
          key: 'short',
          room: 'gaps',
          changes: { item: short.key },
          text: t('overview.worth.short', {
            item: quoted(names.question(short.key)),
            by: plain(Math.abs(short.gap.mean ?? 0), 2),
          }),
        }
      : null,
    rate?.previous.difference?.verdict === 'clear-fall'
      ? { key: 'rate', room: 'quality', changes: {}, text: t('overview.worth.rate') }
      : null,
  ]
  return all.filter((one) => one !== null).slice(0, MOST_LINKS)
}

/** Whether the newest episode with an alert says that there are too many. */
const latestAlert = (trend: ComplaintTrend): boolean =>
  trend.total.complaints > 0 &&
  episodesOf(trend).findLast(({ isAlert }) => isAlert)?.side === 'above'

function lowestGroup(gaps: GapsReport | null, nps: NpsReport | null) {
  const room = gaps ? ('gaps' as const) : ('nps' as const)
  const lower = (gaps?.segments ?? nps?.segments ?? []).flatMap(({ value, difference }) =>
    difference?.verdict === 'lower' ? [{ room, value, estimate: difference.estimate }] : [],
  )
  return lower.sort((a, b) => a.estimate - b.estimate)[0] ?? null
}

/** The title over the dimensions: which falls short the most, and which does better than expected. */
export function dimensionsTitle(gaps: GapsReport, names: Names, { t, list }: Voice): string {
  const results: readonly Result[] = gaps.dimensions.length > 0 ? gaps.dimensions : gaps.items
  if (results.every(({ gap }) => gap.verdict === 'too-few'))
    return t('too-few', {
      n: Math.max(0, ...results.map(({ n }) => n)),
      least: FEWEST_FOR_A_VERDICT,
    })
  const widest = widestOf(gaps)
  const better = results
    .filter(({ gap }) => gap.verdict === 'above')
    .map((one) => nameOf(one, names))
  const short = widest?.gap.verdict === 'below' ? nameOf(widest, names) : null
  if (short === null)
    return better.length === 0
      ? t('overview.gap.no-clear')
      : t('overview.gap.better', { names: list(better), n: better.length })
  return better.length === 0 || better.length > 2
    ? t('overview.gap.short', { name: short })
    : t('overview.gap.short-and-better', { name: short, better: list(better), n: better.length })
}

/** The title over the funnel: how many of those who begin also finish. */
export function funnelTitle(
  { completion, previous }: ResponseRateReport,
  { t, share }: Voice,
): string {
  const { n } = completion
  if (n < FEWEST_FOR_A_VERDICT) return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
  const value = share(completion.share)
  if (previous.difference?.verdict === 'clear-rise')
    return t('overview.funnel.rises', { share: value })
  if (previous.difference?.verdict === 'clear-fall')
    return t('overview.funnel.falls', { share: value })
  return t('overview.funnel.holds', { share: value })
}

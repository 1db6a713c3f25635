/** The sentences about ratings. Every one is chosen by a verdict of the service, never by eye. */

import type { Rating, RatingFigures } from '../../../schema/reports/ratings.ts'
import type { Difference } from '../../../schema/reports.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

/** Satisfaction and repurchase are told as the share in the top boxes, effort and the rest as a mean (methods 2). */
export const leadsWithShare = ({ measure }: Pick<Rating, 'measure'>): boolean =>
  measure === 'csat' || measure === 'repurchase'

/** The leading figure of a rating, with its interval. */
export function leadOf(rating: Pick<Rating, 'measure'>, { mean, topBox }: RatingFigures) {
  return leadsWithShare(rating)
    ? {
        value: topBox.share,
        low: topBox.interval?.low ?? null,
        high: topBox.interval?.high ?? null,
      }
    : { value: mean.mean, low: mean.low, high: mean.high }
}

/** A leading figure in words: 78%, 5.21. */
export const leadText = (
  rating: Pick<Rating, 'measure' | 'scale'>,
  value: number | null,
  { share, plain }: Voice,
): string => (leadsWithShare(rating) ? share(value) : plain(value, decimalsOf(rating)))

/** Means of a wide scale need fewer decimals. */
export const decimalsOf = ({ scale }: Pick<Rating, 'scale'>): number =>
  scale.high - scale.low > 20 ? 1 : 2

/** What the leading figure is: satisfied (4–5 of 5), mean of 1 to 7. */
export function leadName(rating: Rating, { t }: Voice): string {
  const { measure, scale, topFrom } = rating
  const range = { low: scale.low, high: scale.high, from: topFrom }
  return t(`ratings.lead.${measure}`, range)
}

/** The headline: the figure and how far it may be off. */
export function ratingHeadline(rating: Rating, voice: Voice): string {
  const { t } = voice
  if (rating.n < FEWEST_FOR_A_VERDICT)
    return t('too-few', { n: rating.n, least: FEWEST_FOR_A_VERDICT })
  const { value, low, high } = leadOf(rating, rating)
  const say = (one: number | null) => leadText(rating, one, voice)
  return t(`ratings.headline.${rating.measure}`, {
    value: say(value),
    low: say(low),
    high: say(high),
    of: rating.scale.high,
  })
}

/** The change of the leading figure since the period before, when the service makes one. */
export const leadChange = ({ measure, previous }: Rating): Difference | null =>
  leadsWithShare({ measure }) ? previous.topBoxDifference : previous.difference

/** The title over the line in time. */
export function ratingTitle(rating: Rating, voice: Voice): string {
  const { t } = voice
  if (rating.n < FEWEST_FOR_A_VERDICT)
    return t('too-few', { n: rating.n, least: FEWEST_FOR_A_VERDICT })
  const value = leadText(rating, leadOf(rating, rating).value, voice)
  const name = t(`ratings.measure.${rating.measure}`)
  switch (leadChange(rating)?.verdict) {
    case 'clear-rise':
      return t('ratings.trend.rises', { name, value })
    case 'clear-fall':
      return t('ratings.trend.falls', { name, value })
    case 'no-clear-change':
      return t('ratings.trend.holds', { name, value })
    default:
      return t('ratings.trend.alone', { name, value })
  }
}

/** The period before, and whether the difference may be chance. */
export function ratingChange(rating: Rating, voice: Voice): string {
  const { t } = voice
  const { previous, n } = rating
  if (previous.n === 0) return t('nps.change.nothing-before')
  const change = leadChange(rating)
  if (change === null || change.verdict === 'too-few')
    return t('nps.change.too-few', { now: n, before: previous.n, least: FEWEST_FOR_A_VERDICT })
  const before = leadText(rating, leadOf(rating, previous).value, voice)
  const [low, high] = [change.low, change.high].map((one) => differenceText(rating, one, voice))
  const words = {
    before,
    difference: differenceText(rating, change.estimate, voice),
    low: low ?? '',
    high: high ?? '',
  }
  if (change.verdict === 'clear-rise') return t('ratings.change.rise', words)
  if (change.verdict === 'clear-fall') return t('ratings.change.fall', words)
  return t('ratings.change.chance', words)
}

/** A difference in points of the share, or of the scale. */
export const differenceText = (
  rating: Pick<Rating, 'measure' | 'scale'>,
  value: number,
  { signed, t }: Voice,
): string =>
  leadsWithShare(rating)
    ? t('ratings.points', { value: signed(100 * value, 1) })
    : signed(value, decimalsOf(rating))

/** The title over the distribution. */
export function scoresTitle({ n, histogram, type }: Rating, { t, share, list }: Voice): string {
  if (n < FEWEST_FOR_A_VERDICT) return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
  const most = Math.max(...histogram.map(({ count }) => count))
  const modes = histogram.filter(({ count }) => count === most).map((bin) => binName(bin, type))
  return modes.length === 1
    ? t('ratings.scores.common', { score: modes[0] ?? '', share: share(most / n) })
    : t('ratings.scores.tied', { scores: list(modes) })
}

/** A value of a rating, or the bounds of a bin of a slider. */
export const binName = (
  { from, to }: { from: number; to: number },
  type: Rating['type'],
): string => (type === 'slider' && to > from ? `${from}–${to}` : String(from))

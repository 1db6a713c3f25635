/** The tables behind the charts of ratings. */
import type { Rating, RatingFigures } from '../../../schema/reports/ratings.ts'
import { type Cell, oneByOne, type Sheet, type SheetColumn } from '../charts/sheet.ts'
import { explainName, explainPeriod, type Periods } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import type { Voice } from '../words/voice.ts'
import { binName, decimalsOf } from './findings.ts'

const numeric = (label: string) => ({ label, numeric: true })

const columns = ({ t }: Voice): SheetColumn[] => [
  numeric(t('mean')),
  { ...numeric(t('low')), only: 'csv' },
  { ...numeric(t('high')), only: 'csv' },
  { ...numeric(t('interval-95')), only: 'screen' },
  numeric(t('ratings.top')),
  { ...numeric(`${t('ratings.top')} ${t('low')}`), only: 'csv' },
  { ...numeric(`${t('ratings.top')} ${t('high')}`), only: 'csv' },
  numeric(t('n')),
]

function cells(rating: Pick<Rating, 'scale'>, figures: RatingFigures, speak: Voice): Cell[] {
  const { plain, exactShare } = speak
  const decimals = decimalsOf(rating)
  const { mean, topBox, n } = figures
  const number = (value: number | null): Cell => ({ value, text: plain(value, decimals) })
  const share = (value: number | null): Cell => ({ value, text: exactShare(value) })
  const between =
    mean.low === null || mean.high === null
      ? '–'
      : speak.t('when.between', {
          low: plain(mean.low, decimals),
          high: plain(mean.high, decimals),
        })
  return [
    number(mean.mean),
    number(mean.low),
    number(mean.high),
    between,
    share(topBox.share),
    share(topBox.interval?.low ?? null),
    share(topBox.interval?.high ?? null),
    n,
  ]
}

/** Every rating of the survey. */
export const ratingsSheet = (ratings: readonly Rating[], labels: Labels, speak: Voice): Sheet => ({
  id: 'ratings',
  title: speak.t('ratings.all.name'),
  columns: [{ label: speak.t('ratings.question') }, ...columns(speak)],
  explains: (_, i) => explainName('ratings', { question: ratings[i]?.key ?? '' }),
  rows: () =>
    ratings.map((rating) => [labels.question(rating.key).text, ...cells(rating, rating, speak)]),
})

/** One rating period by period. */
export const ratingTrendSheet = (rating: Rating, head: Periods, speak: Voice): Sheet => ({
  id: `ratings-${rating.key}`,
  title: speak.t('ratings.trend.name'),
  columns: [{ label: speak.t(`by.${head.interval}.column`) }, ...columns(speak)],
  explains: (_, i) =>
    explainPeriod('ratings', rating.series[i]?.start ?? head.from, head, { question: rating.key }),
  rows: () =>
    oneByOne(rating.series, (point) => [
      { value: point.start, text: speak.period(head.interval, point.start) },
      ...cells(rating, point, speak),
    ]),
})

/** How often each value was given. */
export const ratingScoresSheet = (rating: Rating, { t, exactShare }: Voice): Sheet => ({
  id: `ratings-${rating.key}-scores`,
  title: t('ratings.scores.name'),
  columns: [{ label: t('nps.score.column') }, numeric(t('n')), numeric(t('share'))],
  explains: () => explainName('ratings', { question: rating.key }),
  rows: () =>
    rating.histogram.map((bin) => {
      const share = rating.n === 0 ? null : bin.count / rating.n
      return [binName(bin, rating.type), bin.count, { value: share, text: exactShare(share) }]
    }),
})

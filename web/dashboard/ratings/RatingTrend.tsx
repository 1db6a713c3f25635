/** A rating in time: its leading figure with band, and the answers of each period. */
import { useMemo } from 'preact/hooks'
import type { Rating } from '../../../schema/reports/ratings.ts'
import type { ReportHead } from '../../../schema/reports.ts'
import { ratingsReport, type SurveyLine } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { explainPeriod } from '../explaining.ts'
import { endOfPeriod, type Filters, reportQuery } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import { later } from '../shell/later.tsx'
import { useNoted } from '../trends/noted.ts'
import { targetOf } from '../trends/target.ts'
import type { Voice } from '../words/voice.ts'
import {
  leadName,
  leadOf,
  leadsWithShare,
  leadText,
  ratingChange,
  ratingTitle,
} from './findings.ts'
import { ratingTrendSheet } from './sheets.ts'

/** Below the chart, with words of its own. */
const TrendAids = later(async () => {
  await learnWords(['trends'])
  return (await import('../trends/TrendAids.tsx')).TrendAids
})

type Props = {
  rating: Rating
  head: Pick<ReportHead, 'interval' | 'from' | 'to'>
  survey: SurveyLine
  filters: Filters
  class?: string
}

export function RatingTrend({ rating, head, survey, filters, class: width = '' }: Props) {
  const speak = voice.value
  const { t, count, month, plain, share, exactShare } = speak
  const name = t('ratings.trend.name')
  const { interval } = head
  const sheet = useMemo(() => ratingTrendSheet(rating, head, speak), [rating, head, speak])
  const points = useMemo(() => pointsOf(rating, head, speak), [rating, head, speak])
  const { notes, marks } = useNoted(filters, points)
  const measure = `rating-${rating.key}`
  const target = targetOf(measure)
  const whole = leadOf(rating, rating).value
  const words = useMemo(
    () => ({
      value: (value: number) => (leadsWithShare(rating) ? share(value) : plain(value, 1)),
      // Decimals tell shares from 0 to 1 apart; two of them are whole percents.
      tick: (value: number, decimals: number) =>
        leadsWithShare(rating)
          ? (decimals > 2 ? exactShare : share)(value)
          : plain(value, decimals),
      count,
      month,
      whole: t('ratings.whole', { value: leadText(rating, whole, speak) }),
      n: t('n'),
      target: (value: number) =>
        t('chart.target', { value: leadsWithShare(rating) ? share(value) : plain(value, 1) }),
    }),
    [rating, speak],
  )
  const known = points.filter(({ value }) => value !== null)
  return (
    <Panel
      name={name}
      class={width}
      title={ratingTitle(rating, speak)}
      line={t('ratings.trend.line', {
        lead: leadName(rating, speak),
        interval: t(`by.${interval}`),
        n: rating.n,
      })}
      sheet={sheet}
      tools={<IntervalChoice filters={filters} shown={interval} />}
    >
      <Trend
        name={name}
        sentence={t('ratings.trend.sentence', {
          first: leadText(rating, known[0]?.value ?? null, speak),
          last: leadText(rating, known.at(-1)?.value ?? null, speak),
        })}
        {...{ points, whole, words }}
        notes={marks}
        // A share is typed in per cent.
        target={target !== null && leadsWithShare(rating) ? target / 100 : target}
      />
      <TrendAids
        {...{ measure, name, notes, filters }}
        compare={async (around, stop) => {
          const asked = reportQuery({ ...filters, ...around, segment: null })
          const { ratings } = await ratingsReport(survey.id, asked, stop)
          const same = ratings.find(({ key }) => key === rating.key)
          return same ? ratingChange(same, speak) : t('nps.change.nothing-before')
        }}
      />
    </Panel>
  )
}

function pointsOf(rating: Rating, head: Props['head'], speak: Voice): TrendPoint[] {
  const { interval, to } = head
  const { t, days, count } = speak
  return rating.series.map((point) => {
    const lead = leadOf(rating, point)
    const say = (value: number) => leadText(rating, value, speak)
    return {
      start: point.start,
      n: point.n,
      ...clamped(rating, lead),
      open: () =>
        openExplanation(explainPeriod('ratings', point.start, head, { question: rating.key })),
      readout: () => ({
        title: days(point.start, endOfPeriod(interval, point.start, to)),
        figure: lead.value === null ? t('nps.no-answers') : say(lead.value),
        lines: [
          ...(lead.low !== null && lead.high !== null
            ? [t('between', { low: say(lead.low), high: say(lead.high) })]
            : []),
          t('base.n', { n: count(point.n) }),
          ...(point.n > 0 && point.n < FEWEST_FOR_A_VERDICT ? [t('too-few.hollow')] : []),
        ],
      }),
    }
  })
}

/** A t interval of two or three answers reaches far beyond the scale; the drawing ends with it. */
function clamped(rating: Rating, { value, low, high }: ReturnType<typeof leadOf>) {
  const { low: least, high: most } = leadsWithShare(rating) ? { low: 0, high: 1 } : rating.scale
  return {
    value,
    low: low === null ? null : Math.max(least, low),
    high: high === null ? null : Math.min(most, high),
  }
}

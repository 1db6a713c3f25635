/** A rating in time: its leading figure with band, and the answers of each period. */
import { useMemo } from 'preact/hooks'
import type { Rating } from '../../../schema/reports/ratings.ts'
import type { ReportHead } from '../../../schema/reports.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { endOfPeriod, type Filters } from '../filters.ts'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import type { Voice } from '../words/voice.ts'
import { leadName, leadOf, leadsWithShare, leadText, ratingTitle } from './findings.ts'
import { ratingTrendSheet } from './sheets.ts'

type Props = {
  rating: Rating
  head: Pick<ReportHead, 'interval' | 'to'>
  filters: Filters
  class?: string
}

export function RatingTrend({ rating, head, filters, class: width = '' }: Props) {
  const speak = voice.value
  const { t, count, month, plain, share } = speak
  const name = t('ratings.trend.name')
  const { interval } = head
  const sheet = useMemo(() => ratingTrendSheet(rating, interval, speak), [rating, interval, speak])
  const points = useMemo(() => pointsOf(rating, head, speak), [rating, head, speak])
  const whole = leadOf(rating, rating).value
  const words = useMemo(
    () => ({
      value: (value: number) => (leadsWithShare(rating) ? share(value) : plain(value, 1)),
      count,
      month,
      whole: t('ratings.whole', { value: leadText(rating, whole, speak) }),
      n: t('n'),
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
      />
    </Panel>
  )
}

function pointsOf(rating: Rating, { interval, to }: Props['head'], speak: Voice): TrendPoint[] {
  const { t, days, count } = speak
  return rating.series.map((point) => {
    const lead = leadOf(rating, point)
    const say = (value: number) => leadText(rating, value, speak)
    return {
      start: point.start,
      n: point.n,
      ...clamped(rating, lead),
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

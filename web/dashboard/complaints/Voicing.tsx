/** How many of the unhappy speak up: fewer complaints are no good news when people only fall silent. */
import { useMemo } from 'preact/hooks'
import type { Interval } from '../../../schema/calendar.ts'
import type { ComplaintVoicing } from '../../../schema/reports/complaints.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { endOfPeriod } from '../filters.ts'
import { voice } from '../language.ts'
import { voicingTitle } from './findings.ts'
import { voicingSheet } from './sheets.ts'

export function Voicing({ report, interval }: { report: ComplaintVoicing; interval: Interval }) {
  const speak = voice.value
  const { t, plain, count, month, days } = speak
  const name = t('complaints.voicing.name')
  const per = (rate: number | null) => plain(rate === null ? null : 100 * rate, 0)
  const sheet = useMemo(() => voicingSheet(report, interval, speak), [report, interval, speak])
  const points = useMemo(
    () =>
      report.series.map(
        ({ start, unhappy, complaints, rate, interval: between }): TrendPoint => ({
          start,
          n: unhappy,
          value: rate === null ? null : 100 * rate,
          low: between === null ? null : 100 * between.low,
          high: between === null ? null : 100 * between.high,
          readout: () => ({
            title: days(start, endOfPeriod(interval, start, report.to)),
            figure: t('complaints.voicing.figure', { per: per(rate) }),
            lines: [
              `${t('complaints.count')}: ${count(complaints)}`,
              `${t('complaints.voicing.unhappy')}: ${count(unhappy)}`,
            ],
          }),
        }),
      ),
    [report, interval, speak],
  )
  const words = useMemo(
    () => ({
      value: (value: number) => plain(value, 0),
      count,
      month,
      whole: t('complaints.voicing.whole', { per: per(report.total.rate) }),
      n: t('n'),
    }),
    [report, speak],
  )
  const known = report.series.filter(({ rate }) => rate !== null)
  return (
    <Panel
      name={name}
      class="five"
      title={voicingTitle(report, speak)}
      line={t('complaints.voicing.line', { n: report.total.unhappy })}
      sheet={sheet}
    >
      {known.length > 1 && (
        <Trend
          name={name}
          sentence={t('complaints.voicing.sentence', {
            first: per(known[0]?.rate ?? null),
            last: per(known.at(-1)?.rate ?? null),
          })}
          points={points}
          whole={report.total.rate === null ? null : 100 * report.total.rate}
          words={words}
        />
      )}
    </Panel>
  )
}

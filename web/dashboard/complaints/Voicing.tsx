/** How many of the unhappy speak up: fewer complaints are no good news when people only fall silent. */
import { useMemo } from 'preact/hooks'
import type { ComplaintVoicing } from '../../../schema/reports/complaints.ts'
import { complaintVoicing } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { explainPeriod } from '../explaining.ts'
import { endOfPeriod, type Filters } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { later } from '../shell/later.tsx'
import { useNoted } from '../trends/noted.ts'
import { targetOf } from '../trends/target.ts'
import { voicingChange, voicingTitle } from './findings.ts'
import { complaintQuery } from './query.ts'
import { voicingSheet } from './sheets.ts'

/** Below the chart, with words of its own. */
const TrendAids = later(async () => {
  await learnWords(['trends'])
  return (await import('../trends/TrendAids.tsx')).TrendAids
})

export function Voicing({ report, filters }: { report: ComplaintVoicing; filters: Filters }) {
  const speak = voice.value
  const { t, plain, count, month, days } = speak
  const name = t('complaints.voicing.name')
  const per = (rate: number | null) => plain(rate === null ? null : 100 * rate, 0)
  const { interval } = report
  const sheet = useMemo(() => voicingSheet(report, speak), [report, speak])
  const points = useMemo(
    () =>
      report.series.map(
        ({ start, unhappy, complaints, rate, interval: between }): TrendPoint => ({
          start,
          n: unhappy,
          value: rate === null ? null : 100 * rate,
          low: between === null ? null : 100 * between.low,
          high: between === null ? null : 100 * between.high,
          open: () => openExplanation(explainPeriod('voicing', start, report)),
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
    [report, speak],
  )
  const { notes, marks } = useNoted(filters, points)
  const words = useMemo(
    () => ({
      value: (value: number) => plain(value, 0),
      tick: plain,
      count,
      month,
      whole: t('complaints.voicing.whole', { per: per(report.total.rate) }),
      n: t('n'),
      target: (value: number) => t('chart.target', { value: plain(value, 0) }),
    }),
    [report, speak],
  )
  const known = report.series.filter(({ rate }) => rate !== null)
  return (
    <Panel
      name={name}
      class="seven"
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
          notes={marks}
          target={targetOf('voicing')}
        />
      )}
      <TrendAids
        measure="voicing"
        {...{ name, notes, filters }}
        compare={async (around, stop) => {
          const asked = complaintQuery({ ...filters, ...around, interval, segment: null }, null)
          return voicingChange(await complaintVoicing(asked, stop), speak)
        }}
      />
    </Panel>
  )
}

/** The gap of all items in time, with its 95% band, and the pairs of each period below. */
import { useMemo } from 'preact/hooks'
import type { GapsReport } from '../../../schema/reports.ts'
import { gapsReport, type SurveyLine } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { explainPeriod } from '../explaining.ts'
import { endOfPeriod, type Filters, reportQuery } from '../filters.ts'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import { useNoted } from '../trends/noted.ts'
import { TrendAids } from '../trends/TrendAids.tsx'
import { targetOf } from '../trends/target.ts'
import type { Voice } from '../words/voice.ts'
import { gapMovement, gapTrendSentence, gapTrendTitle } from './findings.ts'
import { gapTrendSheet } from './sheets.ts'

type Props = { report: GapsReport; survey: SurveyLine; filters: Filters }

export function GapTrend({ report, survey, filters }: Props) {
  const speak = voice.value
  const { t, signed, count, month } = speak
  const name = t('gaps.trend.name')
  const { overall, interval } = report
  const points = useMemo(() => pointsOf(report, speak), [report, speak])
  const { notes, marks } = useNoted(filters, points)
  const sheet = useMemo(() => gapTrendSheet(report, name, speak), [report, speak])
  const words = useMemo(
    () => ({
      value: (value: number) => signed(value, 2),
      tick: signed,
      count,
      month,
      whole: t('gaps.trend.whole', { gap: signed(overall?.gap.mean ?? null, 2) }),
      n: t('n'),
      target: (value: number) => t('chart.target', { value: signed(value, 2) }),
    }),
    [report, speak],
  )
  if (overall === null || overall.gap.mean === null) return null
  return (
    <Panel
      name={name}
      title={gapTrendTitle(overall, speak)}
      line={t('gaps.trend.line', { interval: t(`by.${interval}`), n: overall.n })}
      sheet={sheet}
      tools={<IntervalChoice filters={filters} shown={interval} />}
    >
      <Trend
        name={name}
        sentence={gapTrendSentence(report, speak)}
        points={points}
        whole={overall.gap.mean}
        words={words}
        notes={marks}
        target={targetOf('gap')}
      />
      <TrendAids
        measure="gap"
        {...{ name, notes, filters }}
        compare={async (around, stop) => {
          const asked = reportQuery({ ...filters, ...around, segment: null })
          const { overall: after } = await gapsReport(survey.id, asked, stop)
          return (after && gapMovement(after, speak)) || t('nps.change.nothing-before')
        }}
      />
    </Panel>
  )
}

function pointsOf(report: GapsReport, speak: Voice): TrendPoint[] {
  const { t, signed, plain, days, count } = speak
  return report.series.map(({ gap, ...point }) => ({
    start: point.start,
    n: point.n,
    value: gap.mean,
    low: gap.low,
    high: gap.high,
    open: () => openExplanation(explainPeriod('gaps', point.start, report)),
    readout: () => ({
      title: days(point.start, endOfPeriod(report.interval, point.start, report.to)),
      figure: gap.mean === null ? t('nps.no-answers') : signed(gap.mean, 2),
      lines: [
        ...(gap.mean === null
          ? []
          : [
              t('gaps.trend.got', {
                expected: plain(point.expectation.mean, 2),
                got: plain(point.perception.mean, 2),
              }),
            ]),
        ...(gap.low !== null && gap.high !== null
          ? [t('between', { low: signed(gap.low, 2), high: signed(gap.high, 2) })]
          : []),
        t('base.n', { n: count(point.n) }),
        ...(point.n > 0 && point.n < FEWEST_FOR_A_VERDICT ? [t('too-few.hollow')] : []),
      ],
    }),
  }))
}

/** The score in time: share of each group above, the rolling line with its 95% band, the answers of each period below. */
import { useMemo } from 'preact/hooks'
import type { NpsReport } from '../../../schema/reports.ts'
import { npsReport, type SurveyLine } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { explainName, explainPeriod } from '../explaining.ts'
import { endOfPeriod, type Filters, reportQuery } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import { later } from '../shell/later.tsx'
import { useNoted } from '../trends/noted.ts'
import { targetOf } from '../trends/target.ts'
import type { Voice, Word } from '../words/voice.ts'
import { lineAt, npsChange, trendSentence, trendTitle } from './findings.ts'
import { ShareBar } from './ShareBar.tsx'
import { trendSheet } from './sheets.ts'

/** Below the chart, with words of its own. */
const TrendAids = later(async () => {
  await learnWords(['trends'])
  return (await import('../trends/TrendAids.tsx')).TrendAids
})

type Props = { report: NpsReport; survey: SurveyLine; filters: Filters; class?: string }

export function NpsTrend({ report, survey, filters, class: width = '' }: Props) {
  const speak = voice.value
  const { t, signed, count, month, exactShare } = speak
  const title = trendTitle(report, speak)
  const points = useMemo(() => pointsOf(report, speak), [report, speak])
  const { notes, marks } = useNoted(filters, points)
  const sheet = useMemo(() => trendSheet(report, t('nps.trend.name'), speak), [report, speak])
  const words = useMemo(
    () => ({
      value: (value: number) => signed(value, 0),
      tick: signed,
      count,
      month,
      whole: t('nps.whole', { nps: signed(report.total.nps, 0) }),
      n: t('n'),
      target: (value: number) => t('chart.target', { value: signed(value, 0) }),
    }),
    [report, speak],
  )
  const { total, interval } = report
  const confidence = exactShare(total.interval?.confidence ?? 0.95).replace('.0', '')
  return (
    <Panel
      name={t('nps.trend.name')}
      class={width}
      title={title}
      sheet={sheet}
      line={t(lineWord(report), { interval: t(`by.${interval}`), confidence, n: total.n })}
      tools={<IntervalChoice filters={filters} shown={interval} />}
    >
      <ShareBar total={total} />
      <Trend
        name={t('nps.trend.name')}
        sentence={trendSentence(report, speak)}
        points={points}
        whole={total.nps}
        words={words}
        notes={marks}
        target={targetOf('nps')}
      />
      <TrendAids
        measure="nps"
        name={t('nps.trend.name')}
        {...{ notes, filters }}
        compare={async (around, stop) =>
          npsChange(
            await npsReport(survey.id, reportQuery({ ...filters, ...around, segment: null }), stop),
            speak,
          )
        }
      />
    </Panel>
  )
}

/** Whether the line is of single periods or of four weeks at a time. */
function lineWord({ series, interval }: NpsReport): Word {
  if (!series.some(({ rolling }) => rolling)) return 'nps.trend.line'
  return interval === 'day' ? 'nps.trend.line.days' : 'nps.trend.line.weeks'
}

function pointsOf(report: NpsReport, { t, signed, days, count }: Voice): TrendPoint[] {
  return report.series.map((period) => {
    const { start, n: own, rolling } = period
    const { n, nps, interval } = lineAt(period)
    const end = endOfPeriod(report.interval, start, report.to)
    const alone = { nps: signed(period.nps, 0), n: count(own) }
    return {
      start,
      n: own,
      value: nps,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      open: () =>
        openExplanation(
          rolling
            ? explainName('nps', { from: rolling.from, to: end })
            : explainPeriod('nps', start, report),
        ),
      readout: () => ({
        title: days(rolling?.from ?? start, end),
        figure: nps === null ? t('nps.no-answers') : t('nps.figure', { nps: signed(nps, 0) }),
        lines: [
          ...(interval
            ? [t('between', { low: signed(interval.low, 0), high: signed(interval.high, 0) })]
            : []),
          t('base.n', { n: count(n) }),
          ...(n > 0 && n < 30 ? [t('too-few.hollow')] : []),
          ...(rolling && period.nps !== null
            ? [t(report.interval === 'day' ? 'nps.alone.day' : 'nps.alone.week', alone)]
            : []),
        ],
      }),
    }
  })
}

/** One option in time: its share or its points with band, and the answers of each period. */
import { useMemo } from 'preact/hooks'
import { choicesReport } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Trend, type TrendPoint } from '../charts/Trend.tsx'
import { explainPeriod } from '../explaining.ts'
import { endOfPeriod, reportQuery } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import { later } from '../shell/later.tsx'
import { useNoted } from '../trends/noted.ts'
import { targetOf } from '../trends/target.ts'
import type { Voice } from '../words/voice.ts'
import type { OptionProps } from './ChoiceOptions.tsx'
import { type Counted, countedIn } from './counted.ts'
import { choiceTrendTitle, figureText, optionChange } from './findings.ts'
import { choiceTrendSheet } from './sheets.ts'

/** Below the chart, with words of its own. */
const TrendAids = later(async () => {
  await learnWords(['trends'])
  return (await import('../trends/TrendAids.tsx')).TrendAids
})

export function ChoiceTrend({ counted, option, label, survey, filters, head }: OptionProps) {
  const speak = voice.value
  const { t, count, month, quoted, plain, share, exactShare } = speak
  const { interval } = head
  const said = (value: number | null) => figureText(counted, value, speak)
  const sheet = useMemo(
    () => choiceTrendSheet(counted, option, head, speak),
    [counted, option, head, speak],
  )
  const points = useMemo(
    () => pointsOf(counted, option, head, speak),
    [counted, option, head, speak],
  )
  const { notes, marks } = useNoted(filters, points)
  const measure = `choice-${counted.key}-${option}`
  const target = targetOf(measure)
  const whole = counted.figures.find(({ key }) => key === option)?.value ?? null
  const words = useMemo(
    () => ({
      value: said,
      tick: (value: number, decimals: number) =>
        counted.kind === 'points'
          ? plain(value, decimals)
          : (decimals > 0 ? exactShare : share)(value / 100),
      count,
      month,
      whole: t('choices.whole', { value: said(whole) }),
      n: t('n'),
      target: (value: number) => t('chart.target', { value: said(value) }),
    }),
    [counted, whole, speak],
  )
  const known = points.filter(({ value }) => value !== null)
  const name = t('choices.trend.name')
  return (
    <Panel
      name={name}
      title={choiceTrendTitle(counted, option, (key) => label(key).text, speak)}
      line={t(`choices.trend.line.${counted.kind}`, {
        option: quoted(label(option).text),
        interval: t(`by.${interval}`),
        n: counted.n,
      })}
      sheet={sheet}
      tools={<IntervalChoice filters={filters} shown={interval} />}
    >
      <Trend
        name={name}
        sentence={t('choices.trend.sentence', {
          first: said(known[0]?.value ?? null),
          last: said(known.at(-1)?.value ?? null),
        })}
        {...{ points, whole, words }}
        notes={marks}
        target={target}
      />
      <TrendAids
        {...{ measure, name, notes, filters }}
        compare={async (around, stop) => {
          const asked = reportQuery({ ...filters, ...around, segment: null })
          const report = await choicesReport(survey.id, { ...asked, question: counted.key }, stop)
          const [same] = countedIn(report)
          return same ? optionChange(same, option, speak) : t('nps.change.nothing-before')
        }}
      />
    </Panel>
  )
}

function pointsOf(
  counted: Counted,
  option: string,
  head: OptionProps['head'],
  speak: Voice,
): TrendPoint[] {
  const { interval, to } = head
  const { t, days, count } = speak
  const say = (value: number | null) => figureText(counted, value, speak)
  return counted.series.map(({ start, n, figures }) => {
    const figure = figures.find(({ key }) => key === option)
    const { value = null, low = null, high = null } = figure ?? {}
    return {
      start,
      n,
      value,
      low,
      high,
      open: () => openExplanation(explainPeriod('choices', start, head, { question: counted.key })),
      readout: () => ({
        title: days(start, endOfPeriod(interval, start, to)),
        figure: value === null ? t('nps.no-answers') : say(value),
        lines: [
          ...(low !== null && high !== null
            ? [t('between', { low: say(low), high: say(high) })]
            : []),
          t('base.n', { n: count(n) }),
          ...(n > 0 && n < FEWEST_FOR_A_VERDICT ? [t('too-few.hollow')] : []),
        ],
      }),
    }
  })
}

/** The tables behind the charts of choices and points. */
import type { Cell, Sheet, SheetColumn } from '../charts/sheet.ts'
import { oneByOne } from '../charts/sheet.ts'
import { explainName, explainPeriod, type Periods } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import type { Voice } from '../words/voice.ts'
import type { Counted, Figure } from './counted.ts'
import { differenceText, leadersOf, type NameOf } from './findings.ts'

const numeric = (label: string) => ({ label, numeric: true })

const columns = ({ kind }: Counted, { t }: Voice): SheetColumn[] => [
  numeric(t(`choices.figure.${kind}`)),
  { ...numeric(t('low')), only: 'csv' },
  { ...numeric(t('high')), only: 'csv' },
  { ...numeric(t('interval-95')), only: 'screen' },
]

function cells({ value, low, high }: Figure, { plain, t }: Voice): Cell[] {
  const number = (one: number | null): Cell => ({ value: one, text: plain(one, 1) })
  const both =
    low === null || high === null
      ? '–'
      : t('choices.between', { low: plain(low, 1), high: plain(high, 1) })
  return [number(value), number(low), number(high), both]
}

/** Every question of the survey with what leads. */
export const questionsSheet = (
  all: readonly Counted[],
  labels: Labels,
  nameOf: (counted: Counted) => NameOf,
  { t, plain, list }: Voice,
): Sheet => ({
  id: 'choices',
  title: t('choices.all.name'),
  columns: [
    { label: t('choices.question') },
    { label: t('choices.leader') },
    numeric(t('choices.figure')),
    numeric(t('n')),
  ],
  explains: (_, i) => explainName('choices', { question: all[i]?.key ?? '' }),
  rows: () =>
    all.map((counted) => {
      const leaders = leadersOf(counted)
      const value = leaders[0]?.value ?? null
      return [
        labels.question(counted.key).text,
        list(leaders.map(({ key }) => nameOf(counted)(key))),
        { value, text: plain(value, 1) },
        counted.n,
      ]
    }),
})

/** Every option or dimension of one question. */
export const optionsSheet = (counted: Counted, name: NameOf, speak: Voice): Sheet => {
  const { t } = speak
  const isChoice = counted.kind === 'choice'
  return {
    id: `choices-${counted.key}`,
    title: t(`choices.options.name.${counted.kind}`),
    columns: [
      { label: t(`choices.option.${counted.kind}`) },
      ...(isChoice ? [numeric(t('choices.count'))] : []),
      ...columns(counted, speak),
      numeric(t('choices.change')),
      { ...numeric(t('p.adjusted')), only: 'csv' },
      { label: t('verdict') },
    ],
    explains: (_, i) => explainOption(counted, counted.figures[i]?.key ?? ''),
    rows: () =>
      counted.figures.map((figure, i) => {
        const difference = counted.previous.figures[i]?.difference ?? null
        const p = difference?.adjustedP ?? difference?.p ?? null
        const change = difference?.estimate ?? null
        return [
          name(figure.key),
          ...(isChoice ? [figure.count] : []),
          ...cells(figure, speak),
          { value: change, text: change === null ? '–' : differenceText(counted, change, speak) },
          { value: p, text: speak.chance(p) },
          t(`choices.verdict.${verdictOf(difference?.verdict)}`),
        ]
      }),
  }
}

const verdictOf = (verdict: string | undefined) =>
  verdict === 'clear-rise' || verdict === 'clear-fall' || verdict === 'no-clear-change'
    ? verdict
    : 'none'

/** One option period by period. */
export const choiceTrendSheet = (
  counted: Counted,
  option: string,
  head: Periods,
  speak: Voice,
): Sheet => ({
  id: `choices-${counted.key}-trend`,
  title: speak.t('choices.trend.name'),
  columns: [
    { label: speak.t(`by.${head.interval}.column`) },
    ...columns(counted, speak),
    numeric(speak.t('n')),
  ],
  explains: (_, i) =>
    explainPeriod('choices', counted.series[i]?.start ?? head.from, head, {
      question: counted.key,
    }),
  rows: () =>
    oneByOne(counted.series, ({ start, n, figures }) => [
      { value: start, text: speak.period(head.interval, start) },
      ...cells(figures.find(({ key }) => key === option) ?? NOTHING, speak),
      n,
    ]),
})

const NOTHING: Figure = { key: '', count: null, value: null, low: null, high: null }

/** The explanation of an option: of its question, with the answers that chose it. */
export const explainOption = ({ key, kind }: Pick<Counted, 'key' | 'kind'>, option: string) =>
  explainName('choices', { question: key, ...(kind === 'choice' ? { option } : {}) })

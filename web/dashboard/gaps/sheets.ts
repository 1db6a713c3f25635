/** The tables behind the charts of the Gaps room. */
import type { GapResult, GapsReport } from '../../../schema/reports.ts'
import { type Cell, oneByOne, type Sheet, type SheetColumn } from '../charts/sheet.ts'
import { explainName, explainPeriod } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import type { Voice } from '../words/voice.ts'
import { gapVerdict } from './findings.ts'
import { byDimension, type ChangedItem } from './order.ts'

/** Dimensions and items with everything known about their gap. */
export function itemsSheet(report: GapsReport, labels: Labels, title: string, speak: Voice): Sheet {
  const { t, plain, signed, chance, exactShare, range } = speak
  const number = (value: number | null): Cell => ({ value, text: plain(value, 2) })
  const gapNumber = (value: number | null): Cell => ({ value, text: signed(value, 2) })
  const row = (dimension: string, item: Cell, result: GapResult): Cell[] => [
    item,
    dimension,
    number(result.expectation.mean),
    number(result.expectation.standardDeviation),
    number(result.perception.mean),
    number(result.perception.standardDeviation),
    gapNumber(result.gap.mean),
    range(result.gap.low, result.gap.high, 2),
    gapNumber(result.gap.low),
    gapNumber(result.gap.high),
    gapNumber(result.gap.effectSize),
    { value: result.gap.p, text: chance(result.gap.adjustedP ?? result.gap.p) },
    { value: result.metOrExceeded, text: exactShare(result.metOrExceeded) },
    result.n,
    result.noOpinion,
    gapVerdict(result, speak),
  ]
  const numeric = (label: string) => ({ label, numeric: true })
  const names = byDimension(report).flatMap(({ dimension, items }) => [
    ...(dimension === null ? [] : [explainName('gaps', { dimension: dimension.key })]),
    ...items.map(({ key }) => explainName('gaps', { question: key })),
  ])
  return {
    id: 'gaps-items',
    title,
    columns: [
      { label: t('gaps.item') },
      { label: t('gaps.dimension'), only: 'csv' },
      numeric(t('gaps.expected')),
      { ...numeric(t('gaps.sd', { of: t('gaps.expected') })), only: 'csv' },
      numeric(t('gaps.got')),
      { ...numeric(t('gaps.sd', { of: t('gaps.got') })), only: 'csv' },
      numeric(t('gaps.gap')),
      { ...numeric(t('interval-95')), only: 'screen' },
      { ...numeric(t('low')), only: 'csv' },
      { ...numeric(t('high')), only: 'csv' },
      numeric(t('gaps.effect')),
      numeric(t('p')),
      numeric(t('gaps.met')),
      numeric(t('n')),
      { ...numeric(t('no-opinion')), only: 'csv' },
      { label: t('verdict') },
    ],
    explains: (_, i) => names[i] ?? null,
    rows: () =>
      byDimension(report).flatMap(({ dimension, items }) => {
        const name = dimension === null ? '' : labels.dimension(dimension.key).text
        return [
          ...(dimension === null
            ? []
            : [row(name, { value: t('gaps.all-items'), text: name }, dimension)]),
          ...items.map((item) => row(name, labels.question(item.key).text, item)),
        ]
      }),
  }
}

/** Every change with its two parts. */
export function changesSheet(
  items: readonly ChangedItem[],
  labels: Labels,
  title: string,
  { t, signed, chance, range }: Voice,
): Sheet {
  const number = (value: number): Cell => ({ value, text: signed(value, 2) })
  const parts = (part: { estimate: number; low: number; high: number }) =>
    [part.estimate, part.low, part.high].map(number)
  const numeric = (label: string) => ({ label, numeric: true })
  const three = (label: string): SheetColumn[] => [
    numeric(label),
    { ...numeric(`${label} ${t('low')}`), only: 'csv' },
    { ...numeric(`${label} ${t('high')}`), only: 'csv' },
  ]
  return {
    id: 'gaps-changes',
    title,
    columns: [
      { label: t('gaps.item') },
      ...three(t('gaps.gap')),
      { ...numeric(t('interval-95')), only: 'screen' },
      ...three(t('gaps.got')),
      ...three(t('gaps.expected')),
      numeric(t('p')),
      numeric(t('n')),
    ],
    explains: (_, i) => explainName('gaps', { question: items[i]?.key ?? '' }),
    rows: () =>
      items.map(({ key, n, change }) => [
        labels.question(key).text,
        ...parts(change.gap),
        range(change.gap.low, change.gap.high, 2),
        ...parts(change.perception),
        ...parts(change.expectation),
        { value: change.gap.p, text: chance(change.gap.adjustedP ?? change.gap.p) },
        n,
      ]),
  }
}

/** The gap period by period. */
export function gapTrendSheet(report: GapsReport, title: string, speak: Voice): Sheet {
  const { t, plain, signed, period, range } = speak
  const number = (value: number | null): Cell => ({ value, text: plain(value, 2) })
  const gapNumber = (value: number | null): Cell => ({ value, text: signed(value, 2) })
  const numeric = (label: string) => ({ label, numeric: true })
  return {
    id: 'gaps-trend',
    title,
    columns: [
      { label: t(`by.${report.interval}.column`) },
      numeric(t('gaps.expected')),
      numeric(t('gaps.got')),
      numeric(t('gaps.gap')),
      { ...numeric(t('interval-95')), only: 'screen' },
      { ...numeric(t('low')), only: 'csv' },
      { ...numeric(t('high')), only: 'csv' },
      numeric(t('n')),
    ],
    explains: (_, i) => explainPeriod('gaps', report.series[i]?.start ?? report.from, report),
    rows: () =>
      oneByOne(report.series, ({ start, expectation, perception, gap, n }) => [
        { value: start, text: period(report.interval, start) },
        number(expectation.mean),
        number(perception.mean),
        gapNumber(gap.mean),
        range(gap.low, gap.high, 2),
        gapNumber(gap.low),
        gapNumber(gap.high),
        n,
      ]),
  }
}

/** Expected and got, dimension by dimension and item by item, the widest shortfall first. */
import { useMemo } from 'preact/hooks'
import type { GapItem, GapResult, GapsReport } from '../../../schema/reports.ts'
import { look } from '../address.ts'
import { type DotRow, DotTable } from '../charts/DotTable.tsx'
import { Figure } from '../charts/Figure.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName, type Narrowed } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Voice } from '../words/voice.ts'
import { gapVerdict, type ItemNames, itemsTitle } from './findings.ts'
import { byDimension } from './order.ts'
import { gapAxis, gapMarks, gapTone, hasFewAnswers } from './picture.ts'
import { itemsSheet } from './sheets.ts'

type Props = { report: GapsReport; labels: Labels; names: ItemNames }

export function GapItems({ report, labels, names }: Props) {
  const speak = voice.value
  const { t } = speak
  const title = itemsTitle(report, names, speak)
  const rows = useMemo(() => rowsOf(report, labels, names, speak), [report, labels, names, speak])
  const axis = useMemo(() => gapAxis(report, speak), [report, speak])
  const sheet = useMemo(
    () => itemsSheet(report, labels, t('gaps.table.name'), speak),
    [report, labels, speak],
  )
  const cut = axis.min > axis.scaleMin
  return (
    <Panel
      name={t('gaps.table.name')}
      title={title}
      sheet={sheet}
      line={
        <>
          <span class="key ring">{t('gaps.key.expected')}</span>
          <span class="key dot">{t('gaps.key.got')}</span>
          <span class="key-words">
            {t('gaps.line')}
            {cut && t('gaps.line.axis', { from: axis.ticks[0]?.label ?? '' })}
          </span>
          <span class="key dot worse">{t('gaps.key.short')}</span>
          <span class="key dot better">{t('gaps.key.better')}</span>
          <span class="key dot mid">{t('gaps.key.no-clear')}</span>
        </>
      }
    >
      <DotTable
        name={t('gaps.table.name')}
        caption={title}
        rowLabel={t('gaps.item')}
        axis={axis}
        columns={[
          { label: t('gaps.expected') },
          { label: t('gaps.got') },
          { label: t('gaps.gap'), always: true },
          { label: t('n') },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

function rowsOf(report: GapsReport, labels: Labels, names: ItemNames, speak: Voice): DotRow[] {
  return byDimension(report).flatMap(({ dimension, items }) => [
    ...(dimension ? [headingRow(dimension, labels, speak)] : []),
    ...items.map((item) => itemRow(item, labels, names, speak, dimension !== null)),
  ])
}

function headingRow(dimension: GapResult, labels: Labels, speak: Voice): DotRow {
  const label = labels.dimension(dimension.key)
  const tone = gapTone(dimension, false)
  return {
    key: `dimension ${dimension.key}`,
    label,
    level: 'heading',
    ...drawn(dimension, tone, label.text, speak, { dimension: dimension.key }),
  }
}

function itemRow(
  item: GapItem,
  labels: Labels,
  names: ItemNames,
  speak: Voice,
  inset: boolean,
): DotRow {
  const label = labels.question(item.key)
  const tone = gapTone(item, names.twoSided.has(item.key))
  return {
    key: item.key,
    label,
    level: inset ? 'sub-row' : 'row',
    open: () => look({ item: item.key }),
    ...drawn(item, tone, label.text, speak, { question: item.key }),
  }
}

function drawn(
  result: GapResult,
  tone: ReturnType<typeof gapTone>,
  title: string,
  speak: Voice,
  narrowed: Narrowed,
) {
  const { t, plain, signed, plusMinus, count } = speak
  const { expectation, perception, gap, n, noOpinion } = result
  const figure = { value: signed(gap.mean, 2), margin: plusMinus(gap.low, gap.high, 2) }
  const pair = { expected: plain(expectation.mean, 2), got: plain(perception.mean, 2) }
  return {
    marks: gapMarks(result, tone),
    explain: explainName('gaps', narrowed),
    cells: [
      pair.expected,
      pair.got,
      <Figure
        key="gap"
        {...figure}
        tone={hasFewAnswers(result) ? null : tone}
        explain={explainName('gaps', narrowed)}
      />,
      count(n),
    ],
    readout: () => ({
      title,
      figure: `${figure.value} ${figure.margin}`,
      lines: [t('gaps.readout.pair', pair), gapVerdict(result, speak), t('base', { n, noOpinion })],
    }),
  }
}

/** Expected and got by dimension, or by item where the survey has no dimensions. */
import { useMemo } from 'preact/hooks'
import type { GapResult, GapsReport } from '../../../schema/reports.ts'
import { type DotRow, DotTable } from '../charts/DotTable.tsx'
import { Figure } from '../charts/Figure.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName, type Narrowed } from '../explaining.ts'
import { gapVerdict } from '../gaps/findings.ts'
import { widestFirst } from '../gaps/order.ts'
import { gapAxis, gapMarks, gapTone, hasFewAnswers } from '../gaps/picture.ts'
import { itemsSheet } from '../gaps/sheets.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import type { Voice } from '../words/voice.ts'
import { dimensionsTitle, type Names } from './findings.ts'

type Props = { report: GapsReport; labels: Labels; names: Names }

export function Dimensions({ report, labels, names }: Props) {
  const speak = voice.value
  const { t } = speak
  const name = t('overview.gap.name')
  const title = dimensionsTitle(report, names, speak)
  const hasDimensions = report.dimensions.length > 0
  const rows = useMemo(() => {
    const results: readonly GapResult[] = hasDimensions ? report.dimensions : report.items
    const said = hasDimensions ? labels.dimension : labels.question
    const kind = hasDimensions ? 'dimension' : 'question'
    return [...results]
      .sort(widestFirst)
      .map((result) => rowOf(result, said(result.key), speak, { [kind]: result.key }))
  }, [report, labels, speak])
  const axis = useMemo(() => gapAxis(report, speak), [report, speak])
  const sheet = useMemo(() => itemsSheet(report, labels, name, speak), [report, labels, speak])
  return (
    <Panel
      name={name}
      class="five"
      title={title}
      sheet={sheet}
      line={
        <>
          <span class="key ring">{t('gaps.key.expected')}</span>
          <span class="key dot">{t('gaps.key.got')}</span>
          <span class="key-words">
            {t('gaps.line')}
            {axis.min > axis.scaleMin && t('gaps.line.axis', { from: axis.ticks[0]?.label ?? '' })}
          </span>
        </>
      }
    >
      <DotTable
        name={name}
        caption={title}
        rowLabel={hasDimensions ? t('gaps.dimension') : t('gaps.item')}
        axis={axis}
        columns={[{ label: t('gaps.gap'), always: true }]}
        rows={rows}
      />
    </Panel>
  )
}

function rowOf(result: GapResult, label: Said, speak: Voice, narrowed: Narrowed): DotRow {
  const { t, plain, signed, plusMinus } = speak
  const { expectation, perception, gap, n, noOpinion, key } = result
  const tone = gapTone(result, false)
  const figure = { value: signed(gap.mean, 2), margin: plusMinus(gap.low, gap.high, 2) }
  const pair = { expected: plain(expectation.mean, 2), got: plain(perception.mean, 2) }
  return {
    key,
    label,
    level: 'row',
    marks: gapMarks(result, tone),
    explain: explainName('gaps', narrowed),
    cells: [
      <Figure
        key="gap"
        {...figure}
        tone={hasFewAnswers(result) ? null : tone}
        explain={explainName('gaps', narrowed)}
      />,
    ],
    readout: () => ({
      title: label.text,
      figure: `${figure.value} ${figure.margin}`,
      lines: [t('gaps.readout.pair', pair), gapVerdict(result, speak), t('base', { n, noOpinion })],
    }),
  }
}

/** How well the items of a dimension measure one thing (Cronbach's alpha, Feldt's interval), and how reliable the gap can be. */
import { useMemo } from 'preact/hooks'
import type { QualityReport } from '../../../schema/reports/quality.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { reliabilityTitle } from './findings.ts'
import { reliabilitySheet } from './sheets.ts'

type Props = { dimensions: QualityReport['dimensions']; labels: Labels }

export function Reliability({ dimensions, labels }: Props) {
  const speak = voice.value
  const { t, plain } = speak
  const name = t('quality.alpha.name')
  const title = reliabilityTitle(dimensions, (key) => labels.dimension(key).text, speak)
  const sheet = useMemo(
    () => reliabilitySheet(dimensions, labels, speak),
    [dimensions, labels, speak],
  )
  const rows: BarRow[] = dimensions.map(
    ({ key, perception, expectation, gapReliability, correlation }) => ({
      key,
      label: labels.dimension(key),
      length: perception.alpha ?? 0,
      tone: 'mid',
      low: perception.low,
      high: perception.high,
      cells: [
        plain(perception.alpha, 2),
        perception.label === null
          ? t('quality.alpha.none')
          : t(`quality.alpha.label.${perception.label}`),
        plain(expectation.alpha, 2),
        plain(correlation, 2),
        plain(gapReliability, 2),
      ],
    }),
  )
  return (
    <Panel
      name={name}
      title={title}
      line={t('quality.alpha.line')}
      sheet={sheet}
      foot={t('quality.alpha.foot')}
    >
      <BarTable
        caption={title}
        rowLabel={t('gaps.dimension')}
        columns={[
          { label: t('quality.alpha.got'), always: true },
          { label: t('verdict') },
          { label: t('quality.alpha.expected') },
          { label: t('quality.alpha.correlation') },
          { label: t('quality.alpha.gap') },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

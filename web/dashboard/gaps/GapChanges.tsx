/** What has changed since the period before: every gap split into what customers got and what they expected. */
import { useMemo } from 'preact/hooks'
import type { Difference, GapsReport } from '../../../schema/reports.ts'
import { look } from '../address.ts'
import { type DotRow, DotTable } from '../charts/DotTable.tsx'
import { Figure } from '../charts/Figure.tsx'
import type { Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import { type Filters, windowBefore } from '../filters.ts'
import { comparisonsMade } from '../groups-finding.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Voice } from '../words/voice.ts'
import { changesTitle, gapMovement, type ItemNames } from './findings.ts'
import { type ChangedItem, hasChange, mostFallen } from './order.ts'
import { zeroAxis } from './picture.ts'
import { changesSheet } from './sheets.ts'

type Props = { report: GapsReport; labels: Labels; names: ItemNames; filters: Filters }

export function GapChanges({ report, labels, names, filters }: Props) {
  const speak = voice.value
  const { t, days } = speak
  const title = changesTitle(report, names, speak)
  const changed = useMemo(() => report.items.filter(hasChange).sort(mostFallen), [report])
  const rows = useMemo(
    () => changed.map((item) => rowOf(item, labels, speak)),
    [changed, labels, speak],
  )
  const axis = useMemo(
    () =>
      zeroAxis(
        changed.map(({ change }) => change.gap),
        speak,
      ),
    [changed, speak],
  )
  const sheet = useMemo(
    () => changesSheet(changed, labels, t('gaps.changes.name'), speak),
    [changed, labels, speak],
  )
  const before = windowBefore(filters.from, filters.to)
  return (
    <Panel
      name={t('gaps.changes.name')}
      class="seven"
      title={title}
      sheet={sheet}
      line={t('gaps.changes.line', { days: days(before.from, before.to) })}
      foot={comparisonsMade(
        changed.map(({ change }) => change.gap),
        speak,
      )}
    >
      {changed.length === 0 ? (
        <p class="panel-empty">{t('gaps.changes.nothing-before')}</p>
      ) : (
        <DotTable
          name={t('gaps.changes.name')}
          caption={title}
          rowLabel={t('gaps.item')}
          axis={axis}
          columns={[
            { label: t('gaps.expected') },
            { label: t('gaps.got') },
            { label: t('gaps.gap'), always: true },
          ]}
          rows={rows}
        />
      )}
    </Panel>
  )
}

function rowOf(item: ChangedItem, labels: Labels, speak: Voice): DotRow {
  const { gap, expectation, perception } = item.change
  const { signed, plusMinus, t } = speak
  const label = labels.question(item.key)
  const tone = changeTone(gap)
  const figure = { value: signed(gap.estimate, 2), margin: plusMinus(gap.low, gap.high, 2) }
  return {
    key: item.key,
    label,
    level: 'row',
    open: () => look({ item: item.key }),
    explain: explainName('gaps', { question: item.key }),
    marks: {
      got: { value: gap.estimate, low: gap.low, high: gap.high },
      tone: tone ?? 'mid',
      hollow: tone === null,
    },
    cells: [
      signed(expectation.estimate, 2),
      signed(perception.estimate, 2),
      <Figure
        key="gap"
        {...figure}
        tone={tone}
        explain={explainName('gaps', { question: item.key })}
      />,
    ],
    readout: () => ({
      title: label.text,
      figure: `${figure.value} ${figure.margin}`,
      lines: [gapMovement(item, speak), t('base', { n: item.n, noOpinion: item.noOpinion })],
    }),
  }
}

/** Null when there are too few answers for a verdict. */
function changeTone({ verdict }: Difference): Tone | null {
  if (verdict === 'clear-fall') return 'worse'
  if (verdict === 'clear-rise') return 'better'
  return verdict === 'too-few' ? null : 'mid'
}

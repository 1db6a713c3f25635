/** What complaints are about, the most frequent first; the few that make up most are in ink. */
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { ParetoRow, ParetoWeight } from '../../../schema/reports/complaints.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import { voice } from '../language.ts'
import type { CategoryNames } from './categories.ts'
import { paretoChange, paretoTitle, vitalFew } from './findings.ts'
import { paretoSheet } from './sheets.ts'

type Props = {
  rows: readonly ParetoRow[]
  names: CategoryNames
  /** What the shares are of. */
  weight?: ParetoWeight
  tools?: ComponentChildren
}

export function Pareto({ rows, names, weight = 'count', tools }: Props) {
  const speak = voice.value
  const { t, count, share } = speak
  const total = rows.reduce((sum, row) => sum + row.count, 0)
  const title = paretoTitle(rows, (category) => names(category).text, speak, weight)
  const sheet = useMemo(() => paretoSheet(rows, names, speak), [rows, names, speak])
  const most = Math.max(Number.MIN_VALUE, ...rows.map((row) => row.weight))
  const vital = vitalFew(rows)
  const bars: BarRow[] = rows.map((row, i) => ({
    key: row.category,
    label: names(row.category),
    length: row.weight / most,
    tone: i < vital && vital <= 2 ? 'ink' : 'mid',
    explain: explainName('pareto', { category: row.category }),
    cells: [count(row.count), share(row.cumulative)],
  }))
  return (
    <Panel
      name={t('complaints.pareto.name')}
      class="five"
      title={title}
      line={t('complaints.pareto.line', { n: total })}
      sheet={sheet}
      tools={tools}
      foot={
        total === 0 || weight !== 'count'
          ? ''
          : paretoChange(rows, (category) => names(category).text, speak)
      }
    >
      {bars.length > 0 && (
        <BarTable
          caption={title}
          rowLabel={t('complaints.category')}
          columns={[
            { label: t('complaints.count'), always: true },
            { label: t('complaints.pareto.running'), always: true },
          ]}
          rows={bars}
        />
      )}
    </Panel>
  )
}

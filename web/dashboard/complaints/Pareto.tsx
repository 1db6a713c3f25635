/** What complaints are about, the most frequent first; the few that make up most are in ink. */
import { useMemo } from 'preact/hooks'
import type { ParetoRow } from '../../../schema/reports/complaints.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import { voice } from '../language.ts'
import type { CategoryNames } from './categories.ts'
import { paretoChange, paretoTitle, vitalFew } from './findings.ts'
import { paretoSheet } from './sheets.ts'

type Props = { rows: readonly ParetoRow[]; names: CategoryNames }

export function Pareto({ rows, names }: Props) {
  const speak = voice.value
  const { t, count, share } = speak
  const total = rows.reduce((sum, row) => sum + row.count, 0)
  const title = paretoTitle(rows, (category) => names(category).text, speak)
  const sheet = useMemo(() => paretoSheet(rows, names, speak), [rows, names, speak])
  const most = Math.max(1, ...rows.map((row) => row.count))
  const vital = vitalFew(rows)
  const bars: BarRow[] = rows.map((row, i) => ({
    key: row.category,
    label: names(row.category),
    length: row.count / most,
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
      foot={total === 0 ? '' : paretoChange(rows, (category) => names(category).text, speak)}
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

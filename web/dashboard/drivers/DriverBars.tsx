/** What goes with the outcome: shares of R² by Johnson's relative weights, beside what people say matters. */
import { useMemo } from 'preact/hooks'
import type { DriversReport, ImportanceReport } from '../../../schema/reports/drivers.ts'
import { look } from '../address.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import { driversFit, driversTitle } from './findings.ts'
import { driversSheet } from './sheets.ts'

type Props = {
  report: DriversReport
  importance: ImportanceReport | null
  labels: Labels
  class?: string
}

export function DriverBars({ report, importance, labels, class: width = 'five' }: Props) {
  const speak = voice.value
  const { t, share, plain, sentences } = speak
  const { drivers, outcome, outcomes, n } = report
  const name = t('drivers.name')
  const stated = useMemo(
    () => new Map((importance?.dimensions ?? []).map((one) => [one.key, one])),
    [importance],
  )
  const sheet = useMemo(
    () => driversSheet(report, stated, labels, speak),
    [report, stated, labels, speak],
  )
  const most = Math.max(0.01, ...drivers.map(({ weight }) => weight))
  const rows: BarRow[] = [...drivers]
    .sort((a, b) => b.weight - a.weight)
    .map(({ key, weight, correlation }) => ({
      key,
      label: labels.dimension(key),
      length: weight / most,
      tone: 'mid',
      cells: [share(weight), plain(correlation, 2), plain(stated.get(key)?.stated ?? null, 2)],
    }))
  const title = driversTitle(report, speak)
  return (
    <Panel
      name={name}
      class={width}
      title={title}
      line={t('drivers.line', { outcome: labels.question(outcome).text, n })}
      sheet={sheet}
      tools={
        outcomes.length > 1 && (
          <label class="pick pick-select small">
            <span class="pick-name">{t('drivers.outcome')}</span>
            <select
              value={outcome}
              onChange={({ currentTarget }) => look({ question: currentTarget.value })}
            >
              {outcomes.map((key) => (
                <option key={key} value={key}>
                  {labels.question(key).text}
                </option>
              ))}
            </select>
            <Icon name="chevron" />
          </label>
        )
      }
      foot={sentences([
        driversFit(report, speak),
        rows.length > 0 ? t('drivers.caution') : '',
        importance?.agreement == null
          ? ''
          : t('drivers.agreement', { rho: plain(importance.agreement, 2) }),
      ])}
    >
      {rows.length > 0 && (
        <BarTable
          caption={title}
          rowLabel={t('gaps.dimension')}
          columns={[
            { label: t('drivers.weight'), always: true },
            { label: t('drivers.correlation') },
            { label: t('drivers.stated') },
          ]}
          rows={rows}
        />
      )}
    </Panel>
  )
}

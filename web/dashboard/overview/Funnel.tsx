/** From the first answer, or the invitation, to the last. */
import { useMemo } from 'preact/hooks'
import type { ResponseRateReport } from '../../../schema/reports/quality.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { voice } from '../language.ts'
import { funnelTitle } from './findings.ts'

export function Funnel({ report }: { report: ResponseRateReport }) {
  const speak = voice.value
  const { t, count, share } = speak
  const { invitations, completion } = report
  const name = t('overview.funnel.name')
  const steps = useMemo(() => {
    if (!invitations)
      return [
        { key: 'began', n: completion.n },
        { key: 'finished', n: completion.successes },
      ] as const
    // Those who came by an open link were never invited: they are in no step of this funnel.
    return [
      { key: 'invited', n: invitations.delivered },
      ...(invitations.started === null ? [] : [{ key: 'began', n: invitations.started } as const]),
      { key: 'finished', n: invitations.answered },
    ] as const
  }, [report])
  const base = Math.max(1, steps[0]?.n ?? 0)
  const label = (key: 'invited' | 'began' | 'finished' | string) =>
    t(
      key === 'invited'
        ? 'overview.funnel.invited'
        : key === 'began'
          ? 'overview.funnel.began'
          : 'overview.funnel.finished',
    )
  const of = t(invitations ? 'overview.funnel.of-invited' : 'overview.funnel.of-began')
  const sheet = useMemo(
    () => ({
      id: 'overview-funnel',
      title: name,
      columns: [
        { label: t('overview.funnel.step') },
        { label: t('overview.funnel.people'), numeric: true },
        { label: of, numeric: true },
      ],
      rows: () =>
        steps.map(({ key, n }) => [label(key), n, { value: n / base, text: share(n / base) }]),
    }),
    [steps, speak],
  )
  const rows: BarRow[] = steps.map(({ key, n }) => ({
    key,
    label: { text: label(key), lang: undefined },
    length: n / base,
    tone: 'mid',
    cells: [count(n), share(n / base)],
  }))
  const title = funnelTitle(report, speak)
  return (
    <Panel
      name={name}
      class="five"
      title={title}
      line={t('overview.funnel.line', { n: completion.n })}
      sheet={sheet}
      foot={invitations ? '' : t('overview.funnel.open-link')}
    >
      <BarTable
        caption={title}
        rowLabel={t('overview.funnel.step')}
        columns={[
          { label: t('overview.funnel.people'), always: true },
          { label: of, always: true },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

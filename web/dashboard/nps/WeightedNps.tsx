/** The NPS as it would be if those who answered were spread like the customers. */
import { useMemo } from 'preact/hooks'
import type { NpsReport } from '../../../schema/reports.ts'
import { Panel } from '../charts/Panel.tsx'
import { SheetTable } from '../charts/SheetTable.tsx'
import type { Sheet } from '../charts/sheet.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import type { Voice } from '../words/voice.ts'
import { type Weighted, weightedChange, weightedLine, weightedTitle } from './weighted-findings.ts'

export function WeightedNps({ report, weighted }: { report: NpsReport; weighted: Weighted }) {
  const speak = voice.value
  const { t, sentences } = speak
  const sheet = useMemo(() => strataSheet(weighted, speak), [weighted, speak])
  return (
    <Panel
      name={t('weighted.name')}
      title={weightedTitle(weighted, report.total.nps, speak)}
      line={weightedLine(weighted, speak)}
      sheet={sheet}
      foot={sentences([
        weightedChange(weighted, speak),
        weighted.nps === null ? '' : t('weighted.how'),
        weighted.outside > 0 ? t('weighted.outside', { n: weighted.outside }) : '',
        weighted.raking && !weighted.raking.converged ? t('weighted.raking.not-settled') : '',
      ])}
    >
      {weighted.strata.length > 0 && <SheetTable sheet={sheet} />}
    </Panel>
  )
}

function strataSheet({ by, strata }: Weighted, speak: Voice): Sheet {
  const { t, plain, list } = speak
  const [name = ''] = by
  return {
    id: 'nps-weighted',
    title: t('weighted.name'),
    columns: [
      { label: segmentLabel(name, speak) },
      { label: t('weighted.customers'), numeric: true },
      { label: t('n'), numeric: true },
      { label: t('weighted.weight'), numeric: true },
    ],
    rows: () =>
      strata.map(({ values, population, n, weight }) => [
        list(values.map((value) => valueLabel(name, value, speak))),
        population,
        n,
        { value: weight, text: plain(weight, 2) },
      ]),
  }
}

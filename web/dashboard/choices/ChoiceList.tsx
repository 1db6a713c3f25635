/** Every choice of a survey at a glance; a row opens it. */
import { useMemo } from 'preact/hooks'
import { look } from '../address.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import type { Counted } from './counted.ts'
import { figureText, leadersOf } from './findings.ts'
import { questionsSheet } from './sheets.ts'

type Props = {
  all: readonly Counted[]
  labels: Labels
  namesOf: (question: string) => (key: string) => Said
  shown: string
}

export function ChoiceList({ all, labels, namesOf, shown }: Props) {
  const speak = voice.value
  const { t, count, list } = speak
  const sheet = useMemo(
    () => questionsSheet(all, labels, (counted) => (key) => namesOf(counted.key)(key).text, speak),
    [all, labels, namesOf, speak],
  )
  const title = t('choices.all.title', { n: all.length })
  const rows: BarRow[] = all.map((counted) => {
    const leaders = leadersOf(counted)
    const value = leaders[0]?.value ?? null
    return {
      key: counted.key,
      label: labels.question(counted.key),
      length: (value ?? 0) / 100,
      tone: counted.key === shown ? 'ink' : 'mid',
      open: () => look({ question: counted.key, option: null }),
      explain: explainName('choices', { question: counted.key }),
      cells: [
        figureText(counted, value, speak),
        list(leaders.map(({ key }) => namesOf(counted.key)(key).text)),
        count(counted.n),
      ],
    }
  })
  return (
    <Panel name={t('choices.all.name')} title={title} line={t('choices.all.line')} sheet={sheet}>
      <BarTable
        caption={title}
        rowLabel={t('choices.question')}
        columns={[
          { label: t('choices.figure'), always: true },
          { label: t('choices.leader') },
          { label: t('n') },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

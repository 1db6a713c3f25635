/** Answers from another tool. */
import { useMemo } from 'preact/hooks'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { FileImport } from './FileImport.tsx'
import { importColumns } from './import-columns.ts'
import { importResponses } from './requests.ts'
import type { TabProps } from './Survey.tsx'

export function Import({ whole, survey }: TabProps) {
  const { t } = voice.value
  const definition = whole.definition
  const known = useMemo(() => (definition ? importColumns(definition) : []), [definition])
  return (
    <section class="panel" aria-label={t('import.title')}>
      <header class="panel-head">
        <h2>{t('import.title')}</h2>
      </header>
      <p class="panel-line">{t('import.line')}</p>
      {!definition ? (
        <p class="panel-empty">{t('import.draft')}</p>
      ) : (
        <FileImport
          known={known}
          needed={[{ column: 'submitted_at', fault: t('import.needs-time') }]}
          words={{
            match: t('import.match'),
            take: (n) => t('import.take', { n }),
            would: (n) => t('import.would', { n }),
            done: (n) => t('import.done', { n }),
          }}
          send={(csv, isDry) => importResponses(whole.id, csv, isDry)}
          onTaken={() => {
            freshen('surveys')
            freshen(`survey ${survey.id}`)
          }}
        />
      )}
    </section>
  )
}

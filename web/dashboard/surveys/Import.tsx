/** Answers from another tool: choose a file, match its columns, try it out, then take it in. */
import { useMemo, useState } from 'preact/hooks'
import { saveFile } from '../charts/sheet.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { problemWords } from '../problems.ts'
import { useAction } from '../shell/sending.ts'
import {
  guessed,
  importColumns,
  matchedCsv,
  recordsOf,
  refusedCsv,
  separatorOf,
} from './import-columns.ts'
import { type Imported, importResponses } from './requests.ts'
import type { TabProps } from './Survey.tsx'

type Chosen = { name: string; records: string[][] }

export function Import({ whole, survey }: TabProps) {
  const { t } = voice.value
  const definition = whole.definition
  const known = useMemo(() => (definition ? importColumns(definition) : []), [definition])
  const [file, setFile] = useState<Chosen | null>(null)
  const [columns, setColumns] = useState<readonly string[]>([])
  const [result, setResult] = useState<{ of: Imported; isDry: boolean } | null>(null)
  const [isDry, setDry] = useState(true)
  const { problem, busy, send } = useAction(async () => {
    if (!file) return
    const imported = await importResponses(whole.id, matchedCsv(file.records, columns), isDry)
    setResult({ of: imported, isDry })
    if (!isDry) {
      freshen('surveys')
      freshen(`survey ${survey.id}`)
    }
    setDry(false)
  })
  const begin = (chosen: Chosen | null, matched: readonly string[]) => {
    setFile(chosen)
    setColumns(matched)
    setResult(null)
    setDry(true)
  }
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return begin(null, [])
    const text = await chosen.text()
    const records = recordsOf(text, separatorOf(text.split('\n')[0] ?? ''))
    begin({ name: chosen.name, records }, guessed(records[0] ?? [], known))
  }
  const lacksTime = file !== null && !columns.includes('submitted_at')
  return (
    <section class="panel" aria-label={t('import.title')}>
      <header class="panel-head">
        <h2>{t('import.title')}</h2>
      </header>
      <p class="panel-line">{t('import.line')}</p>
      {!definition ? (
        <p class="panel-empty">{t('import.draft')}</p>
      ) : (
        <div class="form">
          <div class="field">
            <label for="import-file">{t('import.file')}</label>
            <input
              id="import-file"
              type="file"
              accept=".csv,.tsv,text/csv"
              onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
            />
          </div>
          {file && (
            <Matching {...{ file, known, columns }} onChange={(matched) => begin(file, matched)} />
          )}
          {lacksTime && <p class="fault">{t('import.needs-time')}</p>}
          {problem && (
            <p class="fault" role="alert">
              {problemWords(problem, voice.value)}{' '}
              {problem.faults.map(({ detail }) => detail).join('. ')}
            </p>
          )}
          {file && !lacksTime && !(result && !result.isDry) && (
            <button type="button" class="button main" aria-disabled={busy} onClick={send}>
              {busy
                ? t('sending')
                : t(isDry ? 'import.try' : 'import.take', { n: result?.of.imported ?? 0 })}
            </button>
          )}
          {result && file && <Outcome {...result} file={file} />}
        </div>
      )}
    </section>
  )
}

type MatchingProps = {
  file: Chosen
  known: readonly string[]
  columns: readonly string[]
  onChange: (columns: readonly string[]) => void
}

function Matching({ file, known, columns, onChange }: MatchingProps) {
  const { t } = voice.value
  const [header = [], first = []] = file.records
  return (
    <div class="table-scroll">
      <table class="sheet">
        <caption class="unseen">{t('import.match')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.theirs')}</th>
            <th scope="col">{t('import.example')}</th>
            <th scope="col">{t('import.ours')}</th>
          </tr>
        </thead>
        <tbody>
          {header.map((name, i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              <td class="example">{(first[i] ?? '').slice(0, 60)}</td>
              <td class="field">
                <select
                  aria-label={t('import.ours.of', { column: name })}
                  value={columns[i] ?? ''}
                  onChange={({ currentTarget: { value } }) =>
                    onChange(columns.map((one, j) => (j === i ? value : one === value ? '' : one)))
                  }
                >
                  <option value="">{t('import.leave-out')}</option>
                  {known.map((column) => (
                    <option key={column} value={column}>
                      {column}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const MOST_SHOWN = 20

function Outcome({ of, isDry, file }: { of: Imported; isDry: boolean; file: Chosen }) {
  const { t, count } = voice.value
  const { imported, duplicates, rejectedCount, rejected } = of
  return (
    <section class="outcome" role="status" aria-label={t('import.outcome')}>
      <p>
        <b>{t(isDry ? 'import.would' : 'import.done', { n: imported })}</b>{' '}
        {duplicates > 0 && t('import.duplicates', { n: duplicates })}{' '}
        {rejectedCount > 0 && t('import.refused', { n: rejectedCount })}
      </p>
      {rejected.length > 0 && (
        <>
          <ul class="changes">
            {rejected.slice(0, MOST_SHOWN).map(({ line, column, detail }) => (
              <li key={line}>{t('import.fault', { line: count(line), column, detail })}</li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            onClick={() =>
              saveFile(
                new Blob(['\uFEFF', refusedCsv(file.records, rejected)], { type: 'text/csv' }),
                `refused-${file.name}`,
              )
            }
          >
            {t('import.refused.file')}
          </button>
        </>
      )}
    </section>
  )
}

/** A file from elsewhere: choose it, match its columns, try it out, then take it in. */
import { useRef, useState } from 'preact/hooks'
import { saveFile } from '../charts/sheet.ts'
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { useAction } from '../shell/sending.ts'
import { guessed, matchedCsv, recordsOf, refusedCsv, separatorOf } from './import-columns.ts'
import type { Imported } from './requests.ts'
import './changes.css'
import './file-import.css'

type Chosen = { name: string; records: string[][] }
type Matching = { file: Chosen; columns: readonly string[] }

/** What is said of the lines of the file, which are answers or something else. */
export type ImportWords = {
  /** The caption of the columns. */
  match: string
  take: (n: number) => string
  would: (n: number) => string
  done: (n: number) => string
}

type Props = {
  /** Every column that may be in the file. */
  known: readonly string[]
  /** Columns without which nothing can be taken, each with what to say of its absence. */
  needed: readonly { column: string; fault: string }[]
  words: ImportWords
  send: (csv: string, isDry: boolean) => Promise<Imported>
  onTaken: () => void
}

export function FileImport({ known, needed, words, send: hand, onTaken }: Props) {
  const { t } = voice.value
  const [matching, setMatching] = useState<Matching | null>(null)
  // What was found out of one file and its columns says nothing of another.
  const [last, setLast] = useState<{ matching: Matching; of: Imported; isDry: boolean } | null>(
    null,
  )
  const result = last?.matching === matching ? last : null
  const isDry = result === null
  const { problem, busy, send } = useAction(async () => {
    if (!matching) return
    const of = await hand(matchedCsv(matching.file.records, matching.columns), isDry)
    setLast({ matching, of, isDry })
    if (!isDry) onTaken()
  })
  /** While answers are taken in, what they are taken from stays. */
  const isTaking = busy && !isDry
  const chosen = useRef<File | undefined>(undefined)
  const choose = async (file: File | undefined) => {
    chosen.current = file
    if (!file) return setMatching(null)
    const text = await file.text()
    // A large one may be read when another has been chosen.
    if (chosen.current !== file) return
    const records = recordsOf(text, separatorOf(text.split('\n')[0] ?? ''))
    setMatching({
      file: { name: file.name, records },
      columns: guessed(records[0] ?? [], known),
    })
  }
  const { file, columns } = matching ?? { file: null, columns: [] }
  const lacking = file === null ? [] : needed.filter(({ column }) => !columns.includes(column))
  const isTaken = result !== null && !result.isDry
  return (
    <div class="form">
      <div class="field">
        <label for="import-file">{t('import.file')}</label>
        <input
          id="import-file"
          type="file"
          accept=".csv,.tsv,text/csv"
          disabled={isTaking}
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
      </div>
      {file && (
        <Columns
          {...{ file, known, columns }}
          caption={words.match}
          disabled={isTaking}
          onChange={(matched) => setMatching({ file, columns: matched })}
        />
      )}
      {lacking.map(({ column, fault }) => (
        <p key={column} class="fault">
          {fault}
        </p>
      ))}
      {problem && (
        <p class="fault" role="alert">
          {problemWords(problem, voice.value)}{' '}
          {problem.faults.map(({ detail }) => detail).join('. ')}
        </p>
      )}
      {file && lacking.length === 0 && !isTaken && (
        <button type="button" class="button main" aria-disabled={busy} onClick={send}>
          {busy ? t('sending') : isDry ? t('import.try') : words.take(result?.of.imported ?? 0)}
        </button>
      )}
      {result && file && <Outcome {...result} file={file} words={words} />}
    </div>
  )
}

type ColumnsProps = {
  caption: string
  disabled: boolean
  file: Chosen
  known: readonly string[]
  columns: readonly string[]
  onChange: (columns: readonly string[]) => void
}

function Columns({ caption, disabled, file, known, columns, onChange }: ColumnsProps) {
  const { t } = voice.value
  const [header = [], first = []] = file.records
  return (
    <div class="table-scroll">
      <table class="sheet">
        <caption class="unseen">{caption}</caption>
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
                  disabled={disabled}
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

type OutcomeProps = { of: Imported; isDry: boolean; file: Chosen; words: ImportWords }

function Outcome({ of, isDry, file, words }: OutcomeProps) {
  const { t, count } = voice.value
  const { imported, duplicates, rejectedCount, rejected } = of
  return (
    <section class="outcome" role="status" aria-label={t('import.outcome')}>
      <p>
        <b>{isDry ? words.would(imported) : words.done(imported)}</b>{' '}
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

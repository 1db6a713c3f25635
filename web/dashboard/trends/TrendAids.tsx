/** Below a trend: its target, and what was noted on its days, each with the time before it and after it compared. */
import { useState } from 'preact/hooks'
import { addDays, daysBetween } from '../../../schema/calendar.ts'
import type { Note } from '../../../schema/complaints.ts'
import { noteLetter } from '../complaints/letters.ts'
import type { Filters } from '../filters.ts'
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { Refused } from '../reply.ts'
import { setTarget, targetOf } from './target.ts'
import '../styles/trends.css'

/** From a note's day on and as many days before it: `from` and `to` are the days after. */
export type AroundNote = { from: string; to: string }

type Props = {
  measure: string
  /** What the target is of. */
  name: string
  notes: readonly Note[]
  filters: Filters
  /** The days from a note on against as many before, in words of the test behind them. */
  compare: (days: AroundNote, stop: AbortSignal) => Promise<string>
}

export function TrendAids({ measure, name, notes, filters, compare }: Props) {
  const { t, day } = voice.value
  return (
    <div class="trend-aids">
      <TargetField measure={measure} name={name} />
      {notes.length > 0 && (
        <ul class="trend-notes" aria-label={t('trends.notes', { name })}>
          {notes.map((note, i) => (
            <li key={note.id}>
              <span class="trend-letter">{noteLetter(i)}</span>
              <div>
                <p>
                  {day(note.day)} · {note.text}
                </p>
                {note.day > filters.from && (
                  <BeforeAfter
                    key={JSON.stringify([measure, filters])}
                    {...{ note, filters, compare }}
                  />
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function TargetField({ measure, name }: { measure: string; name: string }) {
  const { t } = voice.value
  return (
    <label class="target">
      {t('trends.target')}
      <input
        type="number"
        step="any"
        aria-label={t('trends.target.of', { name })}
        placeholder={t('trends.target.none')}
        value={targetOf(measure) ?? ''}
        onChange={({ currentTarget: { value, valueAsNumber } }) =>
          setTarget(measure, value === '' ? null : valueAsNumber)
        }
      />
    </label>
  )
}

type BeforeAfterProps = { note: Note } & Pick<Props, 'filters' | 'compare'>

function BeforeAfter({ note, filters, compare }: BeforeAfterProps) {
  const speak = voice.value
  const { t, days } = speak
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const length = daysBetween(note.day, filters.to)
  const ask = () => {
    setBusy(true)
    compare({ from: note.day, to: filters.to }, new AbortController().signal)
      .catch((error: unknown) =>
        problemWords(error instanceof Refused ? error : new Refused(0, 'internal'), speak),
      )
      .then(setSaid)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <button
        type="button"
        class="link no-print"
        aria-label={t('trends.compare.of', { text: note.text })}
        aria-disabled={busy}
        onClick={ask}
      >
        {t('trends.compare')}
      </button>
      <p class="trend-compared" role="status">
        {said !== null && (
          <>
            {t('trends.compared', {
              after: days(note.day, filters.to),
              before: days(addDays(note.day, -length), addDays(note.day, -1)),
            })}{' '}
            {said}
          </>
        )}
      </p>
    </>
  )
}

/** What staff know about days: written, changed and taken away here, and shown by letter on the trends. */

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { NewNote, Note } from '../../../schema/complaints.ts'
import { addNote, changeNote, deleteNote } from '../api.ts'
import { Panel } from '../charts/Panel.tsx'
import type { Filters } from '../filters.ts'
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { Refusal } from '../shell/Refusal.tsx'
import { useSending } from '../shell/sending.ts'
import { noteLetter } from './letters.ts'

type Props = {
  notes: readonly Note[]
  filters: Filters
  /** Who only looks on changes nothing. */
  mayWrite: boolean
  onChanged: () => void
  class: string
}

export function Notes({ notes, filters, mayWrite, onChanged, class: width }: Props) {
  const { t, day } = voice.value
  const [editing, setEditing] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  // The button stands here again only once the form is gone.
  useLayoutEffect(() => {
    if (wasEditing.current && editing === null) button.current?.focus()
    wasEditing.current = editing !== null
  }, [editing])
  const sheet = useMemo(
    () => ({
      id: 'notes',
      title: t('notes.name'),
      columns: [{ label: t('notes.day') }, { label: t('notes.text') }, { label: t('field.name') }],
      rows: () =>
        notes.map((note) => [{ value: note.day, text: day(note.day) }, note.text, note.authorName]),
    }),
    [notes, voice.value],
  )
  const { send, problem } = useSending()
  return (
    <Panel
      name={t('notes.name')}
      class={width}
      title={notes.length === 0 ? t('notes.title.none') : t('notes.title', { n: notes.length })}
      line={t('notes.line')}
      sheet={sheet}
    >
      {problem && <p class="fault">{problemWords(problem, voice.value)}</p>}
      <ul class="notes">
        {notes.map((note, i) => (
          <li key={note.id}>
            <span class="note-letter" aria-hidden="true">
              {noteLetter(i)}
            </span>
            {editing === note.id ? (
              <NoteForm
                start={note}
                save={(changed) => changeNote(note.id, changed).then(onChanged)}
                close={() => setEditing(null)}
              />
            ) : (
              <div>
                <p>{note.text}</p>
                <p class="note-line">
                  {day(note.day)} · {note.authorName}
                  {note.rebase && ` · ${t('notes.rebased')}`}
                </p>
                {mayWrite && (
                  <p class="note-tools">
                    <button
                      type="button"
                      class="link"
                      aria-label={t('notes.edit.of', { text: note.text })}
                      onClick={() => setEditing(note.id)}
                    >
                      {t('notes.edit')}
                    </button>
                    <button
                      type="button"
                      class="link"
                      aria-label={t('notes.delete.of', { text: note.text })}
                      onClick={() => send(() => deleteNote(note.id).then(onChanged))}
                    >
                      {t('notes.delete')}
                    </button>
                  </p>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && editing === 'new' && (
        <NoteForm
          start={{ day: filters.to, text: '', rebase: false }}
          save={(note) => addNote(note).then(onChanged)}
          close={() => setEditing(null)}
        />
      )}
      {mayWrite && editing === null && (
        <button ref={button} type="button" class="button" onClick={() => setEditing('new')}>
          {t('notes.add')}
        </button>
      )}
    </Panel>
  )
}

type NoteFormProps = {
  start: NewNote
  save: (note: NewNote) => Promise<unknown>
  close: () => void
}

const MOST_LETTERS = 1000

function NoteForm({ start, save, close }: NoteFormProps) {
  const { t } = voice.value
  const [note, setNote] = useState<NewNote>({
    day: start.day,
    text: start.text,
    rebase: start.rebase,
  })
  const [isFaulty, setFaulty] = useState(false)
  const typed = useRef<NewNote | null>(note)
  typed.current = note
  useLayoutEffect(
    () => () => {
      typed.current = null
    },
    [],
  )
  const first = useRef<HTMLInputElement>(null)
  const { send, problem, busy } = useSending()
  // Before anyone can be writing in another field.
  useLayoutEffect(() => first.current?.focus(), [])
  const text = note.text.trim()
  const onSubmit = (event: Event) => {
    event.preventDefault()
    setFaulty(text === '')
    if (text === '' || note.day === '') return
    send(async () => {
      await save({ ...note, text })
      // Unless it was closed before, or is being written on.
      if (typed.current === note) close()
    })
  }
  return (
    <form class="note-form" onSubmit={onSubmit}>
      <label class="field">
        {t('notes.day')}
        <input
          ref={first}
          type="date"
          required
          value={note.day}
          onInput={({ currentTarget }) => setNote({ ...note, day: currentTarget.value })}
        />
      </label>
      <label class="field">
        {t('notes.text')}
        <input
          maxLength={MOST_LETTERS}
          value={note.text}
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? 'note-fault' : undefined}
          onInput={({ currentTarget }) => setNote({ ...note, text: currentTarget.value })}
        />
      </label>
      {isFaulty && (
        <p class="fault" id="note-fault">
          {t('notes.text.fault')}
        </p>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={note.rebase}
          onChange={({ currentTarget }) => setNote({ ...note, rebase: currentTarget.checked })}
        />
        <span>
          {t('notes.rebase')} <small>{t('notes.rebase.hint')}</small>
        </span>
      </label>
      <Refusal problem={problem} />
      <p class="note-tools">
        <button type="submit" class="button main" aria-disabled={busy}>
          {busy ? t('sending') : t('notes.save')}
        </button>
        <button type="button" class="button" onClick={close}>
          {t('notes.cancel')}
        </button>
      </p>
    </form>
  )
}

/** A list of short names: what is in it, a field to add one, a button to take each away. */
import { useId, useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { useFocusAfter } from '../shell/focus-after.ts'
import { Icon } from '../shell/Icon.tsx'
import './list-field.css'

type Props = {
  label: string
  hint: string
  entries: readonly string[]
  nameOf: (entry: string) => string
  fault?: string | undefined
  /** Why an entry cannot be added; null when it can. */
  refuses: (entry: string) => string | null
  onChange: (entries: string[]) => void
}

export function ListField({ label, hint, entries, nameOf, fault, refuses, onChange }: Props) {
  const { t } = voice.value
  const id = useId()
  const [typed, setTyped] = useState('')
  const { within, focusAfter } = useFocusAfter<HTMLDivElement>()
  const [refusal, setRefusal] = useState<string | null>(null)
  const add = () => {
    const entry = typed.trim()
    if (entry === '') return
    const why = entries.includes(entry) ? t('fault.twice') : refuses(entry)
    setRefusal(why)
    if (why !== null) return
    onChange([...entries, entry])
    setTyped('')
  }
  const said = refusal ?? fault
  return (
    <div ref={within} class="field list-field">
      <label for={id}>{label}</label>
      <ul>
        {entries.map((entry) => (
          <li key={entry}>
            <span>{nameOf(entry)}</span>
            <button
              type="button"
              onClick={() => {
                onChange(entries.filter((one) => one !== entry))
                focusAfter('input')
              }}
            >
              <Icon name="close" />
              <span class="unseen">{t('list.remove', { entry: nameOf(entry) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="list-add">
        <input
          id={id}
          value={typed}
          aria-describedby={`${id}-hint`}
          aria-invalid={said !== undefined && said !== null}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <button type="button" class="button" onClick={add}>
          {t('list.add')}
        </button>
      </div>
      <small id={`${id}-hint`}>{hint}</small>
      {said && <span class="fault">{said}</span>}
    </div>
  )
}

/** A text to copy: a link or a piece of HTML. */
import { useId, useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import './snippet.css'

type Props = { label: string; hint?: string; text: string; rows?: number }

export function Snippet({ label, hint, text, rows = 1 }: Props) {
  const { t } = voice.value
  const id = useId()
  const [copied, setCopied] = useState('')
  const isDone = copied === text
  return (
    <div class="field snippet">
      <label for={id}>{label}</label>
      <div>
        <textarea
          id={id}
          readOnly
          rows={rows}
          value={text}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          class="button"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
        >
          <Icon name={isDone ? 'check' : 'copy'} />
          <span role="status">{t(isDone ? 'copied' : 'copy')}</span>
          <span class="unseen">{label}</span>
        </button>
      </div>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}

/** A button for what cannot be taken back: it asks once more, in place, before it does it. */

import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { Refusal } from './Refusal.tsx'
import { useAction } from './sending.ts'

type ConfirmProps = {
  button: string
  /** What is lost. */
  text: string
  yes: string
  act: () => Promise<void>
}

export function Confirm({ button, text, yes, act }: ConfirmProps) {
  const { t } = voice.value
  const [asking, setAsking] = useState(false)
  const { problem, busy, send } = useAction(act)
  if (!asking)
    return (
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        {button}
      </button>
    )
  return (
    <section class="confirm" aria-label={button}>
      <p>{text}</p>
      <Refusal problem={problem} />
      <div class="buttons">
        <button type="button" class="button danger" aria-disabled={busy} onClick={send}>
          {busy ? t('sending') : yes}
        </button>
        <button type="button" class="button" onClick={() => setAsking(false)}>
          {t('cancel')}
        </button>
      </div>
    </section>
  )
}

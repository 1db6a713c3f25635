/** The end of a form: why it was refused, the button that sends it, and perhaps how it stands. */
import { voice } from '../language.ts'
import { Refusal } from './Refusal.tsx'
import type { Action } from './sending.ts'

type Props = Pick<Action, 'problem' | 'busy'> & {
  /** What the button does. */
  label: string
  /** Said beside the button; the place is there from the start, so that it is heard when it comes. */
  status?: string
  /** The button has nothing to send. */
  isIdle?: boolean
}

export function FormEnd({ problem, busy, label, status, isIdle = false }: Props) {
  const { t } = voice.value
  return (
    <>
      <Refusal problem={problem} />
      <div class="buttons">
        <button type="submit" class="button main" aria-disabled={busy || isIdle}>
          {busy ? t('sending') : label}
        </button>
        {status !== undefined && (
          <span class="saving" role="status">
            {status}
          </span>
        )}
      </div>
    </>
  )
}

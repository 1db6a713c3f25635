/** The password once more, over the page, before a change that needs it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { confirmPassword } from '../api.ts'
import { voice } from '../language.ts'
import { TextField } from './Fields.tsx'
import { Refusal } from './Refusal.tsx'
import { useAction } from './sending.ts'
import './password-again.css'

export function PasswordAgain({ end }: { end: (isGiven: boolean) => void }) {
  const { t } = voice.value
  const [password, setPassword] = useState('')
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const { problem, busy, submit } = useAction(async () => {
    await confirmPassword(password)
    end(true)
  })
  const isWrong = problem?.problem === 'wrong-credentials'
  return (
    <dialog
      ref={dialog}
      class="password-again"
      aria-labelledby="password-again"
      onClose={() => end(false)}
    >
      <form class="form" onSubmit={submit}>
        <h2 id="password-again">{t('password-again.title')}</h2>
        <p>{t('password-again.why')}</p>
        <TextField
          label={t('field.password')}
          type="password"
          autocomplete="current-password"
          required
          value={password}
          fault={isWrong ? t('password-again.wrong') : undefined}
          onInput={setPassword}
        />
        <Refusal problem={isWrong ? null : problem} />
        <div class="buttons">
          <button type="submit" class="button main" aria-disabled={busy}>
            {busy ? t('sending') : t('password-again.go-on')}
          </button>
          <button type="button" class="button" onClick={() => end(false)}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  )
}

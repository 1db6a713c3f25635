/** One's own sign-in: another password, which ends every other session. */
import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { TextField } from '../shell/Fields.tsx'
import { useAction } from '../shell/sending.ts'
import { changePassword } from './requests.ts'

export function Myself() {
  const { t } = voice.value
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isDone, setDone] = useState(false)
  const { problem, busy, send } = useAction(async () => {
    setDone(false)
    await changePassword(current, next)
    setCurrent('')
    setNext('')
    setDone(true)
  })
  const isAt = (member: string) => problem?.faults.some(({ pointer }) => pointer === `/${member}`)
  return (
    <section class="panel" aria-label={t('settings.tab.myself')}>
      <header class="panel-head">
        <h2>{t('myself.title')}</h2>
      </header>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t('myself.current')}
          type="password"
          autocomplete="current-password"
          required
          value={current}
          fault={isAt('current') ? t('myself.current.fault') : undefined}
          onInput={setCurrent}
        />
        <TextField
          label={t('myself.next')}
          type="password"
          autocomplete="new-password"
          required
          hint={t('field.password.hint')}
          value={next}
          fault={isAt('next') ? t('field.password.fault') : undefined}
          onInput={setNext}
        />
        {problem && (
          <p class="fault" role="alert">
            {problemWords(problem, voice.value)}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="button main" aria-disabled={busy}>
            {busy ? t('sending') : t('myself.change')}
          </button>
          <span class="saving" role="status">
            {isDone ? t('myself.done') : ''}
          </span>
        </div>
      </form>
    </section>
  )
}

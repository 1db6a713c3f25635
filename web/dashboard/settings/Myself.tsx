/** One's own sign-in: another password, which ends every other session. */

import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { TextField } from '../shell/Fields.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { unless, useAction } from '../shell/sending.ts'
import { changePassword } from './requests.ts'

export function Myself() {
  const { t } = voice.value
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isDone, setDone] = useState(false)
  const { problem, busy, submit } = useAction(async () => {
    setDone(false)
    await changePassword(current, next)
    setCurrent(unless(current, ''))
    setNext(unless(next, ''))
    setDone(true)
  })
  const isAt = (member: string) => problem?.faults.some(({ pointer }) => pointer === `/${member}`)
  return (
    <section class="panel" aria-label={t('settings.tab.myself')}>
      <header class="panel-head">
        <h2>{t('myself.title')}</h2>
      </header>
      <form class="form" onSubmit={submit}>
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
        <FormEnd
          {...{ problem, busy }}
          label={t('myself.change')}
          status={isDone ? t('myself.done') : ''}
        />
      </form>
    </section>
  )
}

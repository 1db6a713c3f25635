/** Becoming staff: reached by the one-time link of an invitation; its token is in the fragment, which is never logged. */
import { useState } from 'preact/hooks'
import { go } from '../address.ts'
import { join } from '../api.ts'
import { voice } from '../language.ts'
import { learnSession } from '../session.ts'
import { Door, DoorField } from '../shell/Door.tsx'
import { useAction } from '../shell/sending.ts'

export function Join() {
  const { t } = voice.value
  const [token] = useState(location.hash.slice(1))
  const [password, setPassword] = useState('')
  const { problem, busy, submit } = useAction(async () => {
    await join(token, password)
    await learnSession()
    go('/app/gaps', 'replace')
  })
  const isWeak = problem?.faults.some(({ pointer }) => pointer.endsWith('/password'))
  return (
    <Door
      title={t('join.title')}
      text={t('join.text')}
      button={t('join.button')}
      {...{ problem, busy, submit }}
    >
      <DoorField
        label={t('field.password')}
        type="password"
        autocomplete="new-password"
        minlength={8}
        value={password}
        onInput={setPassword}
        hint={t('field.password.hint')}
        fault={isWeak ? t('field.password.fault') : undefined}
      />
    </Door>
  )
}

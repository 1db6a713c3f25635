/** Signing in. The address stays, so a shared link shows its room afterwards. */
import { useState } from 'preact/hooks'
import { signIn } from '../api.ts'
import { voice } from '../language.ts'
import { learnSession } from '../session.ts'
import { Door, DoorField } from '../shell/Door.tsx'
import { useAction } from '../shell/sending.ts'

export function SignIn() {
  const { t } = voice.value
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { problem, busy, submit } = useAction(async () => {
    await signIn(email, password)
    await learnSession()
  })
  return (
    <Door title={t('sign-in.title')} button={t('sign-in.button')} {...{ problem, busy, submit }}>
      <DoorField
        label={t('field.email')}
        type="email"
        autocomplete="username"
        value={email}
        onInput={setEmail}
      />
      <DoorField
        label={t('field.password')}
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
      />
    </Door>
  )
}

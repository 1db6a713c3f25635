/** The first owner: reached by the one-time link that the start prints; its token is in the fragment, which is never logged. */
import { useState } from 'preact/hooks'
import { go } from '../address.ts'
import { setUp } from '../api.ts'
import { voice } from '../language.ts'
import { learnSession } from '../session.ts'
import { Door, DoorField } from '../shell/Door.tsx'
import { useAction } from '../shell/sending.ts'

export function SetUp() {
  const { t } = voice.value
  const [token] = useState(location.hash.slice(1))
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const { problem, busy, submit } = useAction(async () => {
    await setUp({ token, name, email, password, timeZone })
    await learnSession()
    go('/app/gaps', 'replace')
  })
  const faultOf = (field: string) =>
    problem?.faults.some(({ pointer }) => pointer.endsWith(`/${field}`))
  return (
    <Door
      title={t('set-up.title')}
      text={t('set-up.text')}
      button={t('set-up.button')}
      {...{ problem, busy, submit }}
    >
      <DoorField label={t('field.name')} autocomplete="name" value={name} onInput={setName} />
      <DoorField
        label={t('field.email')}
        type="email"
        autocomplete="username"
        value={email}
        onInput={setEmail}
        fault={faultOf('email') ? t('field.email.fault') : undefined}
      />
      <DoorField
        label={t('field.password')}
        type="password"
        autocomplete="new-password"
        minlength={8}
        value={password}
        onInput={setPassword}
        hint={t('field.password.hint')}
        fault={faultOf('password') ? t('field.password.fault') : undefined}
      />
      <label class="field">
        {t('field.time-zone')}
        <select value={timeZone} onChange={(event) => setTimeZone(event.currentTarget.value)}>
          {zonesWith(timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        <small>{t('field.time-zone.hint')}</small>
      </label>
    </Door>
  )
}

/** Every time zone the browser knows; UTC and the browser's own are not always among them. */
const zonesWith = (own: string): string[] => [
  ...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')]),
]

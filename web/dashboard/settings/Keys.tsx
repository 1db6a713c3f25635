/** API keys: what each may do, and its secret, which is shown once and never again. */

import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { SelectField, TextField } from '../shell/Fields.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { unless, useAction } from '../shell/sending.ts'
import { Snippet } from '../surveys/Snippet.tsx'
import { type Key, keys, makeKey, revokeKey } from './requests.ts'

export function Keys() {
  const { t, instant } = voice.value
  const loaded = useLoaded('keys', keys)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(list) => (
        <section class="panel" aria-label={t('settings.tab.keys')}>
          <header class="panel-head">
            <h2>{t('keys.title', { n: list.length })}</h2>
          </header>
          <p class="panel-line">{t('keys.line')}</p>
          <ul class="people">
            {list.map(({ id, name, scope, createdAt }) => (
              <li key={id}>
                <b>{name}</b>
                <span>
                  {t(`scope.${scope}`)}
                  <br />
                  <span class="quiet">{t('keys.made', { at: instant(new Date(createdAt)) })}</span>
                </span>
                <Confirm
                  button={t('keys.revoke', { name })}
                  text={t('keys.revoke.sure')}
                  yes={t('keys.revoke.yes')}
                  act={async () => {
                    await revokeKey(id)
                    freshen('keys')
                  }}
                />
              </li>
            ))}
          </ul>
          <NewKey />
        </section>
      )}
    </Settled>
  )
}

function NewKey() {
  const { t } = voice.value
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Key['scope']>('read')
  const [secret, setSecret] = useState<string | null>(null)
  const { problem, busy, submit } = useAction(async () => {
    setSecret((await makeKey(name, scope)).key)
    setName(unless(name, ''))
    freshen('keys')
  })
  return (
    <form class="form" onSubmit={submit}>
      <h3>{t('keys.new')}</h3>
      <div class="fields">
        <TextField label={t('keys.name')} value={name} maxLength={100} required onInput={setName} />
        <SelectField
          label={t('keys.scope')}
          value={scope}
          options={(['read', 'write'] as const).map((value) => ({
            value,
            label: t(`scope.${value}`),
          }))}
          onChoose={setScope}
        />
      </div>
      <FormEnd {...{ problem, busy }} label={t('keys.make')} />
      {secret && <Snippet label={t('keys.secret')} hint={t('keys.secret.hint')} text={secret} />}
    </form>
  )
}

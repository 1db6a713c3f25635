/** Who is answering on a website: the key its server signs with, for owners, and what to paste where. */

import { useState } from 'preact/hooks'
import type { Session } from '../api.ts'
import { voice } from '../language.ts'
import { mayOwn } from '../may.ts'
import { Choice } from '../shell/Choice.tsx'
import { Confirm } from '../shell/Confirm.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { useAction } from '../shell/sending.ts'
import { IDENTIFY, SIGNING, SIGNING_LANGUAGES, type SigningLanguage } from './identity-snippets.ts'
import { identityKey, newIdentityKey } from './requests.ts'
import { Snippet } from './Snippet.tsx'

const NAMES: Readonly<Record<SigningLanguage, string>> = {
  node: 'Node',
  php: 'PHP',
  python: 'Python',
}

export function Identity({ session }: { session: Session }) {
  const { t } = voice.value
  const [language, setLanguage] = useState<SigningLanguage>('node')
  return (
    <section class="panel" aria-label={t('identity.title')}>
      <header class="panel-head">
        <h2>{t('identity.title')}</h2>
        <Choice
          name={t('identity.language')}
          value={language}
          options={SIGNING_LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
          onChoose={setLanguage}
        />
      </header>
      <p class="panel-line">{t('identity.line')}</p>
      <div class="form">
        {mayOwn(session) ? <Key /> : <p class="panel-line">{t('identity.owner')}</p>}
        <Snippet label={t('identity.server')} text={SIGNING[language]} rows={6} />
        <Snippet label={t('identity.page')} text={IDENTIFY} rows={4} />
      </div>
    </section>
  )
}

function Key() {
  const { t } = voice.value
  const [key, setKey] = useState<string | null>(null)
  const { problem, busy, send } = useAction(async () => setKey((await identityKey()).key))
  return (
    <>
      {key === null ? (
        <div class="buttons">
          <button type="button" class="button" aria-disabled={busy} onClick={send}>
            {t('identity.show')}
          </button>
        </div>
      ) : (
        <Snippet label={t('identity.key')} hint={t('identity.key.hint')} text={key} />
      )}
      <Refusal problem={problem} />
      <div>
        <Confirm
          button={t('identity.rotate')}
          text={t('identity.rotate.sure')}
          yes={t('identity.rotate.yes')}
          act={async () => setKey((await newIdentityKey()).key)}
        />
      </div>
    </>
  )
}

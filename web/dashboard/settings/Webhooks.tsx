/** Webhooks: where events are sent to, how each stands, and the way to make another. */
import { useState } from 'preact/hooks'
import { type NewWebhook, WEBHOOK_EVENTS } from '../../../schema/webhooks.ts'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { FormEnd } from '../shell/FormEnd.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { unless, useAction } from '../shell/sending.ts'
import { Snippet } from '../surveys/Snippet.tsx'
import { WebhookFields } from './WebhookFields.tsx'
import { WebhookRow } from './WebhookRow.tsx'
import { makeWebhook, webhooks } from './webhook-requests.ts'

export function Webhooks({ surveys }: { surveys: readonly SurveyLine[] }) {
  const { t } = voice.value
  const loaded = useLoaded('webhooks', webhooks)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(list) => (
        <section class="panel" aria-label={t('settings.tab.webhooks')}>
          <header class="panel-head">
            <h2>{t('webhooks.title', { n: list.length })}</h2>
          </header>
          <p class="panel-line">{t('webhooks.line')}</p>
          <ul class="people webhooks">
            {list.map((webhook) => (
              <WebhookRow key={webhook.id} {...{ webhook, surveys }} />
            ))}
          </ul>
          <New surveys={surveys} />
        </section>
      )}
    </Settled>
  )
}

const EMPTY: NewWebhook = { url: '', events: [...WEBHOOK_EVENTS], surveys: null }

function New({ surveys }: { surveys: readonly SurveyLine[] }) {
  const { t } = voice.value
  const [wanted, setWanted] = useState(EMPTY)
  const [secret, setSecret] = useState<string | null>(null)
  const { problem, busy, submit } = useAction(async () => {
    setSecret((await makeWebhook(wanted)).secret)
    setWanted(unless(wanted, EMPTY))
    freshen('webhooks')
  })
  return (
    <form class="form" onSubmit={submit}>
      <h3>{t('webhooks.new')}</h3>
      <WebhookFields {...{ wanted, surveys, problem }} onChange={setWanted} />
      <FormEnd {...{ problem, busy }} label={t('webhooks.make')} />
      {secret && (
        <Snippet label={t('webhooks.secret')} hint={t('webhooks.secret.hint')} text={secret} />
      )}
    </form>
  )
}

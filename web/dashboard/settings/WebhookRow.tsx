/** One webhook: how it stands, what an owner may do with it, and what became of its deliveries. */
import { useRef, useState } from 'preact/hooks'
import type { Delivery, Webhook } from '../../../schema/webhooks.ts'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { useAction, useSending } from '../shell/sending.ts'
import { Snippet } from '../surveys/Snippet.tsx'
import { Deliveries } from './Deliveries.tsx'
import { WebhookFields } from './WebhookFields.tsx'
import {
  changeWebhook,
  deleteWebhook,
  newSecret,
  testWebhook,
  webhookNow,
} from './webhook-requests.ts'
import { deliveriesKey, outcome, standing } from './webhook-words.ts'

type Props = { webhook: Webhook; surveys: readonly SurveyLine[] }

export function WebhookRow({ webhook, surveys }: Props) {
  const { id, url, events, enabled, disabled, failingSince, previousSecretUntil } = webhook
  const speak = voice.value
  const { t, instant } = speak
  const [isEdited, setEdited] = useState(false)
  const [tested, setTested] = useState<Delivery | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { send, busy, problem } = useSending()
  const isWrong = failingSince !== null || (disabled !== null && disabled.reason !== 'paused')
  const change = async (more: Partial<Webhook>) => {
    // All of it is stored, so all of it is asked for: what stands here may have been changed a moment ago.
    const { url, events, surveys, enabled } = await webhookNow(id)
    await changeWebhook(id, { url, events, surveys, enabled, ...more })
    freshen('webhooks')
  }
  const test = async () => {
    setTested(await testWebhook(id))
    freshen(deliveriesKey(id))
    freshen('webhooks')
  }
  return (
    <li>
      <div>
        <b>{url}</b>
        <br />
        <span class="quiet">{events.map((event) => t(`webhooks.event.${event}`)).join(' · ')}</span>
      </div>
      <div class={isWrong ? 'webhook-wrong' : ''}>
        {standing(webhook, speak)}
        {previousSecretUntil !== null && (
          <span class="quiet">
            <br />
            {t('webhooks.previous', { at: instant(new Date(previousSecretUntil)) })}
          </span>
        )}
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={t('webhooks.test.of', { url })}
          onClick={() => send(test)}
        >
          {t('webhooks.test')}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={t(enabled ? 'webhooks.pause.of' : 'webhooks.resume.of', { url })}
          onClick={() => send(() => change({ enabled: !enabled }))}
        >
          {t(enabled ? 'webhooks.pause' : 'webhooks.resume')}
        </button>
        <button
          type="button"
          class="button"
          aria-expanded={isEdited}
          aria-label={t('webhooks.edit.of', { url })}
          onClick={() => setEdited(!isEdited)}
        >
          {t('webhooks.edit')}
        </button>
        <Confirm
          button={t('webhooks.rotate')}
          text={t('webhooks.rotate.sure')}
          yes={t('webhooks.rotate.yes')}
          act={async () => {
            setSecret((await newSecret(id)).secret)
            freshen('webhooks')
          }}
        />
        <Confirm
          button={t('webhooks.delete')}
          text={t('webhooks.delete.sure', { url })}
          yes={t('webhooks.delete.yes')}
          act={async () => {
            await deleteWebhook(id)
            freshen('webhooks')
          }}
        />
      </div>
      <div class="webhook-more">
        <p role="status">{tested && outcome(tested, speak)}</p>
        <Refusal problem={problem} />
        {secret && (
          <Snippet label={t('webhooks.secret')} hint={t('webhooks.secret.hint')} text={secret} />
        )}
        {isEdited && <Edit {...{ webhook, surveys }} onDone={() => setEdited(false)} />}
        <Deliveries webhook={webhook} />
      </div>
    </li>
  )
}

function Edit({ webhook, surveys, onDone }: Props & { onDone: () => void }) {
  const { t } = voice.value
  const { id, url, events, surveys: own } = webhook
  const [wanted, setWanted] = useState({ url, events, surveys: own })
  const typed = useRef(wanted)
  typed.current = wanted
  const { problem, busy, submit } = useAction(async () => {
    const { enabled } = await webhookNow(id)
    await changeWebhook(id, { ...wanted, enabled })
    freshen('webhooks')
    if (typed.current === wanted) onDone()
  })
  return (
    <form class="form" onSubmit={submit}>
      <WebhookFields {...{ wanted, surveys, problem }} onChange={setWanted} />
      <FormEnd {...{ problem, busy }} label={t('webhooks.save')} />
    </form>
  )
}

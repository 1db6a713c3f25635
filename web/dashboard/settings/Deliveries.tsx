/** What was or is to be sent to a webhook, the latest first, and the way to send it again. */
import { useState } from 'preact/hooks'
import type { Delivery, Webhook } from '../../../schema/webhooks.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { usePages } from '../pages.ts'
import { MoreOf } from '../shell/MoreOf.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { Settled } from '../shell/Settled.tsx'
import { useSending } from '../shell/sending.ts'
import type { Word } from '../words/voice.ts'
import { type DeliveryPage, deliveries, resend } from './webhook-requests.ts'
import { deliveriesKey, outcome } from './webhook-words.ts'

/** Loaded once it is opened. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{voice.value.t('webhooks.deliveries')}</summary>
      {isOpen && <List webhook={webhook} />}
    </details>
  )
}

function List({ webhook: { id, enabled } }: { webhook: Webhook }) {
  const { t } = voice.value
  const pages = usePages<DeliveryPage>(deliveriesKey(id), (cursor, stop) =>
    deliveries(id, cursor, stop),
  )
  const all = pages.all.flatMap((page) => page.deliveries)
  return (
    <Settled loaded={pages.first} waiting={<p role="status">{t('state.loading')}</p>}>
      {() => (
        <>
          {all.length === 0 && <p>{t('webhooks.deliveries.none')}</p>}
          <ol class="log">
            {all.map((delivery) => (
              <One key={delivery.id} {...{ id, delivery, enabled }} />
            ))}
          </ol>
          <MoreOf pages={pages} />
        </>
      )}
    </Settled>
  )
}

function One({ id, delivery, enabled }: { id: string; delivery: Delivery; enabled: boolean }) {
  const speak = voice.value
  const { t, instant } = speak
  const { send, busy, problem } = useSending()
  const at = instant(new Date(delivery.createdAt))
  const event = eventName(delivery.event)
  const isOver = delivery.state === 'sent' || delivery.state === 'failed'
  return (
    <li>
      <span class="quiet">{at}</span>
      <b>{event}</b>
      <span>
        {outcome(delivery, speak)}{' '}
        {enabled && isOver && delivery.canResend && (
          <button
            type="button"
            class="link"
            aria-disabled={busy}
            aria-label={t('webhooks.resend.of', { event, at })}
            onClick={() =>
              send(async () => {
                await resend(id, delivery.id)
                freshen(deliveriesKey(id))
              })
            }
          >
            {t('webhooks.resend')}
          </button>
        )}
        <Refusal problem={problem} />
      </span>
    </li>
  )
}

const NAMES: Readonly<Record<string, Word>> = {
  'response.completed': 'webhooks.event.response.completed',
  'response.deleted': 'webhooks.event.response.deleted',
  'complaint.opened': 'webhooks.event.complaint.opened',
  'complaint.changed': 'webhooks.event.complaint.changed',
  'alert.raised': 'webhooks.event.alert.raised',
  'customer.erased': 'webhooks.event.customer.erased',
  'webhook.test': 'webhooks.event.webhook.test',
}
const eventName = (event: string) => {
  const word = NAMES[event]
  return word ? voice.value.t(word) : event
}

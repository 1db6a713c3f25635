/** How a webhook and its deliveries stand, in words. */
import type { Delivery, Webhook } from '../../../schema/webhooks.ts'
import type { Voice } from '../words/voice.ts'

/** One line on how a webhook stands; what is wrong first. */
export function standing({ disabled, failingSince }: Webhook, { t, instant }: Voice): string {
  if (disabled)
    return t(`webhooks.disabled.${disabled.reason}`, { at: instant(new Date(disabled.at)) })
  if (failingSince !== null) return t('webhooks.failing', { at: instant(new Date(failingSince)) })
  return t('webhooks.on')
}

/** What became of a delivery: the reply's status, or why there was none. */
export function outcome(
  { state, status, failure, attempts, nextAttemptAt }: Delivery,
  { t, instant, sentences }: Voice,
): string {
  const why =
    failure === null || failure === 'status' || failure === 'redirect'
      ? status === null
        ? ''
        : t('webhooks.status', { status: String(status) })
      : t(`webhooks.failure.${failure}`)
  return sentences([
    t(`webhooks.state.${state}`),
    why,
    attempts > 1 ? t('webhooks.attempts', { n: attempts }) : '',
    nextAttemptAt !== null && attempts > 0
      ? t('webhooks.next', { at: instant(new Date(nextAttemptAt)) })
      : '',
  ])
}

/** What the deliveries of a webhook are kept under. */
export const deliveriesKey = (webhookId: string) => `deliveries ${webhookId}`

/** What the settings say of a webhook and its deliveries. */
import { describe, expect, test } from 'vitest'
import type { Delivery, Webhook } from '../../../schema/webhooks.ts'
import { outcome, standing } from '../../../web/dashboard/settings/webhook-words.ts'
import { settingsEn } from '../../../web/dashboard/words/settings.en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'

const speak = voiceOf('en', settingsEn)
const at = '2026-03-02T09:00:00.000Z'
const when = '2 Mar 2026, 09:00'

const aWebhook = (more: Partial<Webhook>): Webhook => ({
  ...{ id: 'w', url: 'https://a.example', events: [], surveys: null, enabled: true },
  ...{ disabled: null, failingSince: null, previousSecretUntil: null, createdAt: at },
  ...more,
})
const aDelivery = (more: Partial<Delivery>): Delivery => ({
  ...{ id: 'd', event: 'response.completed', state: 'pending', attempts: 0, createdAt: at },
  ...{ lastAttemptAt: null, nextAttemptAt: null, status: null, failure: null, canResend: true },
  ...more,
})

describe('how a webhook stands', () => {
  test.each<[string, Partial<Webhook>]>([
    ['Switched on', {}],
    [`Nothing has got through since ${when}; it is tried again.`, { failingSince: at }],
    [`Switched off since ${when}.`, { disabled: { reason: 'paused', at }, failingSince: at }],
    [
      `Switched off at ${when}: the receiver says it is gone (410).`,
      { disabled: { reason: 'gone', at } },
    ],
    [
      `Switched off at ${when}: nothing had got through for three days.`,
      { disabled: { reason: 'failing', at } },
    ],
  ])('%s', (sentence, more) => expect(standing(aWebhook(more), speak)).toBe(sentence))
})

describe('what became of a delivery', () => {
  test.each<[string, Partial<Delivery>]>([
    ['To be sent.', { nextAttemptAt: at }],
    ['Delivered. The receiver replied 204.', { state: 'sent', attempts: 1, status: 204 }],
    [
      `To be sent. The receiver replied 302. 2 attempts. Next attempt: ${when}.`,
      { attempts: 2, status: 302, failure: 'redirect', nextAttemptAt: at },
    ],
    ['Failed. No reply within 15 seconds.', { state: 'failed', attempts: 1, failure: 'timeout' }],
    ['Cancelled: it was deleted before it was sent.', { state: 'cancelled' }],
  ])('%s', (sentence, more) => expect(outcome(aDelivery(more), speak)).toBe(sentence))
})

/** Webhooks: what is sent to other programs when something happens, by Standard Webhooks 1.0. Ids and scores, never words. */
import * as z from 'zod'

export const WEBHOOK_EVENTS = [
  'response.completed',
  'response.deleted',
  'complaint.opened',
  'complaint.changed',
  'alert.raised',
  'customer.erased',
] as const
export const WebhookEvent = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof WebhookEvent>
/** What the button for trying a webhook sends. */
export const TEST_EVENT = 'webhook.test'

/** Why a webhook is switched off: by an owner, by the receiver's 410, or because it failed for three days. */
export const DISABLED = ['paused', 'gone', 'failing'] as const
export const DELIVERY_STATES = ['pending', 'sent', 'failed', 'cancelled'] as const
/** Why an attempt failed. Nothing of the receiver's reply but its status is ever kept. */
export const DELIVERY_FAILURES = [
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'refused-address',
] as const
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number]

const Time = z.iso.datetime()

export const NewWebhook = z.strictObject({
  /** https, port 443 or 8443, a public name. */
  url: z.string().min(1).max(2000),
  events: z
    .array(WebhookEvent)
    .min(1)
    .max(WEBHOOK_EVENTS.length)
    .refine((events) => new Set(events).size === events.length, 'Each event once'),
  /** Ids of the surveys it is told of; null: all of them. Alerts and erasures belong to no survey. */
  surveys: z.array(z.string().min(1).max(64)).min(1).max(200).nullable().default(null),
})
export type NewWebhook = z.infer<typeof NewWebhook>

/** The whole webhook anew. `enabled: true` also takes up one again that was switched off for failing. */
export const WebhookChange = NewWebhook.extend({ enabled: z.boolean().default(true) })
export type WebhookChange = z.infer<typeof WebhookChange>

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  surveys: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  disabled: z.object({ reason: z.enum(DISABLED), at: Time }).nullable(),
  /** Since when nothing has got through; null while all is well. */
  failingSince: Time.nullable(),
  /** Until when the secret before this one signs too. */
  previousSecretUntil: Time.nullable(),
  createdAt: Time,
})
export type Webhook = z.infer<typeof Webhook>

/** The secret is shown this once. */
export const MadeWebhook = Webhook.extend({ secret: z.string() })
export const NewSecret = z.object({ secret: z.string(), previousSecretUntil: Time })

export const Delivery = z.object({
  /** The `webhook-id` of every attempt. */
  id: z.string(),
  event: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int().min(0),
  createdAt: Time,
  lastAttemptAt: Time.nullable(),
  /** When it is tried next; null when it is not. */
  nextAttemptAt: Time.nullable(),
  /** The HTTP status of the last reply. */
  status: z.int().nullable(),
  failure: z.enum(DELIVERY_FAILURES).nullable(),
  /** Whether it can be sent again: what was erased cannot. */
  canResend: z.boolean(),
})
export type Delivery = z.infer<typeof Delivery>

export const DeliveryQuery = z.object({ state: z.enum(DELIVERY_STATES).optional() })

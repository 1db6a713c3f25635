/** What the webhooks ask of the service. */
import type { Delivery, NewWebhook, Webhook, WebhookChange } from '../../../schema/webhooks.ts'
import { api } from '../api.ts'
import { read } from '../reply.ts'

const one = api.webhooks[':webhookId']

export const webhooks = async (signal: AbortSignal) =>
  (await read<{ webhooks: Webhook[] }>(api.webhooks.$get({}, { init: { signal } }))).webhooks
export const webhookNow = (webhookId: string) => read<Webhook>(one.$get({ param: { webhookId } }))
export const makeWebhook = (json: NewWebhook) =>
  read<Webhook & { secret: string }>(api.webhooks.$post({ json }))
export const changeWebhook = (webhookId: string, json: WebhookChange) =>
  read<Webhook>(one.$put({ param: { webhookId }, json }))
export const deleteWebhook = (webhookId: string) => read(one.$delete({ param: { webhookId } }))
export const newSecret = (webhookId: string) =>
  read<{ secret: string; previousSecretUntil: string }>(one.secret.$post({ param: { webhookId } }))
export const testWebhook = (webhookId: string) =>
  read<Delivery>(one.test.$post({ param: { webhookId } }))

export type DeliveryPage = { deliveries: Delivery[]; next: string | null }
export const deliveries = (webhookId: string, cursor: string | null, signal: AbortSignal) =>
  read<DeliveryPage>(
    one.deliveries.$get(
      { param: { webhookId }, query: { limit: '20', ...(cursor === null ? {} : { cursor }) } },
      { init: { signal } },
    ),
  )
export const resend = (webhookId: string, deliveryId: string) =>
  read<Delivery>(one.deliveries[':deliveryId'].$post({ param: { webhookId, deliveryId } }))

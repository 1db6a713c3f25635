/** Webhooks for owners: where events go, by which secret they are signed, and what became of each delivery. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import {
  Delivery,
  DeliveryQuery,
  MadeWebhook,
  NewSecret,
  NewWebhook,
  Webhook,
  WebhookChange,
} from '../../schema/webhooks.ts'
import { ownOrigin } from '../address.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { isConstraint } from '../db.ts'
import { describe } from '../describe.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { randomId, webhookKey, webhookSecret } from '../secrets.ts'
import { permit, permits } from '../staff/permit.ts'
import { surveyById } from '../surveys/store.ts'
import { validJson, validQuery } from '../valid.ts'
import { ADDRESS_FAULTS, addressFault } from './address.ts'
import { deliveriesBefore } from './list.ts'
import {
  allWebhooks,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  insertWebhook,
  ROTATION_MS,
  rotateSecret,
  type Stored,
  told,
  updateWebhook,
  webhookById,
} from './store.ts'
import { sendAgain, sendTest } from './try.ts'

const MOST_WEBHOOKS = 20

const All = z.object({ webhooks: z.array(Webhook) })
const Deliveries = z.object({ deliveries: z.array(Delivery), next: z.string().nullable() })

export const webhooks = new Hono<App>()
  .get('/', describe('Webhooks', All), async (c) => {
    permit(c.var.actor, 'webhooks:write')
    return c.json({ webhooks: (await allWebhooks(c.var.db)).map(told) })
  })
  .post(
    '/',
    describe('Make a webhook; its secret is shown this once', MadeWebhook, { status: 201 }),
    permits('webhooks:write'),
    validJson(NewWebhook),
    async (c) => {
      const { db, actor, now } = c.var
      const wanted = c.req.valid('json')
      await check(c, wanted)
      const id = randomId()
      try {
        await db.write([
          ...insertWebhook(id, wanted, now.getTime(), MOST_WEBHOOKS),
          note(actor, now, 'webhook-made', hostOf(wanted.url), { events: wanted.events }),
        ])
      } catch (error) {
        if (!isConstraint(error)) throw error
        throw new Problem('too-many-webhooks', { detail: `At most ${MOST_WEBHOOKS}` })
      }
      const made = await found(c, id)
      return c.json({ ...told(made), secret: await secretOf(c, made) }, 201)
    },
  )
  .get('/:webhookId', describe('One webhook', Webhook), async (c) => {
    permit(c.var.actor, 'webhooks:write')
    return c.json(told(await found(c)))
  })
  .put(
    '/:webhookId',
    describe('Change a webhook, switch it off, or on again', Webhook),
    permits('webhooks:write'),
    validJson(WebhookChange),
    async (c) => {
      const { db, actor, now } = c.var
      const { enabled, ...wanted } = c.req.valid('json')
      const { id } = await found(c)
      await check(c, wanted)
      await db.write([
        updateWebhook(id, wanted),
        enabled ? enableWebhook(id) : disableWebhook(id, 'paused', now.getTime()),
        note(actor, now, 'webhook-changed', hostOf(wanted.url), {
          events: wanted.events,
          enabled,
        }),
      ])
      return c.json(told(await found(c)))
    },
  )
  .delete(
    '/:webhookId',
    describe('Delete a webhook with its deliveries', undefined, { status: 204 }),
    async (c) => {
      permit(c.var.actor, 'webhooks:write')
      const { db, actor, now } = c.var
      const { id, url } = await found(c)
      await db.write([...deleteWebhook(id), note(actor, now, 'webhook-deleted', hostOf(url))])
      return c.body(null, 204)
    },
  )
  .post(
    '/:webhookId/secret',
    describe('Make a new secret; the one before signs too for 24 hours', NewSecret, {
      status: 201,
    }),
    async (c) => {
      permit(c.var.actor, 'webhooks:write')
      const { db, actor, now } = c.var
      const { id, url, secretNumber } = await found(c)
      await db.write([
        ...rotateSecret(id, secretNumber, now.getTime()),
        note(actor, now, 'webhook-secret-made', hostOf(url)),
      ])
      const previousSecretUntil = new Date(now.getTime() + ROTATION_MS).toISOString()
      return c.json({ secret: await secretOf(c, await found(c)), previousSecretUntil }, 201)
    },
  )
  .post('/:webhookId/test', describe('Send a test at once', Delivery), async (c) => {
    permit(c.var.actor, 'webhooks:write')
    return c.json(await sendTest(c.env, c.var.db, await found(c), c.var.now))
  })
  .get(
    '/:webhookId/deliveries',
    describe('What was or is to be sent, the latest first', Deliveries),
    validQuery(DeliveryQuery.extend(Paging.shape)),
    async (c) => {
      permit(c.var.actor, 'webhooks:write')
      const { id } = await found(c)
      const { state, limit, cursor } = c.req.valid('query')
      const [before] = fromCursor(cursor) ?? []
      const rows = await deliveriesBefore(c.var.db, id, state, before ?? null, limit)
      const last = rows.length === limit ? rows.at(-1) : undefined
      return c.json({
        deliveries: rows.map(({ delivery }) => delivery),
        next: last ? asCursor(last.seq) : null,
      })
    },
  )
  .post(
    '/:webhookId/deliveries/:deliveryId',
    describe('Send it again, at once', Delivery),
    async (c) => {
      permit(c.var.actor, 'webhooks:write')
      const { db, now } = c.var
      const delivery = c.req.param('deliveryId')
      return c.json(await sendAgain(c.env, db, await found(c), delivery, now))
    },
  )

async function found(c: Context<App>, id = c.req.param('webhookId') ?? ''): Promise<Stored> {
  const webhook = await webhookById(c.var.db, id)
  if (!webhook) throw new Problem('not-found')
  return webhook
}

const secretOf = async (c: Context<App>, { id, secretNumber }: Stored): Promise<string> =>
  webhookSecret(await webhookKey(c.env.GAPWISE_SECRET, id, secretNumber))

/** The path of an address may be a secret of the receiver's: the log names its host. */
const hostOf = (url: string) => new URL(url).hostname

/** @throws Problem invalid-request */
async function check(c: Context<App>, { url, surveys }: NewWebhook): Promise<void> {
  const fault = addressFault(url, [ownOrigin(c.env, c.req.raw)])
  if (fault)
    throw new Problem('invalid-request', {
      errors: [{ pointer: '/url', detail: ADDRESS_FAULTS[fault] }],
    })
  for (const [i, id] of (surveys ?? []).entries())
    if (!(await surveyById(c.var.db, id)))
      throw new Problem('invalid-request', {
        errors: [{ pointer: `/surveys/${i}`, detail: 'There is no such survey' }],
      })
}

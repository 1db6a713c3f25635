/** Sends one thing at once, because somebody asked for it: a test, or what was sent before. By the very code of every delivery. */
import { Problem } from '../../schema/problem.ts'
import { type Delivery, TEST_EVENT } from '../../schema/webhooks.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { sendTaken } from './deliver.ts'
import { deliveryById } from './list.ts'
import { asTaken, insertTaken, markFailed, markSent, newId, takeAgain } from './outbox-store.ts'
import { send } from './send.ts'
import { noteSuccess, type Stored } from './store.ts'

/** A test is tried once, and its failure counts for nothing. */
export async function sendTest(
  env: Env,
  db: Database,
  webhook: Stored,
  now: Date,
): Promise<Delivery> {
  const id = newId()
  const payload = { type: TEST_EVENT, timestamp: now.toISOString(), data: { webhook: webhook.id } }
  const [made] = await db.write([insertTaken(id, webhook.id, TEST_EVENT, payload, now.getTime())])
  const row = made?.rows[0]
  if (!row) throw new Problem('internal')
  const { failure, status } = await send(env, webhook, asTaken(row))
  const seq = Number(row.seq)
  await db.write(
    failure === null
      ? [markSent(seq, status ?? 200), noteSuccess(webhook.id)]
      : [markFailed(seq, failure, status, null)],
  )
  return known(db, webhook, id)
}

/** @throws Problem not-found; wrong-state when it was erased, is being sent, or the webhook is switched off */
export async function sendAgain(
  env: Env,
  db: Database,
  webhook: Stored,
  id: string,
  now: Date,
): Promise<Delivery> {
  await known(db, webhook, id)
  const taken = webhook.enabled ? await takeAgain(db, webhook.id, id, now.getTime()) : null
  if (taken === null)
    throw new Problem('wrong-state', {
      detail: webhook.enabled
        ? 'What it said has been erased, or it is just being sent'
        : 'This webhook is switched off',
    })
  await sendTaken(env, db, webhook, taken, now.getTime())
  return known(db, webhook, id)
}

async function known(db: Database, webhook: Stored, id: string): Promise<Delivery> {
  const delivery = await deliveryById(db, webhook.id, id)
  if (!delivery) throw new Problem('not-found')
  return delivery
}

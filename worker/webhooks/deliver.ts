/**
 * Sends what is in the outbox. Every webhook has a lane of its own and those that fail come last and one at a time, so that a bad
 * endpoint holds up nobody else. What is cut off between sending and noting it is sent again, by the same id.
 */
import type { Database, Statement } from '../db.ts'
import type { Env } from '../env.ts'
import { markFailed, markSent, type Taken, takeDue } from './outbox-store.ts'
import { delayAfter } from './schedule.ts'
import { type Outcome, send } from './send.ts'
import { allWebhooks, disableWebhook, noteFailure, noteSuccess, type Stored } from './store.ts'

/** A runtime may have six connections open at once: one is for the database. */
const LANES = 5
/** What a lane sends at once, as long as all is well. */
const AT_ONCE = 4
/** A tick begins nothing new after so long: the next one goes on. */
const PATIENCE_MS = 40_000
const GONE = 410

export async function deliver(env: Env, db: Database, now: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  const open = (await allWebhooks(db))
    .filter(({ enabled, resumeAt }) => enabled && (resumeAt === null || resumeAt <= now))
    .sort((a, b) => Number(a.failingSince !== null) - Number(b.failingSince !== null))
  const lanes = Array.from({ length: Math.min(LANES, open.length) }, async () => {
    for (let webhook = open.shift(); webhook; webhook = open.shift())
      await empty(env, db, webhook, now, until)
  })
  await Promise.all(lanes)
}

/** Sends what is due for one webhook, until something fails. */
async function empty(
  env: Env,
  db: Database,
  webhook: Stored,
  now: number,
  until: number,
): Promise<void> {
  const most = webhook.failingSince === null ? AT_ONCE : 1
  while (Date.now() < until) {
    const taken = await takeDue(db, webhook.id, now, most)
    if (taken.length === 0) return
    const outcomes = await Promise.all(taken.map((one) => sendTaken(env, db, webhook, one, now)))
    if (outcomes.some(({ failure }) => failure !== null)) return
  }
}

/** Sends what somebody has taken, and notes what became of it. */
export async function sendTaken(
  env: Env,
  db: Database,
  webhook: Stored,
  taken: Taken,
  now: number,
): Promise<Outcome> {
  const outcome = await send(env, webhook, taken)
  await db.write(noted(webhook, taken, outcome, now))
  return outcome
}

function noted(
  { id }: Stored,
  { seq, attempts }: Taken,
  { status, failure, pause }: Outcome,
  now: number,
): Statement[] {
  if (failure === null) return [markSent(seq, status ?? 200), noteSuccess(id)]
  if (status === GONE)
    return [markFailed(seq, failure, status, null), disableWebhook(id, 'gone', now)]
  const delay = delayAfter(attempts, Math.random())
  const nextAt = delay === null ? null : now + Math.max(delay, pause)
  return [markFailed(seq, failure, status, nextAt), ...noteFailure(id, now, pause)]
}

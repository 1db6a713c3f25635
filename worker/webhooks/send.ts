/** One attempt to send something. Of the reply only the status counts: its body is not read, and nobody is shown it. */
import type { DeliveryFailure } from '../../schema/webhooks.ts'
import type { Env } from '../env.ts'
import { signatureBy, webhookKey } from '../secrets.ts'
import { addressFault } from './address.ts'
import type { Taken } from './outbox-store.ts'
import { pauseAfter } from './schedule.ts'
import { ROTATION_MS, type Stored } from './store.ts'

export type Outcome = {
  /** Null when there was no reply. */
  status: number | null
  /** Null when it got through. */
  failure: DeliveryFailure | null
  /** Milliseconds for which the receiver asked to be left alone. */
  pause: number
}

const DEADLINE_MS = 15_000

export async function send(
  env: Env,
  webhook: Pick<Stored, 'id' | 'url' | 'secretNumber' | 'rotatedAt'>,
  { id, payload }: Pick<Taken, 'id' | 'payload'>,
): Promise<Outcome> {
  // Asked again at every attempt: what is stored may be older than the rules.
  const fault = addressFault(webhook.url, env.PUBLIC_URL ? [env.PUBLIC_URL] : [])
  if (fault) return { status: null, failure: 'refused-address', pause: 0 }
  const timestamp = Math.floor(Date.now() / 1000)
  const keys = await keysOf(env.GAPWISE_SECRET, webhook)
  const signatures = keys.map((key) => `v1,${signatureBy(key, `${id}.${timestamp}.${payload}`)}`)
  const request: RequestInit = {
    method: 'POST',
    redirect: 'manual',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gapwise',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatures.join(' '),
    },
    signal: AbortSignal.timeout(DEADLINE_MS),
  }
  try {
    const reply = await (env.WEBHOOKS ?? globalThis).fetch(webhook.url, request)
    await reply.body?.cancel()
    const pause = pauseAfter(reply.status, reply.headers.get('retry-after'), Date.now())
    return { status: reply.status, failure: failureIn(reply.status), pause }
  } catch (error) {
    const isLate = error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name)
    return { status: null, failure: isLate ? 'timeout' : 'unreachable', pause: 0 }
  }
}

function failureIn(status: number): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

/** The present key, and for a day after a change the one before. */
async function keysOf(
  secret: string,
  { id, secretNumber, rotatedAt }: Pick<Stored, 'id' | 'secretNumber' | 'rotatedAt'>,
): Promise<Uint8Array[]> {
  const both = rotatedAt !== null && Date.now() < rotatedAt + ROTATION_MS
  const numbers = both ? [secretNumber, secretNumber - 1] : [secretNumber]
  return Promise.all(numbers.map((number) => webhookKey(secret, id, number)))
}

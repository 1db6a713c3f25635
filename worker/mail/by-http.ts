/**
 * Mail by a provider's JSON API: `POST MAIL_URL` with `{from, to, subject, html, text, headers}`, the header
 * `Idempotency-Key`, and `Authorization: Bearer MAIL_TOKEN`. A good reply is 2xx, at best `{"id": "…"}`. Resend's
 * `/emails` is exactly that.
 */
import type { Env } from '../env.ts'
import type { Mail, Outcome } from './send.ts'
import type { MailSetUp } from './set-up.ts'

const PATIENCE_MS = 15_000
/** Of a reply so much is read at most. */
const MOST_READ = 4096

export async function byHttp(
  env: Pick<Env, 'MAIL'>,
  setUp: MailSetUp,
  mail: Mail,
  patienceMs = PATIENCE_MS,
): Promise<Outcome> {
  const { from, token, url } = setUp
  const { idempotencyKey, ...content } = mail
  const init = {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gapwise',
      'idempotency-key': idempotencyKey,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({
      from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
      ...content,
    }),
    signal: AbortSignal.timeout(patienceMs),
  } satisfies RequestInit
  try {
    const reply = env.MAIL ? await env.MAIL.fetch(url.href, init) : await fetch(url.href, init)
    return outcomeOf(reply.status, reply.headers.get('retry-after'), await beginning(reply))
  } catch (error) {
    // A refused connection looks like one that broke after the mail had left, so it counts as that.
    return {
      kind: 'unknown',
      detail: `No reply: ${error instanceof Error ? error.message : error}`,
    }
  }
}

/** What a reply means for a mail that has been handed over. */
export function outcomeOf(status: number, retryAfter: string | null, body: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent', id: idIn(body) }
  const detail = `${status} ${body}`
  // Somebody between gave up waiting, or a try with this key is known already: the mail may be on its way.
  if (MAYBE.has(status)) return { kind: 'unknown', detail }
  const isRetryable = status >= 500 || OURS.has(status)
  if (!isRetryable) return { kind: 'permanent', detail }
  const seconds = Number(retryAfter ?? Number.NaN)
  return {
    kind: 'retryable',
    detail,
    everyone: status !== 500,
    ...(Number.isFinite(seconds) && seconds >= 0 ? { afterSeconds: seconds } : {}),
  }
}

const MAYBE = new Set([408, 409, 504, 522, 524])
/** Too many at once, and what is wrong with our settings rather than with the mail: they can be put right. */
const OURS = new Set([401, 402, 403, 404, 405, 429])

function idIn(body: string): string | null {
  try {
    const told: unknown = JSON.parse(body)
    const id = typeof told === 'object' && told !== null && 'id' in told ? told.id : null
    return typeof id === 'string' ? id.slice(0, 200) : null
  } catch {
    return null
  }
}

/** The first few thousand characters of a reply; '' when it breaks off, since its status is what counts. */
async function beginning(reply: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of reply.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length >= MOST_READ) break
    }
  } catch {}
  return text.slice(0, MOST_READ)
}

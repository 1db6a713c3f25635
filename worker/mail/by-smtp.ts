/** Mail by a mail server (SMTP, RFC 5321): TLS from the start, or by STARTTLS where the server offers it. */
import { connect } from 'cloudflare:sockets'
import type { Env } from '../env.ts'
import { asAscii, dotStuffed, messageOf } from './message.ts'
import type { Mail, Outcome } from './send.ts'
import type { MailSetUp } from './set-up.ts'
import { Refusal, SmtpWire } from './smtp-wire.ts'

const PATIENCE_MS = 15_000
const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 }

export async function bySmtp(
  env: Pick<Env, 'MAIL'>,
  setUp: MailSetUp,
  mail: Mail,
): Promise<Outcome> {
  const state = { left: false, isLate: false }
  let wire: SmtpWire | null = null
  const timer = setTimeout(() => {
    state.isLate = true
    wire?.end()
  }, PATIENCE_MS)
  try {
    wire = new SmtpWire(socketTo(env, setUp.url))
    await introduce(wire, setUp)
    return await handOver(wire, setUp, mail, state)
  } catch (error) {
    const fault = state.isLate ? new Error('The server did not answer in time') : error
    return outcomeOf(fault, state.left)
  } finally {
    clearTimeout(timer)
    wire?.end()
  }
}

function socketTo({ MAIL }: Pick<Env, 'MAIL'>, url: URL): Socket {
  const address = { hostname: url.hostname, port: Number(url.port) || (PORTS[url.protocol] ?? 587) }
  const options = {
    secureTransport: url.protocol === 'smtps:' ? 'on' : 'starttls',
    allowHalfOpen: false,
  }
  // On one machine the operator's mail server has a door of its own, as the database has.
  return MAIL ? MAIL.connect(address, options) : connect(address, options)
}

/** Greets, makes the line secret where that can be, and signs in where a name is given. */
async function introduce(wire: SmtpWire, { url, origin }: MailSetUp): Promise<void> {
  const hello = `EHLO ${new URL(origin).hostname}`
  await wire.reply(220)
  let offers = (await wire.ask(hello, 250)).toUpperCase()
  let isSecret = url.protocol === 'smtps:'
  if (!isSecret && /^STARTTLS$/m.test(offers)) {
    await wire.ask('STARTTLS', 220)
    wire.startTls()
    isSecret = true
    offers = (await wire.ask(hello, 250)).toUpperCase()
  }
  if (url.username === '') return
  if (!isSecret) throw new Refusal(0, 'The server offers no TLS; a password is not sent without')
  const [user, password] = [url.username, url.password].map(decodeURIComponent)
  if (/^AUTH\b.*\bPLAIN\b/m.test(offers)) {
    await wire.ask(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, 235)
    return
  }
  await wire.ask('AUTH LOGIN', 334)
  await wire.ask(base64(user ?? ''), 334)
  await wire.ask(base64(password ?? ''), 235)
}

/** @param state told when the mail's end has been sent: from then on nobody but the server knows */
async function handOver(
  wire: SmtpWire,
  { from }: MailSetUp,
  mail: Mail,
  state: { left: boolean },
): Promise<Outcome> {
  await wire.ask(`MAIL FROM:<${asAscii(from.address)}>`, 250)
  try {
    await wire.ask(`RCPT TO:<${asAscii(mail.to)}>`, 250)
  } catch (error) {
    if (error instanceof Refusal) return ofThisMail(error)
    throw error
  }
  await wire.ask('DATA', 354)
  const message = dotStuffed(messageOf(from, mail, Date.now()))
  state.left = true
  try {
    await wire.ask(`${message}.`, 250)
  } catch (error) {
    if (error instanceof Refusal && error.code >= 400) return ofThisMail(error)
    throw error
  }
  await wire.ask('QUIT', 221).catch(() => {})
  return { kind: 'sent', id: null }
}

const ofThisMail = ({ code, message }: Refusal): Outcome =>
  code >= 500
    ? { kind: 'permanent', detail: message }
    : { kind: 'retryable', detail: message, everyone: false }

/** What goes wrong before a mail is handed over is the line's fault or our settings', and holds for every mail. */
function outcomeOf(error: unknown, hasLeft: boolean): Outcome {
  const detail = error instanceof Error ? error.message : String(error)
  return hasLeft ? { kind: 'unknown', detail } : { kind: 'retryable', detail, everyone: true }
}

const base64 = (text: string) => new TextEncoder().encode(text).toBase64()

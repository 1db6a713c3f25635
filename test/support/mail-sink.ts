/** A mail provider and a mail server that keep what they are sent, and fail as a test says. */
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer as createLine, type Server, type Socket } from 'node:net'
import { createServer as createSecretLine, TLSSocket } from 'node:tls'
import { TEST_CERTIFICATE, TEST_KEY } from './mail-certificate.ts'

export type Taken = {
  from: string
  to: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}
export type Posted = { mail: Taken; key: string; authorization: string | undefined }
/** A status to refuse with, or `cut`: the mail is taken, and the connection ends without a word. */
export type Fault = { status: number; retryAfter?: number; body?: string } | 'cut'

/** A provider's JSON API. `fault` decides for each mail; undefined takes it. */
export async function startProvider(
  fault: (mail: Taken, tries: number) => Fault | undefined = () => undefined,
) {
  const tries: Posted[] = []
  const taken: Posted[] = []
  const server = createServer(async (request, reply) => {
    const posted = {
      mail: JSON.parse(await bodyOf(request)) as Taken,
      key: String(request.headers['idempotency-key']),
      authorization: request.headers.authorization,
    }
    tries.push(posted)
    const of = tries.filter(({ key }) => key === posted.key).length
    const wrong = fault(posted.mail, of)
    if (wrong === undefined || wrong === 'cut') taken.push(posted)
    if (wrong === 'cut') return reply.destroy()
    reply.writeHead(wrong?.status ?? 200, {
      'content-type': 'application/json',
      ...(wrong?.retryAfter === undefined ? {} : { 'retry-after': String(wrong.retryAfter) }),
    })
    return reply.end(wrong?.body ?? JSON.stringify({ id: `mail-${taken.length}` }))
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/emails`,
    /** Every request, and those whose mail was taken. */
    tries,
    taken,
    to: (address: string) => taken.filter(({ mail }) => mail.to === address),
    stop: () => stopped(server),
  }
}

export type Delivered = {
  from: string
  to: string
  message: string
  user: string | null
  isSecret: boolean
}
export type SmtpOptions = {
  tls: 'none' | 'starttls' | 'implicit'
  /** What is said to a recipient instead of 250; `cut after` takes the mail and says nothing of it. */
  answer?: (to: string) => string | 'cut after' | undefined
}

/** A mail server that speaks as much SMTP as is needed to be spoken to. */
export async function startMailServer({ tls, answer = () => undefined }: SmtpOptions, at = 0) {
  const delivered: Delivered[] = []
  const heard: string[] = []
  const secret = { key: TEST_KEY, cert: TEST_CERTIFICATE }
  const greet = (socket: Socket, isSecret: boolean) => {
    socket.write('220 sink ready\r\n')
    converse(socket, isSecret)
  }
  const converse = (socket: Socket, isSecret: boolean) => {
    let [from, to, user, data]: [string, string, string | null, string | null] = [
      '',
      '',
      null,
      null,
    ]
    let text = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string) => {
      heard.push(line)
      const [verb = '', rest = ''] = line.split(/ (.*)/s)
      if (verb === 'EHLO') {
        const offers = [
          'sink',
          ...(tls === 'starttls' && !isSecret ? ['STARTTLS'] : []),
          'AUTH PLAIN LOGIN',
        ]
        for (const offer of offers) say(`250-${offer}`)
        return say('250 8BITMIME')
      }
      if (verb === 'STARTTLS') {
        say('220 go ahead')
        socket.removeAllListeners('data')
        return converse(new TLSSocket(socket, { isServer: true, ...secret }), true)
      }
      if (verb === 'AUTH') {
        user = Buffer.from(rest.replace('PLAIN ', ''), 'base64')
          .toString()
          .split('\0')
          .slice(1)
          .join(':')
        return say(user === 'shop@example.com:p@ss word' ? '235 welcome' : '535 wrong')
      }
      if (verb === 'MAIL') from = rest
      if (verb === 'RCPT') {
        to = /<(.*)>/.exec(rest)?.[1] ?? ''
        const instead = answer(to)
        return say(instead && instead !== 'cut after' ? instead : '250 ok')
      }
      if (verb === 'DATA') {
        data = ''
        return say('354 go on')
      }
      return say(verb === 'QUIT' ? '221 bye' : '250 ok')
    }
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString()
      for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (data === null) hear(line)
        else if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`
        else {
          delivered.push({ from, to, message: data, user, isSecret })
          data = null
          if (answer(to) === 'cut after') socket.destroy()
          else say('250 taken')
        }
      }
    })
  }
  const server =
    tls === 'implicit'
      ? createSecretLine(secret, (socket) => greet(socket, true))
      : createLine((socket) => greet(socket, false))
  return { port: await listening(server, at), delivered, heard, stop: () => stopped(server) }
}

/** The parts of a delivered message: headers unfolded and decoded, text and HTML as they were written. */
export function read(message: string) {
  const [head = '', ...rest] = message.split('\r\n\r\n')
  const headers = head
    .replace(/\r\n /g, ' ')
    .split('\r\n')
    .map((line): [string, string] => {
      const [name = '', ...value] = line.split(': ')
      return [name, decoded(value.join(': '))]
    })
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? ''
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).slice(1, -1)
  const content = parts.map((part) =>
    Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64').toString(),
  )
  return { headers, text: content[0] ?? '', html: content[1] ?? '' }
}

const decoded = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word) => Buffer.from(word, 'base64').toString())

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const listening = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
const stopped = (server: Server) => new Promise((resolve) => server.close(resolve))

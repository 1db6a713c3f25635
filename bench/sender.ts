/** The thread behind `load.ts`: bare sockets, because a whole HTTP client would cost more than the server it asks. */
import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

export type Plan = {
  /** Address of the service, without a slash at its end. */
  url: string
  path: string
  connections: number
  seconds: number
  /** Posted as JSON, every `{id}` in it replaced by an id used once; a GET without. */
  body?: string
  headers?: Record<string, string>
}

export type Outcome = {
  /** Replies that came in within the time. */
  replies: number
  perSecond: number
  /** How many replies had which status. */
  statuses: Record<number, number>
  /** Milliseconds from the first byte sent to the last one received. */
  p50: number
  p99: number
}

const ID_LENGTH = 24

async function run(plan: Plan): Promise<Outcome> {
  const request = requests(plan)
  const statuses: Record<number, number> = {}
  const times: number[] = []
  const start = performance.now()
  const end = start + plan.seconds * 1000
  const { hostname, port } = new URL(plan.url)
  const connections = Array.from({ length: plan.connections }, async () => {
    const socket = await open(hostname, Number(port))
    while (performance.now() < end) {
      const sent = performance.now()
      const status = await ask(socket, request())
      statuses[status] = (statuses[status] ?? 0) + 1
      times.push(performance.now() - sent)
    }
    socket.destroy()
  })
  await Promise.all(connections)
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  const replies = times.length
  return {
    replies,
    perSecond: replies / seconds,
    statuses,
    p50: quantile(0.5),
    p99: quantile(0.99),
  }
}

/** Makes the bytes of one request after another; all have one length, so the head is made once. */
function requests({ url, path, body, headers = {} }: Plan): () => string {
  const run = Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  const parts = body?.split('{id}') ?? []
  const length = Buffer.byteLength(parts.join('')) + ID_LENGTH * (parts.length - 1)
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${length}`]),
  ].join('\r\n')
  let sent = 0
  return () => {
    const id = `${run}-${String(sent++).padStart(ID_LENGTH - run.length - 1, '0')}`
    return `${head}\r\n\r\n${parts.join(id)}`
  }
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket))
    socket.setNoDelay(true).setEncoding('latin1').once('error', reject)
  })
}

/** Sends a request and waits for the whole of its reply. @returns the status, 0 when the connection was closed */
function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve) => {
    let text = ''
    const done = (status: number) => {
      socket.removeAllListeners('data').removeAllListeners('close')
      resolve(status)
    }
    socket.on('data', (chunk: string) => {
      text += chunk
      if (isWhole(text)) done(Number(text.slice(9, 12)))
    })
    socket.once('close', () => done(0))
    socket.write(request)
  })
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))?.[1]
  if (length !== undefined) return text.length >= head + 4 + Number(length)
  const hasBody = /\r\ntransfer-encoding: chunked/i.test(text.slice(0, head + 2))
  return hasBody ? text.endsWith('0\r\n\r\n') : true
}

parentPort?.postMessage(await run(workerData as Plan))

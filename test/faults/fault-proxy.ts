/** Stands between the service and its database and spoils the calls a test names, as networks and servers do. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Fault =
  | 'pass'
  /** Not handed on; answered with 500. */
  | 'fail'
  /** Not handed on; the connection is cut. */
  | 'cut-before'
  /** Done, but the connection is cut instead of an answer. */
  | 'cut-after'
  /** Done; half of the answer comes, then the connection is cut. */
  | 'half'
  /** Done; half of the answer comes, then nothing more. */
  | 'stall'
  /** Not handed on, never answered. */
  | 'hang'
  /** Done, but never answered. */
  | 'silent'
  /** Handed on after so many milliseconds. */
  | { delay: number }
  /** Handed on when this is kept, however long ago the service has given it up. */
  | { after: Promise<unknown> }

export type Call = {
  /** Counted from 1 since the plan was set. */
  number: number
  /** The statements, as they were sent. */
  body: string
}

export type FaultProxy = {
  url: string
  /** What happens to each call from now on; everything passes until it is set. */
  set(plan: (call: Call) => Fault): void
  /** Calls since the plan was set. */
  calls(): number
  /** Calls that are yet to be handed on, or to be answered by the database. */
  underWay(): number
  close(): Promise<void>
}

/** @param target address of the real database */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true })
  let plan: (call: Call) => Fault = () => 'pass'
  let number = 0
  let underWay = 0
  const server = createServer(async (incoming, reply) => {
    const body = await textOf(incoming)
    number += 1
    underWay += 1
    await spoil(plan({ number, body }), { incoming, body, reply, target, agent })
    underWay -= 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    set(next) {
      number = 0
      plan = next
    },
    calls: () => number,
    underWay: () => underWay,
    async close() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Exchange = {
  incoming: IncomingMessage
  body: string
  reply: ServerResponse
  target: string
  agent: Agent
}

async function spoil(fault: Fault, exchange: Exchange): Promise<void> {
  const { reply } = exchange
  if (fault === 'hang') return
  if (fault === 'cut-before') return void reply.destroy()
  if (fault === 'fail') return void reply.writeHead(500).end('{"message":"spoilt"}')
  if (typeof fault === 'object') await ('after' in fault ? fault.after : sleep(fault.delay))
  const answer = await handOn(exchange)
  if (fault === 'silent') return
  if (answer === null || fault === 'cut-after') return void reply.destroy()
  const { status, text } = answer
  const length = Buffer.byteLength(text)
  reply.writeHead(status, { 'content-type': 'application/json', 'content-length': length })
  if (fault !== 'half' && fault !== 'stall') return void reply.end(text)
  reply.write(text.slice(0, text.length / 2))
  if (fault === 'half') setTimeout(() => reply.destroy(), 20)
}

/** The database's own answer; null when it is not there. */
function handOn({ incoming, body, target, agent }: Exchange) {
  return new Promise<{ status: number; text: string } | null>((resolve) => {
    const { method, url, headers } = incoming
    const { connection: _, host: __, 'transfer-encoding': ___, ...rest } = headers
    const own = { ...rest, 'content-length': String(Buffer.byteLength(body)) }
    const asked = request(target + url, { method, headers: own, agent }, async (answer) => {
      const text = await textOf(answer).catch(() => null)
      resolve(text === null ? null : { status: answer.statusCode ?? 500, text })
    })
    asked.on('error', () => resolve(null)).end(body)
  })
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * One embedded libSQL file, spoken to over HTTP on loopback as if it were a libSQL server (Hrana 2,
 * `POST /v2/pipeline`), so that the Worker has one way to its database wherever it runs.
 * As a process of its own: `node local/libsql-server.ts --file X --port N --token T`.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { isCommand } from './command.ts'
import type { Synchronous } from './libsql/connection.ts'
import { Pool } from './libsql/pool.ts'
import { errorOnWire } from './libsql/sql-error.ts'
import { type Pipeline, Streams } from './libsql/streams.ts'

export interface LibsqlServer {
  /** For `@libsql/client/http`, without a slash at its end. */
  url: string
  port: number
  /** The bearer token, without which no other program on this machine may read or write. */
  token: string
  close(): Promise<void>
}

export interface LibsqlServerOptions {
  file: string
  /** 0, the default, takes a free one. */
  port?: number
  /** Made when absent. */
  token?: string
  /** FULL, the default, survives a power cut; OFF is for tests. */
  synchronous?: Synchronous
  /** How long a transaction may rest between two requests, in milliseconds; 10,000 by default. */
  idleMs?: number
}

const largestBodyBytes = 64 * 1024 * 1024

/** Opens the file, makes it when absent, and listens. Throws when either cannot be done. */
export async function startLibsqlServer(options: LibsqlServerOptions): Promise<LibsqlServer> {
  const { file, port = 0, token = randomBytes(32).toString('base64url') } = options
  const pool = new Pool(file, options.synchronous ?? 'FULL')
  pool.giveBack(pool.take()) // a file that cannot be opened is told now
  const streams = new Streams(pool, options.idleMs ?? 10_000)
  const mayEnter = bearer(token)
  const server = createServer((request, response) => {
    handle(request, response, mayEnter, streams).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 0 // the Worker closes first, so that no request meets a closing socket
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const actual = portOf(server.address())
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    token,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      streams.close()
      pool.close()
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  mayEnter: (header: string) => boolean,
  streams: Streams,
): Promise<void> {
  if (!mayEnter(request.headers.authorization ?? '')) return reply(response, 401, unauthorized)
  if (request.method === 'GET') return reply(response, request.url === '/v2' ? 200 : 404, '{}')
  if (request.url !== '/v2/pipeline') return reply(response, 404, '{}')
  const body = await read(request)
  if (body === null) return reply(response, 413, '{"message":"The request is too large"}')
  try {
    reply(response, 200, await streams.answer(pipelineIn(body)))
  } catch (error) {
    reply(response, 400, errorOnWire(error))
  }
}

function reply(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
  })
  response.end(json)
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The shape is trusted, because only a holder of the token comes this far and because this is the
 * hot path; a wrong shape ends in an error of that one request.
 */
function pipelineIn(body: string): Pipeline {
  return JSON.parse(body) as Pipeline
}

/** Compares digests, so that the time taken tells nothing about the token. */
function bearer(token: string): (header: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${token}`)
  return (header) => timingSafeEqual(digest(header), expected)
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return address.port
}

const unauthorized = '{"message":"The token is missing or wrong","code":"AUTH_FAILED"}'

if (isCommand(import.meta)) {
  const { values } = parseArgs({
    options: { file: { type: 'string' }, port: { type: 'string' }, token: { type: 'string' } },
  })
  const server = await startLibsqlServer({
    file: values.file ?? 'gapwise.db',
    port: Number(values.port ?? 0),
    ...(values.token === undefined ? {} : { token: values.token }),
  })
  console.log(`libSQL is ready at ${server.url}`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => server.close().then(() => process.exit(0)))
  }
}

/** What this machine gives the Worker, shown with a Worker that only tells what it sees. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { packAssets } from '../../local/web-assets.ts'
import { type RunningWorker, startWorker, type WorkerOptions } from '../../local/worker.ts'

const tellingWorker = `
import { DurableObject } from 'cloudflare:workers'
export class Inbox extends DurableObject {
  async fetch(request) {
    this.ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS kept (what)')
    const path = new URL(request.url).pathname
    if (path === '/keep') this.ctx.storage.sql.exec("INSERT INTO kept VALUES ('fetch')")
    if (path === '/alarm') await this.ctx.storage.setAlarm(Date.now() + 300)
    return Response.json(this.ctx.storage.sql.exec('SELECT what FROM kept').raw().toArray().flat())
  }
  alarm() {
    console.log('the alarm rang')
    this.ctx.storage.sql.exec("INSERT INTO kept VALUES ('alarm')")
  }
}
export class Directory extends DurableObject {}
export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    if (url.pathname === '/see') {
      return Response.json({ headers: Object.fromEntries(request.headers), cf: request.cf, env: Object.keys(env), value: env.VALUE })
    }
    if (['/keep', '/kept', '/alarm'].includes(url.pathname)) return env.INBOX.get(env.INBOX.idFromName('x')).fetch(request)
    if (url.pathname === '/database') return env.DATABASE.fetch('http://database/asked')
    if (url.pathname === '/reach') return fetch(url.searchParams.get('url')).then((reply) => reply, () => new Response('unreachable'))
    return env.ASSETS.fetch(request)
  },
  async scheduled({ cron, scheduledTime }) {
    console.log('tick ' + cron + ' ' + scheduledTime)
    if (scheduledTime === 13) throw new Error('unlucky')
  },
}`

let folder: string
let database: Server
let target: string
const running: RunningWorker[] = []
let output = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-worker-'))
  for (const each of ['build/worker', 'build/web/assets', 'data']) {
    mkdirSync(join(folder, each), { recursive: true })
  }
  writeFileSync(join(folder, 'build/worker/index.js'), tellingWorker)
  writeFileSync(join(folder, 'build/web/assets/page.js'), 'hello()'.repeat(100))
  writeFileSync(join(folder, 'build/web/.hidden'), 'hidden')
  packAssets(join(folder, 'build'))
  rmSync(join(folder, 'build/web/.hidden'))
  database = createServer((request, reply) => reply.end(`database was asked ${request.url}`))
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
  const address = database.address()
  target = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
})

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
  output = ''
})

afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

async function run(options: Partial<WorkerOptions> = {}): Promise<string> {
  const worker = await startWorker({
    port: 0,
    host: '127.0.0.1',
    databaseUrl: target,
    databaseToken: 'token',
    dataFolder: join(folder, 'data'),
    variables: { VALUE: 'a "quoted" \\ väLUE', UNSET: undefined },
    build: join(folder, 'build'),
    ticks: false,
    onOutput: (text) => {
      output += text
    },
    ...options,
  })
  running.push(worker)
  return `http://127.0.0.1:${worker.port}`
}

const text = async (address: string, init?: RequestInit) => (await fetch(address, init)).text()

describe('who asks', () => {
  test('is told by the connection, never by a header', async () => {
    const url = await run()
    const forged = { 'cf-connecting-ip': '203.0.113.9', 'MF-CF-Blob': '{"clientIp":"203.0.113.9"}' }
    const reply = await fetch(`${url}/see`, { headers: forged })
    const seen = await reply.json()
    expect(seen.headers).not.toHaveProperty('cf-connecting-ip')
    expect(seen.cf.clientIp).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  test('arrives with X-Forwarded-For as sent, for the Worker to judge', async () => {
    const url = await run()
    const reply = await fetch(`${url}/see`, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect((await reply.json()).headers['x-forwarded-for']).toBe('192.0.2.1')
  })
})

test('settings arrive as they are, and nothing of this process beside them', async () => {
  const seen = await (await fetch(`${await run()}/see`)).json()
  expect(seen.value).toBe('a "quoted" \\ väLUE')
  expect(seen.env.sort()).toEqual(
    [
      'ASSETS',
      'DATABASE',
      'DATABASE_AUTH_TOKEN',
      'DATABASE_URL',
      'DIRECTORY',
      'INBOX',
      'RUNTIME',
      'VALUE',
    ].sort(),
  )
})

describe('the Worker’s own fetch', () => {
  const inside = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '0.0.0.0']
  test.each(inside)('does not reach this machine as %s', async (host) => {
    const port = new URL(target).port
    const url = encodeURIComponent(`http://${host}:${port}/`)
    expect(await text(`${await run()}/reach?url=${url}`)).toBe('unreachable')
  })

  test('reaches it when a test says so', async () => {
    const url = await run({ reachPrivate: true })
    const reply = await text(`${url}/reach?url=${encodeURIComponent(`${target}/x`)}`)
    expect(reply).toBe('database was asked /x')
  })

  test('is not needed for the database, which has a door of its own', async () => {
    expect(await text(`${await run()}/database`)).toBe('database was asked /asked')
  })
})

describe('static files', () => {
  const content = 'hello()'.repeat(100)

  test('are served with type, length and tag, compressed for who can read that', async () => {
    const url = await run()
    const plain = await fetch(`${url}/assets/page.js`, {
      headers: { 'accept-encoding': 'identity' },
    })
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe(content)
    const small = await fetch(`${url}/assets/page.js`, { headers: { 'accept-encoding': 'br' } })
    expect(small.headers.get('content-encoding')).toBe('br')
    expect(Number(small.headers.get('content-length'))).toBe(brotliCompressSync(content).length)
    expect(await small.text()).toBe(content)
  })

  test('that are known already are not sent again', async () => {
    const url = await run()
    const etag = (await fetch(`${url}/assets/page.js`)).headers.get('etag') ?? ''
    const headers = { 'if-none-match': etag }
    expect((await fetch(`${url}/assets/page.js`, { headers })).status).toBe(304)
  })

  test.each(['/', '/assets', '/assets/', '/../worker/index.js', '/assets/%2e%2e/%2e%2e/web.json'])(
    '%s is not one of them',
    async (path) => expect((await fetch((await run()) + path)).status).toBe(404),
  )
})

describe('the clock', () => {
  test('runs the scheduled handler and waits for it', async () => {
    await run()
    await running[0]?.tick(new Date(1_000))
    await vi.waitFor(() => expect(output).toContain('tick * * * * * 1000'), 20_000)
  })

  test('tells a handler that failed', async () => {
    await run()
    await expect(running[0]?.tick(new Date(13))).rejects.toThrow('scheduled handler failed')
  })
})

describe('the inbox', () => {
  test('keeps what it has stored over a crash and a restart', async () => {
    const dataFolder = mkdtempSync(join(folder, 'kept-'))
    let url = await run({ dataFolder })
    await text(`${url}/keep`)
    process.kill(Number(readFileSync(join(dataFolder, 'workerd/workerd.pid'), 'utf8')), 'SIGKILL')
    await vi.waitFor(async () => expect(await text(`${url}/kept`)).toBe('["fetch"]'), 20_000)
    await running.pop()?.stop()
    url = await run({ dataFolder })
    expect(await text(`${url}/kept`)).toBe('["fetch"]')
  })

  test('has its alarm after a restart, without being asked', async () => {
    const dataFolder = mkdtempSync(join(folder, 'alarm-'))
    await text(`${await run({ dataFolder })}/alarm`)
    await running.pop()?.stop()
    const url = await run({ dataFolder })
    await vi.waitFor(() => expect(output).toContain('the alarm rang'), 20_000)
    expect(await text(`${url}/kept`)).toBe('["alarm"]')
  })
})

test('a Worker that cannot be loaded is told, and nothing is left running', async () => {
  const build = mkdtempSync(join(folder, 'broken-'))
  mkdirSync(join(build, 'worker'))
  mkdirSync(join(build, 'web'))
  writeFileSync(join(build, 'worker/index.js'), 'export default {')
  packAssets(build)
  await expect(run({ build })).rejects.toThrow(/^workerd did not start:\n[\s\S]*SyntaxError/)
})

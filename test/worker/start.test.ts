/** `npm start` and the commands beside it, as someone at a terminal meets them. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_TIME_ZONE, demoHistory } from '../../local/demo/history.ts'
import { addDays } from '../../schema/calendar.ts'
import { type Command, runCommand } from '../support/run-command.ts'

const ready = /^Gapwise is ready at (http:\/\/127\.0\.0\.1:\d+)$/m

let folder: string
let started: Command[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-start-'))
  started = []
})

afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended()
  }
  rmSync(folder, { recursive: true })
})

function start(settings: Record<string, string> = {}): Command {
  const command = runCommand('start', {
    PORT: '0',
    GAPWISE_DATA: join(folder, 'data'),
    GAPWISE_DEMO: '0',
    ...settings,
  })
  started.push(command)
  return command
}

const addressOf = async (command: Command) => (await command.said(ready))[1] ?? ''
const fileIn = (name: string) => join(folder, 'data', name)

describe('a start', () => {
  test('says exactly once that it is ready, and then answers', async () => {
    const command = start()
    const url = await addressOf(command)
    await expect.poll(async () => (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    await command.said(/Data +/)
    expect(command.stdout().match(/Gapwise is ready/g)).toHaveLength(1)
    expect(command.stderr()).toBe('')
  })

  test('prints a link for the first owner, whose token the database knows only as a digest', async () => {
    const command = start({ GAPWISE_SETUP_TOKEN: 'token-fixed-for-automation' })
    await command.said(/\/app\/setup#token-fixed-for-automation/)
    const row = rowsOf('SELECT hash, used_at FROM setup_tokens')
    expect(row).toEqual([[expect.stringMatching(/^[0-9a-f]{64}$/), null]])
  })

  test('uses PUBLIC_URL in its links', async () => {
    const command = start({ PUBLIC_URL: 'https://feedback.example.com' })
    await command.said(/https:\/\/feedback\.example\.com\/app\/setup#[\w-]{43}/)
  })

  test('keeps secret and database to this user', async () => {
    await addressOf(start())
    for (const name of ['secret', 'running.json', 'gapwise.db', 'gapwise.db-wal', '.']) {
      expect(statSync(fileIn(name)).mode & 0o077).toBe(0)
    }
    expect(readFileSync(fileIn('secret'), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test('ends it, whoever is still sending, without complaint, and a restart has all data', async () => {
    const first = start()
    await stillSending(await addressOf(first))
    const { lastToken } = await newOwnerLink()
    const secret = readFileSync(fileIn('secret'), 'utf8')
    first.child.kill(signal)
    expect(await first.ended()).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(fileIn('running.json'))).toBe(false)
    expect(rowsOf('SELECT hash FROM setup_tokens')).toHaveLength(1)
    const second = start()
    expect(lastToken).not.toBe('')
    expect((await fetch(`${await addressOf(second)}/healthz`)).status).toBe(200)
    expect(readFileSync(fileIn('secret'), 'utf8')).toBe(secret)
  })
})

test('a signal while it still starts ends it too', async () => {
  const command = start()
  await new Promise((resolve) => setTimeout(resolve, 150))
  command.child.kill('SIGINT')
  const { stderr } = await command.ended()
  expect(stderr).toBe('')
})

test('a demo shop that a kill -9 has cut off is finished by the next start, with no line twice', async () => {
  const first = start({ GAPWISE_DEMO: '1' })
  await first.said(/Making the demo shop/)
  const responses = () => (existsSync(fileIn('gapwise.db')) ? Number(countOf('responses')) : 0)
  await expect.poll(responses, { timeout: 50_000, interval: 20 }).toBeGreaterThan(0)
  first.child.kill('SIGKILL')
  await first.ended()
  const begunOn = new Date(
    Number(rowsOf("SELECT created_at FROM api_keys WHERE id = 'demo'").flat()[0]),
  )
  const history = demoHistory(addDays(begunOn.toISOString().slice(0, 10), -1), {
    timeZone: DEMO_TIME_ZONE,
  })
  const whole = Object.values(history.responses).flat().length
  expect(responses()).toBeLessThan(whole)

  await addressOf(start({ GAPWISE_DEMO: '1' }))
  expect(responses()).toBe(whole)
  expect(Number(countOf('customers'))).toBeGreaterThanOrEqual(history.customers.length)
  expect(rowsOf("SELECT slug FROM surveys WHERE status = 'live' ORDER BY slug")).toEqual(
    Object.keys(history.responses)
      .sort()
      .map((slug) => [slug]),
  )
  expect(rowsOf("SELECT json_extract(value, '$.demo') FROM settings")).toEqual([[1]])
  expect(rowsOf("SELECT 1 FROM api_keys WHERE id = 'demo'")).toEqual([])
}, 120_000)

test('after a kill -9 the next start takes the port back from the orphan', async () => {
  // Below the range that outgoing connections take theirs from, so that no other test can have it meanwhile.
  const first = start({ PORT: String(20_000 + (process.pid % 10_000)) })
  const url = await addressOf(first)
  first.child.kill('SIGKILL')
  await first.ended()
  expect(await addressOf(start({ PORT: new URL(url).port }))).toBe(url)
})

describe('one clear line and exit code 1, when', () => {
  const expectOneLine = async (command: Command, pattern: RegExp) => {
    const { code, stdout, stderr } = await command.ended()
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toMatch(pattern)
    expect(stdout).not.toMatch(ready)
    expect(code).toBe(1)
  }

  test('a setting is not valid', async () => {
    await expectOneLine(start({ PORT: 'http' }), /^The setting PORT is not valid: /)
    await expectOneLine(start({ DATABASE_URL: 'file:x' }), /^The setting DATABASE_URL is not valid/)
  })

  test('the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = String(typeof address === 'object' && address ? address.port : 0)
    const pattern = new RegExp(`^Port ${port} on 127.0.0.1 is already in use`)
    await expectOneLine(start({ PORT: port }), pattern)
    other.close()
  })

  test('the host is none of this machine', async () => {
    await expectOneLine(start({ HOST: '192.0.2.1' }), /^HOST 192\.0\.2\.1 is not an address of/)
  })

  test('the data folder cannot be written to', async () => {
    writeFileSync(join(folder, 'file'), '')
    const below = join(folder, 'file', 'data')
    await expectOneLine(start({ GAPWISE_DATA: below }), /^The data folder .* cannot be written to/)
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o500)
      await expectOneLine(start(), /^The data folder .* cannot be written to/)
      chmodSync(folder, 0o700)
    }
    if (process.platform === 'linux') {
      await expectOneLine(start({ GAPWISE_DATA: '/proc/gapwise' }), /cannot be written to/)
    }
  })

  test('the data folder is in use', async () => {
    const url = await addressOf(start())
    await expectOneLine(start(), new RegExp(`is in use by the Gapwise at ${url}`))
  })

  test('the database was made by a newer version', async () => {
    const first = start()
    await addressOf(first)
    first.child.kill('SIGTERM')
    await first.ended()
    const database = new Database(fileIn('gapwise.db'))
    database.exec("INSERT INTO migrations VALUES ('9999_future', 1)")
    database.close()
    await expectOneLine(
      start(),
      /^The database was made by a newer version of Gapwise .*9999_future/,
    )
  })

  test('the database file is none', async () => {
    await (await startedAndStopped()).ended()
    writeFileSync(fileIn('gapwise.db'), 'This is a letter, not a database. '.repeat(100))
    for (const rest of ['-wal', '-shm']) rmSync(fileIn(`gapwise.db${rest}`), { force: true })
    await expectOneLine(start(), /^The database .*gapwise\.db cannot be opened: /)
  })

  test('the external database does not answer', async () => {
    const command = start({ DATABASE_URL: 'http://127.0.0.1:9' })
    await expectOneLine(command, /^The database at 127\.0\.0\.1:9 did not answer: /)
  })
})

describe('npm run owner', () => {
  test('prints a link that replaces the one before, while the service runs', async () => {
    const url = await addressOf(start())
    const { stdout } = await newOwnerLink()
    expect(stdout).toContain(`${url}/app/setup#`)
    expect(rowsOf('SELECT 1 FROM setup_tokens')).toHaveLength(1)
  })

  test('works also while it does not', async () => {
    const { code, stdout } = await newOwnerLink()
    expect(stdout).toMatch(/\/app\/setup#[\w-]{43}\n$/)
    expect(code).toBe(0)
    expect(rowsOf('SELECT 1 FROM setup_tokens')).toHaveLength(1)
  })
})

describe('npm run backup', () => {
  test('copies all that is committed, while the service runs, and replaces nothing', async () => {
    await addressOf(start())
    const target = join(folder, 'backup.db')
    const settings = { GAPWISE_DATA: join(folder, 'data') }
    const first = await runCommand('backup', settings, [target]).ended()
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(rowsIn(target, 'SELECT count(*) FROM setup_tokens')).toEqual([[1]])
    const second = await runCommand('backup', settings, [target]).ended()
    expect(second.stderr).toMatch(/^.*exists already and is left as it is\.\n$/)
    expect(second.code).toBe(1)
  })
})

/** A request whose body never ends: to wait for it would be to wait for ever. */
async function stillSending(url: string): Promise<void> {
  const sending = request(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '100' },
  }).on('error', () => {})
  await new Promise((resolve) => sending.write('{', resolve))
}

async function newOwnerLink() {
  const result = await runCommand('owner', { GAPWISE_DATA: join(folder, 'data') }).ended()
  return { ...result, lastToken: /#([\w-]+)/.exec(result.stdout)?.[1] ?? '' }
}

async function startedAndStopped(): Promise<Command> {
  const command = start()
  await addressOf(command)
  command.child.kill('SIGTERM')
  return command
}

const countOf = (table: string) => rowsOf(`SELECT count(*) FROM ${table}`).flat()[0]

const rowsOf = (sql: string) => rowsIn(fileIn('gapwise.db'), sql)

function rowsIn(file: string, sql: string): unknown[] {
  const database = new Database(file)
  const rows = database.prepare(sql).raw(true).all([])
  database.close()
  return rows
}

/** The service as `npm start` runs it (own process, database on disk, synchronous=FULL), on a fresh folder. */
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client/http'
import * as z from 'zod'
import { buildIfNeeded } from '../local/build.ts'
import { databaseFile, openDataFolder, secretIn } from '../local/data-folder.ts'
import { connect } from '../local/database.ts'
import { startLibsqlServer } from '../local/libsql-server.ts'
import { migrate } from '../local/migrations.ts'
import { issueSetupToken } from '../local/setup-token.ts'
import { packAssets } from '../local/web-assets.ts'
import { startWorker, workerdFolder } from '../local/worker.ts'
import { pidFile } from '../local/workerd/orphan.ts'
import type { SurveyDefinitionInput } from '../schema/survey.ts'

export type Service = {
  url: string
  database: Client
  /** Makes the first owner, once. */
  setupToken: string
  /** Calls the staff API with a key that may write. @throws when it refuses */
  api(
    method: string,
    path: string,
    body?: string | ReadableStream<Uint8Array>,
    type?: string,
    more?: Record<string, string>,
  ): Promise<unknown>
  /** Makes a survey and publishes it. @returns its id */
  publish(slug: string, definition: SurveyDefinitionInput): Promise<string>
  /** Publishes another version of a survey. */
  republish(id: string, definition: SurveyDefinitionInput): Promise<void>
  /** What the runtime holds of the machine's memory, in MB. */
  memory(): number
  stop(): Promise<void>
}

export async function startService(): Promise<Service> {
  await buildIfNeeded()
  const dataFolder = mkdtempSync(join(tmpdir(), 'gapwise-bench-'))
  openDataFolder(dataFolder)
  const server = await startLibsqlServer({ file: databaseFile(dataFolder) })
  const database = connect(server.url, server.token)
  await migrate(database)
  const key = await makeKey(database)
  const setupToken = await issueSetupToken(database, new Date())
  const worker = await startWorker({
    port: 0,
    host: '127.0.0.1',
    databaseUrl: server.url,
    databaseToken: server.token,
    dataFolder,
    variables: { GAPWISE_SECRET: secretIn(dataFolder), GAPWISE_LIMIT_ADDRESS: '0' },
    ticks: false,
  })
  const url = `http://127.0.0.1:${worker.port}`
  const api: Service['api'] = async (method, path, body, type = 'application/json', more = {}) => {
    const headers = {
      ...more,
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': type }),
    }
    const init = body === undefined ? {} : { body, duplex: 'half' as const }
    const reply = await fetch(url + path, { method, headers, ...init })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    const text = await reply.text()
    return text === '' ? null : JSON.parse(text)
  }
  return {
    url,
    database,
    setupToken,
    api,
    async publish(slug, definition) {
      const made = await api('POST', '/api/surveys', JSON.stringify({ slug, definition }))
      const { id } = z.object({ id: z.string() }).parse(made)
      await api('PUT', `/api/surveys/${id}/publication`)
      return id
    },
    async republish(id, definition) {
      const { etag } = z.object({ etag: z.string() }).parse(await api('GET', `/api/surveys/${id}`))
      const body = JSON.stringify({ definition })
      await api('PUT', `/api/surveys/${id}`, body, undefined, { 'if-match': etag })
      await api('PUT', `/api/surveys/${id}/publication`)
    },
    memory() {
      return memoryOf(readFileSync(pidFile(workerdFolder(dataFolder)), 'utf8'))
    },
    async stop() {
      await worker.stop()
      await server.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** In MB. Where the system tells it as a file no process is started, which would hold up the database in this one. */
function memoryOf(pid: string): number {
  const told = `/proc/${pid}/status`
  const rss = existsSync(told)
    ? /VmRSS:\s*(\d+)/.exec(readFileSync(told, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' })
  return Number(rss) / 1024
}

async function makeKey(database: Client): Promise<string> {
  const key = `gw_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(key).digest('hex')
  await database.execute(
    "INSERT INTO api_keys (id, hash, name, scope, created_at) VALUES ('bench', ?, 'Bench', 'write', 0)",
    [hash],
  )
  return key
}

/** The least a Worker can do, served by the same runtime through the same door: what every ratio is to. */
export async function startHello(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'gapwise-hello-'))
  const build = join(folder, 'build')
  for (const each of ['worker', 'web']) mkdirSync(join(build, each), { recursive: true })
  writeFileSync(join(build, 'worker/index.js'), HELLO)
  packAssets(build)
  const worker = await startWorker({
    port: 0,
    host: '127.0.0.1',
    databaseUrl: 'http://127.0.0.1:9',
    databaseToken: undefined,
    dataFolder: join(folder, 'data'),
    variables: {},
    ticks: false,
    build,
  })
  return {
    url: `http://127.0.0.1:${worker.port}`,
    async stop() {
      await worker.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const HELLO = `
import { DurableObject } from 'cloudflare:workers'
export class Inbox extends DurableObject {}
export class Directory extends DurableObject {}
export default { fetch: () => new Response('hello') }
`

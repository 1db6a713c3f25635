/** The whole service for one test file: the built Worker in workerd, on a fresh database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client/http'
import { databaseFile, openDataFolder, secretIn } from '../../local/data-folder.ts'
import { connect } from '../../local/database.ts'
import { type LibsqlServer, startLibsqlServer } from '../../local/libsql-server.ts'
import { migrate } from '../../local/migrations.ts'
import { issueSetupToken } from '../../local/setup-token.ts'
import { type RunningWorker, startWorker } from '../../local/worker.ts'

export interface GapwiseOptions {
  /** Settings of the Worker by their names in the environment, such as GAPWISE_LIMIT_ADDRESS. */
  settings?: Record<string, string>
  /** Another database than the fresh one, already migrated: a fault proxy, or a process to kill. */
  database?: { url: string; token: string }
  /** Keeps the database and the inbox of an earlier run, which has stopped. */
  dataFolder?: string
  /** Whether webhooks may go to this machine, where a test listens; true by default. */
  reachPrivate?: boolean
  /** A server of the test that gets all webhooks, whatever their address. */
  webhooksTo?: string
  /** A certificate (PEM) that the mail server of MAIL_URL may show. */
  mailCertificate?: string
  /** Whether the scheduled handler also runs by itself every minute; false by default. */
  ticks?: boolean
  host?: string
  /** Where it listens, when PUBLIC_URL has to say it beforehand; a free port by default. */
  port?: number
}

export interface Gapwise {
  /** Where the service answers, without a slash at its end. */
  url: string
  databaseUrl: string
  databaseToken: string
  /** Straight into the database, for what a test has to see or to spoil. */
  database: Client
  dataFolder: string
  /** Makes the first owner, once. */
  setupToken: string
  /** `fetch` with a path; redirects are not followed, so that a test sees them. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Posts JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Runs the scheduled handler now and waits for it. */
  tick(time?: Date): Promise<void>
  /** All that the Worker has logged so far. */
  output(): string
  /** Ends the service; `keep` leaves the data folder for a next run. */
  stop(options?: { keep?: boolean }): Promise<void>
}

/** Starts the service on a free port; about a fifth of a second. The build must be there. */
export async function startGapwise(options: GapwiseOptions = {}): Promise<Gapwise> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'gapwise-test-')))
  openDataFolder(dataFolder)
  const own = options.database === undefined ? await freshDatabase(dataFolder) : null
  const { url: databaseUrl, token: databaseToken } = options.database ?? own ?? missing()
  const database = connect(databaseUrl, databaseToken)
  const setupToken = await issueSetupToken(database, new Date())
  let logged = ''
  const { host = '127.0.0.1', settings = {} } = options
  const worker: RunningWorker = await startWorker({
    port: options.port ?? 0,
    host,
    databaseUrl,
    databaseToken,
    dataFolder,
    mailUrl: settings.MAIL_URL,
    mailCertificate: options.mailCertificate,
    variables: { GAPWISE_SECRET: secretIn(dataFolder), ...settings },
    reachPrivate: options.reachPrivate ?? true,
    webhooksTo: options.webhooksTo,
    ticks: options.ticks ?? false,
    onOutput: (text) => {
      logged += text
    },
  })
  const url = `http://${host}:${worker.port}`
  const send = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init })
  return {
    url,
    databaseUrl,
    databaseToken,
    database,
    dataFolder,
    setupToken,
    fetch: send,
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    tick: worker.tick,
    output: () => logged,
    async stop({ keep = false } = {}) {
      await worker.stop()
      await own?.close()
      if (!keep) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function freshDatabase(dataFolder: string): Promise<LibsqlServer> {
  const server = await startLibsqlServer({ file: databaseFile(dataFolder), synchronous: 'OFF' })
  await migrate(connect(server.url, server.token))
  return server
}

function missing(): never {
  throw new Error('There is neither a given nor an own database')
}

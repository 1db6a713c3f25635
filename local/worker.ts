/** The built Worker in workerd, as on Cloudflare: same bundle, same Durable Object, same clock tick. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildFolder } from './project.ts'
import { workerdConfig } from './workerd/config.ts'
import { startWorkerd } from './workerd/process.ts'

export interface WorkerOptions {
  /** 0 takes a free port. */
  port: number
  host: string
  databaseUrl: string
  databaseToken: string | undefined
  /** The storage of the Durable Objects and workerd's files go into this folder. */
  dataFolder: string
  /** Plain variables and secrets, as in wrangler.toml; undefined ones are left out. */
  variables: Record<string, string | undefined>
  /** The operator's mail server, which the Worker reaches as `MAIL`. */
  mailUrl?: string | undefined
  /** A certificate (PEM) to trust there, beside those of browsers; for tests. */
  mailCertificate?: string | undefined
  /** Whether webhooks may go to this machine and private networks; false unless a test says so. */
  reachPrivate?: boolean
  /** A server that gets all webhooks instead of the one they are addressed to; only tests have one. */
  webhooksTo?: string | undefined
  /** Whether the scheduled handler runs every minute; true by default. */
  ticks?: boolean
  /** The folder a build made; the project's own by default. */
  build?: string
  onOutput?: (text: string) => void
}

export interface RunningWorker {
  port: number
  /** Runs the scheduled handler now and waits for it. */
  tick(time?: Date): Promise<void>
  stop(): Promise<void>
}

const minuteMs = 60_000

/** Where workerd's own files are, below the data folder. */
export const workerdFolder = (dataFolder: string) => join(dataFolder, 'workerd')

/** Starts the Worker and waits until it listens. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { databaseUrl, dataFolder, build = buildFolder } = options
  const folder = workerdFolder(dataFolder)
  const objects = join(dataFolder, 'objects')
  for (const each of [folder, objects]) mkdirSync(each, { recursive: true, mode: 0o700 })
  const variables = variablesOf(options)
  const fromHere = (path: string) => relative(folder, path).split(sep).join('/')
  const config = workerdConfig({
    workerScript: fromHere(join(build, 'worker/index.js')),
    assetsScript: fromHere(join(import.meta.dirname, 'workerd/assets.js')),
    assetsList: fromHere(join(build, 'web.json')),
    tickScript: fromHere(join(import.meta.dirname, 'workerd/tick.js')),
    variables: Object.keys(variables),
    databaseUrl,
    mailUrl: options.mailUrl,
    mailCertificate: options.mailCertificate,
    reachPrivate: options.reachPrivate ?? false,
    webhooksTo: options.webhooksTo,
  })
  writeFileSync(join(folder, 'config.capnp'), config, { mode: 0o600 })
  const tickToken = randomBytes(16).toString('hex')
  const workerd = await startWorkerd({
    config: join(folder, 'config.capnp'),
    folder,
    sockets: { public: `${bracketed(options.host)}:${options.port}`, tick: '127.0.0.1:0' },
    disks: { objects, files: join(build, 'web'), compressed: join(build, 'web.br') },
    environment: { ...variables, TICK_TOKEN: tickToken },
    onOutput: options.onOutput,
  })
  const tick = (time = new Date()) => runScheduled(workerd.ports.tick ?? 0, tickToken, time)
  const ticking = new AbortController()
  if (options.ticks ?? true) void tickEveryMinute(tick, ticking.signal)
  return {
    port: workerd.ports.public ?? 0,
    tick,
    stop() {
      ticking.abort()
      return workerd.stop()
    },
  }
}

function variablesOf({ databaseUrl, databaseToken, variables }: WorkerOptions) {
  const all = {
    RUNTIME: 'local',
    DATABASE_URL: databaseUrl,
    DATABASE_AUTH_TOKEN: databaseToken,
    ...variables,
  }
  const given = Object.entries(all).filter(
    (each): each is [string, string] => each[1] !== undefined,
  )
  return Object.fromEntries(given)
}

async function runScheduled(port: number, token: string, time: Date): Promise<void> {
  const reply = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ cron: '* * * * *', time: time.getTime() }),
  })
  if (!reply.ok) throw new Error(`The scheduled handler failed: ${await reply.text()}`)
}

/** On the minute, one after another: a slow tick makes the next one late, never double. */
async function tickEveryMinute(tick: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(minuteMs - (Date.now() % minuteMs), undefined, { signal, ref: false }).catch(
      () => {},
    )
    if (!signal.aborted) await tick().catch(() => {}) // the Worker has logged why
  }
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)

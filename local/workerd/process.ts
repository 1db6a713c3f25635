/** The workerd process: started, watched, started again after a crash, and ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Stop } from '../command.ts'
import { forgetPid, notePid, workerdBinary } from './orphan.ts'

export interface WorkerdOptions {
  config: string
  /** Where `workerd.pid` is kept. */
  folder: string
  /** Socket names and the addresses they listen on. */
  sockets: Record<string, string>
  /** Names of disk services and their folders. */
  disks: Record<string, string>
  environment: Record<string, string>
  /** Takes what the Worker and workerd write, instead of stdout and stderr. */
  onOutput?: ((text: string) => void) | undefined
}

export interface Workerd {
  /** The port each socket got. */
  ports: Record<string, number>
  stop(): Promise<void>
}

const graceMs = 500
const calmMs = 10_000
const crashesInARow = 5

/** Starts workerd and waits until it listens. Throws a Stop when it does not come up. */
export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  const first = await spawnWorkerd(options)
  const { ports } = first
  let { child } = first
  let stopping = false
  const again = { ...options, sockets: onPorts(options.sockets, ports) }

  async function watch(): Promise<void> {
    for (let crashes = 0; ; ) {
      const startedAt = Date.now()
      await ended(child)
      await sleep(100) // Ctrl-C reaches workerd as soon as us: see whether it was that
      if (stopping) return
      crashes = Date.now() - startedAt > calmMs ? 1 : crashes + 1
      if (crashes > crashesInARow) throw new Stop('workerd keeps ending unexpectedly.')
      console.error('workerd ended unexpectedly and is started again.')
      child = (await spawnWorkerd(again)).child
      if (stopping) child.kill('SIGKILL')
    }
  }

  watch().catch((error) => {
    console.error(error instanceof Stop ? error.message : error)
    process.exitCode = 1
    process.kill(process.pid, 'SIGTERM')
  })
  return {
    ports,
    async stop() {
      stopping = true
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended(child)
      clearTimeout(force)
      forgetPid(options.folder)
    },
  }
}

/** The same sockets, now on the ports they have got. */
function onPorts(sockets: Record<string, string>, ports: Record<string, number>) {
  const fixed = Object.entries(sockets).map(([name, address]) => {
    return [name, address.replace(/:\d+$/, `:${ports[name]}`)] as const
  })
  return Object.fromEntries(fixed)
}

async function spawnWorkerd(options: WorkerdOptions) {
  const child = spawn(workerdBinary(), argumentsOf(options), {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...systemEnvironment(), TZ: 'UTC', ...options.environment },
    windowsHide: true,
  })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  const { onOutput = null } = options
  const complaints: string[] = []
  let isUp = false
  child.stdout?.setEncoding('utf8').on('data', onOutput ?? writeTo(process.stdout))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (isUp) (onOutput ?? writeTo(process.stderr))(text)
    else complaints.push(text)
  })
  const ports = await Promise.race([listening(child, Object.keys(options.sockets)), failed(child)])
  if (ports === null) throw startFailure(complaints.join(''))
  isUp = true
  if (child.pid !== undefined) notePid(options.folder, child.pid)
  return { child, ports }
}

function argumentsOf({ config, sockets, disks }: WorkerdOptions): string[] {
  return [
    'serve',
    '--experimental', // for the scheduled handler, called from a service binding
    config,
    '--control-fd=3',
    ...Object.entries(sockets).map(([name, address]) => `--socket-addr=${name}=${address}`),
    ...Object.entries(disks).map(([name, folder]) => `--directory-path=${name}=${folder}`),
  ]
}

/** Waits until workerd has told the port of every socket on its control pipe. */
async function listening(child: ChildProcess, names: string[]): Promise<Record<string, number>> {
  const ports: Record<string, number> = {}
  const control = child.stdio[3]
  if (!(control instanceof Readable)) throw new Error('workerd has no control pipe')
  for await (const line of createInterface(control)) {
    const message: unknown = JSON.parse(line)
    if (isListen(message)) ports[message.socket] = message.port
    if (names.every((name) => ports[name] !== undefined)) {
      control.resume()
      return ports
    }
  }
  return new Promise(() => {}) // the pipe has closed: `failed` tells what happened
}

function isListen(message: unknown): message is { socket: string; port: number } {
  return typeof message === 'object' && message !== null && 'socket' in message && 'port' in message
}

async function failed(child: ChildProcess): Promise<null> {
  await Promise.race([once(child, 'close'), once(child, 'error')])
  return null
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

function startFailure(complaints: string): Stop {
  const taken = /Address already in use; toString\(\) = (\S+)/.exec(complaints)?.[1]
  if (taken !== undefined) return new Stop(`The address ${taken} is already in use.`)
  return new Stop(`workerd did not start:\n${complaints.trim()}`)
}

/** Only what programs need on any system: the Worker's settings must not leak in by accident. */
function systemEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH']
  const present = names.map((name) => [name, process.env[name]] as const)
  return Object.fromEntries(
    present.filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}

const writeTo = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text)

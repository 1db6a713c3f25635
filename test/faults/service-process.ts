/**
 * The service as a process of its own, for tests that kill it. Unlike `npm start` it also starts while its
 * database is away, as the Worker on Cloudflare does.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDataFolder, secretIn } from '../../local/data-folder.ts'
import { startWorker, workerdFolder } from '../../local/worker.ts'
import { endOrphan } from '../../local/workerd/orphan.ts'

export type ServiceProcess = {
  url: string
  /** Kills it on the spot, workerd and all. */
  kill(): Promise<void>
  /** Starts it again: same folder, same port. */
  restart(): Promise<void>
}

type Settings = { dataFolder: string; databaseUrl: string; databaseToken: string; port: number }

/** Starts it on a free port. Stop it with `kill`. */
export async function startServiceProcess(
  options: Omit<Settings, 'port'>,
): Promise<ServiceProcess> {
  let { child, port } = await run({ ...options, port: 0 })
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const workerd = Number(readFileSync(join(workerdFolder(options.dataFolder), 'workerd.pid')))
      child.kill('SIGKILL')
      process.kill(workerd, 'SIGKILL')
      await once(child, 'exit')
    },
    async restart() {
      const again = await run({ ...options, port })
      child = again.child
      port = again.port
    },
  }
}

async function run(settings: Settings): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGTERM'))
  for await (const line of createInterface(child.stdout)) {
    const ready = /^port (\d+)$/.exec(line)
    if (ready) {
      child.stdout.resume()
      return { child, port: Number(ready[1]) }
    }
  }
  throw new Error('The service process did not start')
}

if (process.argv[1] === import.meta.filename) {
  const { dataFolder, databaseUrl, databaseToken, port }: Settings = JSON.parse(
    process.argv[2] ?? '',
  )
  openDataFolder(dataFolder)
  await endOrphan(workerdFolder(dataFolder))
  const worker = await startWorker({
    port,
    host: '127.0.0.1',
    databaseUrl,
    databaseToken,
    dataFolder,
    variables: { GAPWISE_SECRET: secretIn(dataFolder), GAPWISE_LIMIT_ADDRESS: '0' },
    ticks: false,
    onOutput: () => {},
  })
  console.log(`port ${worker.port}`)
  process.once('SIGTERM', () => worker.stop().then(() => process.exit(0)))
}

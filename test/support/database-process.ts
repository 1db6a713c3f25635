/** The embedded database as a process of its own, for tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { connect } from '../../local/database.ts'
import { startLibsqlServer } from '../../local/libsql-server.ts'
import { migrate } from '../../local/migrations.ts'

export interface DatabaseProcess {
  url: string
  token: string
  /** Kills it on the spot, as a power cut of the process would (SIGKILL). */
  kill(): Promise<void>
  /** Starts it again: same file, same port, same token. */
  restart(): Promise<void>
}

/** Starts a migrated database on a free port. Stop it with `kill`. */
export async function startDatabaseProcess(file: string): Promise<DatabaseProcess> {
  const token = 'token-of-the-test-database'
  let { child, port } = await run(file, 0, token)
  const url = `http://127.0.0.1:${port}`
  await migrate(connect(url, token))
  return {
    url,
    token,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async restart() {
      const again = await run(file, port, token)
      child = again.child
      port = again.port
    },
  }
}

async function run(file: string, port: number, token: string) {
  const args = [import.meta.filename, JSON.stringify({ file, port, token })]
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  if (child.stdout === null) throw new Error('The database process has no output')
  for await (const line of createInterface(child.stdout)) {
    const ready = /^libSQL is ready at http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)
    if (ready) return { child, port: Number(ready[1]) }
  }
  throw new Error('The database process did not start')
}

if (process.argv[1] === import.meta.filename) {
  const { file, port, token } = JSON.parse(process.argv[2] ?? '')
  // Nothing here cuts the power, and a disk that others keep busy is no fault to be tested.
  const { url } = await startLibsqlServer({ file, port, token, synchronous: 'OFF' })
  console.log(`libSQL is ready at ${url}`)
}

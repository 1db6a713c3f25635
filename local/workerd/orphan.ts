/** A workerd left behind: when our process is killed, its own goes on listening. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Stop } from '../command.ts'

/** Where the number of workerd's process stands while it runs. */
export const pidFile = (folder: string) => join(folder, 'workerd.pid')

export function notePid(folder: string, pid: number): void {
  writeFileSync(pidFile(folder), String(pid))
}

export function forgetPid(folder: string): void {
  rmSync(pidFile(folder), { force: true })
}

/**
 * Ends the workerd noted in the folder. The folder is locked by us, so it belongs to nobody; and it
 * is ended only if the process of that number is our very workerd.
 */
export async function endOrphan(folder: string): Promise<void> {
  if (!existsSync(pidFile(folder))) return
  const pid = Number(readFileSync(pidFile(folder), 'utf8'))
  if (Number.isInteger(pid) && pid > 1 && isOurWorkerd(pid)) {
    process.kill(pid, 'SIGKILL')
    for (let waited = 0; waited < MOST_WAIT_MS && isThere(pid); waited += 20) await sleep(20)
  }
  forgetPid(folder)
}

/** What was killed is given so long to let go of its port; a busy machine takes its time. */
const MOST_WAIT_MS = 5000

/**
 * Whether a process may still hold anything: a killed one has no program any more before its sockets are closed, and the
 * last of its threads closes them.
 */
function isThere(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    return readdirSync(`/proc/${pid}/task`).length > 1 || !/^[ZX]/.test(state)
  } catch {
    return false
  }
}

function isOurWorkerd(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === realpathSync(workerdBinary())
  } catch {
    return false // gone, or a system without /proc
  }
}

/** The path of the runtime that npm has installed for this system. */
export function workerdBinary(): string {
  const require = createRequire(import.meta.url)
  const path: unknown = require('workerd').default
  if (typeof path !== 'string') throw new Stop('workerd is not installed: run "npm install".')
  return path
}

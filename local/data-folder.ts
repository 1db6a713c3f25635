/** The folder that holds everything this machine keeps: database, inbox, secret. */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { Stop } from './command.ts'

/** Makes the folder when absent. Throws a Stop when nothing can be written into it. */
export function openDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
    const probe = join(folder, `.writable-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    // SQLite gives its journals the rights of the file: nothing is for other users of this machine.
    for (const file of [databaseFile(folder), lockFile(folder)]) touchPrivately(file)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Stop(`The data folder ${folder} cannot be written to (${reason}). Set GAPWISE_DATA.`)
  }
}

/** Step by step: Node's own recursive way never ends where the system allows no new folders. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

export const databaseFile = (folder: string) => join(folder, 'gapwise.db')
const lockFile = (folder: string) => join(folder, 'lock')

function touchPrivately(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}

/**
 * Takes the folder for this process, or returns null when another one has it. The lock is SQLite's
 * on a file of its own: the system lets go of it whenever the process ends, however it ends.
 */
export function lockDataFolder(folder: string): (() => void) | null {
  const lock = new Database(lockFile(folder))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    return null
  }
  return () => lock.close()
}

/** The service's secret: 32 random bytes as hex, made at the first start and kept readable by us only. */
export function secretIn(folder: string): string {
  const file = join(folder, 'secret')
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString('hex'))
  return readFileSync(file, 'utf8').trim()
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, text, { mode: 0o600 })
  chmodSync(temporary, 0o600)
  renameSync(temporary, file)
}

/** How other commands find the database of a service that runs: `running.json` in the data folder. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Stop } from './command.ts'
import { databaseFile, lockDataFolder, openDataFolder, writePrivately } from './data-folder.ts'
import { type LibsqlServer, startLibsqlServer } from './libsql-server.ts'
import type { Settings } from './settings.ts'

const Running = z.object({
  address: z.string(),
  databaseUrl: z.string(),
  databaseToken: z.string(),
})
export type Running = z.infer<typeof Running>

const fileIn = (folder: string) => join(folder, 'running.json')

export function tellRunning(folder: string, running: Running): void {
  writePrivately(fileIn(folder), JSON.stringify(running))
}

export function tellStopped(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

export interface Door {
  databaseUrl: string
  databaseToken: string | undefined
  /** Where the service answers, or null when it does not run on this machine. */
  address: string | null
  close(): Promise<void>
}

/**
 * A way to the database for a command beside the service: the external server, the embedded one of
 * the running service, or else the file itself, opened for as long as the command takes.
 */
export async function openDatabase(settings: Settings): Promise<Door> {
  const { databaseUrl, databaseToken, dataFolder } = settings
  if (databaseUrl !== undefined) {
    return { databaseUrl, databaseToken, address: null, close: async () => {} }
  }
  openDataFolder(dataFolder)
  const unlock = lockDataFolder(dataFolder)
  if (unlock === null) {
    const running = whatRuns(dataFolder)
    if (running !== null) return { ...running, close: async () => {} }
    throw new Stop(`Gapwise is just starting or stopping in ${dataFolder}. Try again in a moment.`)
  }
  const server: LibsqlServer = await startLibsqlServer({ file: databaseFile(dataFolder) })
  return {
    databaseUrl: server.url,
    databaseToken: server.token,
    address: null,
    async close() {
      await server.close()
      unlock()
    },
  }
}

/** What the service that has the folder told; null while it starts or stops. */
export function whatRuns(folder: string): Running | null {
  try {
    return Running.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch {
    return null
  }
}

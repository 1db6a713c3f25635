/** `npm run backup -- FILE`: a whole copy of the database, also while the service runs. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'libsql'
import { runCommand, Stop } from './command.ts'
import { databaseFile } from './data-folder.ts'
import { readSettings } from './settings.ts'

await runCommand(async () => {
  const settings = readSettings(process.env)
  const target = process.argv[2]
  const source = databaseFile(settings.dataFolder)
  if (target === undefined) throw new Stop('Say where to: npm run backup -- FILE')
  if (settings.databaseUrl !== undefined) {
    throw new Stop('The database is an external server (DATABASE_URL): use its own backups.')
  }
  if (!existsSync(source)) throw new Stop(`There is no database in ${settings.dataFolder}.`)
  if (existsSync(target)) throw new Stop(`${target} exists already and is left as it is.`)
  copy(source, resolve(target))
  const megabytes = (statSync(target).size / 1e6).toFixed(1)
  console.log(`Backed up to ${target} (${megabytes} MB, checked).`)
})

/** SQLite reads one snapshot, so the copy is consistent; it gets its name only once it is whole. */
function copy(source: string, target: string): void {
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    const database = new Database(source, { timeout: 10_000 })
    database.prepare('VACUUM INTO ?').run([unfinished])
    database.close()
    expectIntact(unfinished)
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new Stop(`The backup failed: ${error instanceof Error ? error.message : error}.`)
  }
}

function expectIntact(file: string): void {
  const database = new Database(file)
  const found = JSON.stringify(database.prepare('PRAGMA integrity_check').raw().all([]))
  database.close()
  if (found !== '[["ok"]]') throw new Error(`the copy is damaged: ${found}`)
}

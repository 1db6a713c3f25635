/**
 * Brings a database to this version: the files of `schema/migrations` in the order of their names,
 * each together with its row in `migrations`, in one transaction: all of it or nothing.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, LibsqlError } from '@libsql/client/http'
import { Stop } from './command.ts'
import { migrationsFolder } from './project.ts'

const attempts = 100
const pauseMs = 100

/**
 * Applies what is missing and returns the names applied. Several processes may do so at once: each
 * migration is applied by one of them. Throws a Stop when the database was made by a newer version.
 */
export async function migrate(client: Client, folder = migrationsFolder): Promise<string[]> {
  await client.execute(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
  )
  const known = migrationsIn(folder)
  await refuseNewer(client, known)
  const applied: string[] = []
  for (const name of known) {
    if (await isApplied(client, name)) continue
    const sql = readFileSync(join(folder, `${name}.sql`), 'utf8')
    if (await apply(client, name, sql)) applied.push(name)
  }
  return applied
}

/** The names of the migrations of this version, without `.sql`, in order. */
export function migrationsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.map((file) => basename(file, '.sql')).sort()
}

async function refuseNewer(client: Client, known: string[]): Promise<void> {
  const { rows } = await client.execute('SELECT name FROM migrations ORDER BY name')
  const unknown = rows.map((row) => String(row.name)).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new Stop(
    `The database was made by a newer version of Gapwise (it has the migration ${unknown}). ` +
      'Start that version, or restore a backup of this one.',
  )
}

async function isApplied(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.execute('SELECT 1 FROM migrations WHERE name = ?', [name])
  return rows.length > 0
}

/**
 * The row comes first, so that whoever is second fails before it changes anything. Whatever fails,
 * the server rolls back when the stream closes.
 * @returns false when another process was faster
 */
async function apply(client: Client, name: string, sql: string): Promise<boolean> {
  const row = `INSERT INTO migrations VALUES ('${name.replaceAll("'", "''")}', ${Date.now()})`
  for (let attempt = 1; ; attempt++) {
    try {
      await client.executeMultiple(`BEGIN IMMEDIATE;\n${row};\n${sql}\n;COMMIT`)
      return true
    } catch (error) {
      if (await isApplied(client, name)) return false
      const isBusy = error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')
      if (isBusy && attempt < attempts) await sleep(pauseMs)
      else throw new Stop(`The migration ${name} failed: ${messageOf(error)}`)
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

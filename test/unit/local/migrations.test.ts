import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stop } from '../../../local/command.ts'
import { type LibsqlServer, startLibsqlServer } from '../../../local/libsql-server.ts'
import { migrate, migrationsIn } from '../../../local/migrations.ts'
import { migrationsFolder } from '../../../local/project.ts'

let folder: string
let server: LibsqlServer
let client: Client

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-migrations-'))
  server = await startLibsqlServer({ file: join(folder, 'test.db'), synchronous: 'OFF' })
  client = createClient({ url: server.url, authToken: server.token })
  add('0001_notes', 'CREATE TABLE notes (a TEXT); CREATE INDEX notes_by_a ON notes (a);')
  add('0002_trigger', "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT ';'; END; -- the end")
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const add = (name: string, sql: string) => writeFileSync(join(folder, `${name}.sql`), sql)
const tables = async () => {
  const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
  return rows.map((row) => row.name).sort()
}
const recorded = async () => {
  const { rows } = await client.execute('SELECT name FROM migrations ORDER BY name')
  return rows.map((row) => row.name)
}

test('what is missing is applied in order and noted with its time', async () => {
  const before = Date.now()
  expect(await migrate(client, folder)).toEqual(['0001_notes', '0002_trigger'])
  expect(await tables()).toEqual(['migrations', 'notes'])
  const { rows } = await client.execute('SELECT min(applied_at) AS first FROM migrations')
  expect(Number(rows[0]?.first)).toBeGreaterThanOrEqual(before)
})

test('what is applied stays as it is', async () => {
  await migrate(client, folder)
  await client.execute("INSERT INTO notes VALUES ('kept')")
  add('0003_more', 'CREATE TABLE more (b TEXT)')
  expect(await migrate(client, folder)).toEqual(['0003_more'])
  expect((await client.execute('SELECT a FROM notes')).rows[0]?.a).toBe('kept')
})

test('a migration that fails half-way leaves nothing of itself, and the ones before stay', async () => {
  add('0003_broken', 'CREATE TABLE half (a TEXT); INSERT INTO nowhere VALUES (1);')
  const failure = await migrate(client, folder).catch((error) => error)
  expect(failure).toBeInstanceOf(Stop)
  expect(failure.message).toMatch(/^The migration 0003_broken failed: .*nowhere/)
  expect(await tables()).toEqual(['migrations', 'notes'])
  expect(await recorded()).toEqual(['0001_notes', '0002_trigger'])
  add('0003_broken', 'CREATE TABLE half (a TEXT);')
  expect(await migrate(client, folder)).toEqual(['0003_broken'])
})

test('several at once apply each migration once', async () => {
  const clients = Array.from({ length: 6 }, () =>
    createClient({ url: server.url, authToken: server.token }),
  )
  const applied = await Promise.all(clients.map((each) => migrate(each, folder)))
  expect(applied.flat().sort()).toEqual(['0001_notes', '0002_trigger'])
  expect(await recorded()).toEqual(['0001_notes', '0002_trigger'])
})

test('a database of a newer version is refused and not touched', async () => {
  await migrate(client, folder)
  await client.execute("INSERT INTO migrations VALUES ('0009_future', 1)")
  add('0003_more', 'CREATE TABLE more (b TEXT)')
  const failure = await migrate(client, folder).catch((error) => error)
  expect(failure).toBeInstanceOf(Stop)
  expect(failure.message).toMatch(/made by a newer version of Gapwise .*0009_future/)
  expect(await tables()).toEqual(['migrations', 'notes'])
})

test('the migrations of this version apply to an empty database', async () => {
  const names = migrationsIn(migrationsFolder)
  expect(names.length).toBeGreaterThan(0)
  expect(await migrate(client, migrationsFolder)).toEqual(names)
})

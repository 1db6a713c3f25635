/** The embedded server, spoken to with the very client that the Worker uses. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/http'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LibsqlServer, startLibsqlServer } from '../../../local/libsql-server.ts'

let folder: string
let file: string
let server: LibsqlServer
let client: Client

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-libsql-'))
  file = join(folder, 'test.db')
  server = await startLibsqlServer({ file, synchronous: 'OFF' })
  client = createClient({ url: server.url, authToken: server.token })
  await client.execute('CREATE TABLE notes (id TEXT PRIMARY KEY, n INTEGER CHECK (n < 100)) STRICT')
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const noteIds = async () =>
  (await client.execute('SELECT id FROM notes ORDER BY id')).rows.map((row) => row.id)

describe('values', () => {
  test('come back as they went in', async () => {
    const bytes = new Uint8Array([0, 1, 254, 255])
    const args = ['ü 你好 "\\\n', 1.5, 42n, null, bytes.buffer, '']
    const { rows } = await client.execute('SELECT ?, ?, ?, ?, ?, ?', args)
    const [row] = rows
    expect(Array.from({ length: 6 }, (_, i) => row?.[i])).toEqual([
      'ü 你好 "\\\n',
      1.5,
      42,
      null,
      bytes.buffer,
      '',
    ])
  })

  test('integers of 64 bits keep every digit', async () => {
    const exact = createClient({ url: server.url, authToken: server.token, intMode: 'bigint' })
    const { rows } = await exact.execute('SELECT ?, 9007199254740993, 7, 7.0', [
      9223372036854775807n,
    ])
    expect([...Array(4).keys()].map((i) => rows[0]?.[i])).toEqual([
      9223372036854775807n,
      9007199254740993n,
      7n,
      7,
    ])
  })

  test('a number is bound as a real, as a libSQL server does', async () => {
    const { rows } = await client.execute('SELECT typeof(?) AS type', [7])
    expect(rows[0]?.type).toBe('real')
  })

  test('true and false arrive as 1 and 0', async () => {
    const { rows } = await client.execute('SELECT ? AS yes, ? AS no', [true, false])
    expect(rows[0]).toMatchObject({ yes: 1, no: 0 })
  })

  test('infinity survives JSON', async () => {
    const { rows } = await client.execute('SELECT 9e999 AS more, -9e999 AS less')
    expect(rows[0]).toMatchObject({ more: Infinity, less: -Infinity })
  })

  test('text with U+0000 is refused rather than cut off', async () => {
    const insert = client.execute('INSERT INTO notes VALUES (?, 1)', ['a\0b'])
    await expect(insert).rejects.toThrow(/U\+0000/)
    expect(await noteIds()).toEqual([])
  })

  test('arguments can have names', async () => {
    const { rows } = await client.execute({
      sql: 'SELECT :a AS a, @b AS b',
      args: { a: 1, b: 'x' },
    })
    expect(rows[0]).toMatchObject({ a: 1, b: 'x' })
  })

  test('an argument left out is null, not the one of the call before', async () => {
    const sql = 'SELECT ?1 AS a, ?2 AS b'
    await client.execute(sql, [1, 2])
    const { rows } = await client.execute(sql, [3])
    expect(rows[0]).toMatchObject({ a: 3, b: null })
  })
})

describe('results', () => {
  test('tell how many rows changed and which was inserted last', async () => {
    const inserted = await client.execute("INSERT INTO notes VALUES ('a', 1), ('b', 2)")
    expect(inserted).toMatchObject({ rowsAffected: 2, lastInsertRowid: 2n })
    const updated = await client.execute('UPDATE notes SET n = 3')
    expect(updated).toMatchObject({ rowsAffected: 2, lastInsertRowid: undefined })
    expect(await client.execute('SELECT * FROM notes')).toMatchObject({ rowsAffected: 0 })
    const ignored = await client.execute("INSERT INTO notes VALUES ('a', 1) ON CONFLICT DO NOTHING")
    expect(ignored.rowsAffected).toBe(0)
  })

  test('RETURNING gives the rows and counts them', async () => {
    const result = await client.execute("INSERT INTO notes VALUES ('a', 1), ('b', 2) RETURNING id")
    expect(result.rows.map((row) => row.id)).toEqual(['a', 'b'])
    expect(result.rowsAffected).toBe(2)
  })

  test('WITH counts when it writes and does not when it reads', async () => {
    await client.execute("INSERT INTO notes VALUES ('a', 1)")
    const reading = await client.execute('WITH x AS (SELECT * FROM notes) SELECT n FROM x')
    expect(reading).toMatchObject({ rowsAffected: 0, rows: [{ n: 1 }] })
    const writing = await client.execute(
      'WITH x AS (SELECT 5 AS n) UPDATE notes SET n = (SELECT n FROM x) RETURNING n',
    )
    expect(writing).toMatchObject({ rowsAffected: 1, rows: [{ n: 5 }] })
  })

  test('changes() sees the statement before it in the same batch', async () => {
    const results = await client.batch(
      ["INSERT INTO notes VALUES ('a', 1), ('b', 2) RETURNING id", 'SELECT changes() AS changed'],
      'write',
    )
    expect(results[1]?.rows[0]?.changed).toBe(2)
  })

  test('columns have their names and declared types', async () => {
    const { columns, columnTypes } = await client.execute('SELECT id, n AS number, 1 FROM notes')
    expect(columns).toEqual(['id', 'number', '1'])
    expect(columnTypes).toEqual(['TEXT', 'INTEGER', ''])
  })
})

describe('errors', () => {
  test.each([
    ['UNIQUE', "INSERT INTO notes VALUES ('a', 2)", 'SQLITE_CONSTRAINT'],
    ['CHECK', "INSERT INTO notes VALUES ('b', 100)", 'SQLITE_CONSTRAINT'],
    ['STRICT', "INSERT INTO notes VALUES ('b', 'many')", 'SQLITE_CONSTRAINT'],
    ['syntax', 'SELEC 1', 'SQLITE_ERROR'],
    ['two statements', 'SELECT 1; SELECT 2', 'SQL_MANY_STATEMENTS'],
    ['no statement', '-- nothing', 'SQL_NO_STATEMENT'],
  ])('%s is told by its base code', async (_, sql, code) => {
    await client.execute("INSERT INTO notes VALUES ('a', 1)")
    await expect(client.execute(sql)).rejects.toMatchObject({ code })
    expect(await noteIds()).toEqual(['a'])
  })

  test('a connection that has failed goes on working', async () => {
    await client.execute("INSERT INTO notes VALUES ('a', 1)")
    for (let i = 0; i < 20; i++) {
      await expect(client.execute("INSERT INTO notes VALUES ('a', 1)")).rejects.toThrow()
      await client.batch([`INSERT INTO notes VALUES ('ok${i}', 1)`], 'write')
    }
    expect((await noteIds()).length).toBe(21)
  })
})

describe('a batch', () => {
  test('happens whole or not at all', async () => {
    const batch = client.batch(
      ["INSERT INTO notes VALUES ('a', 1)", "INSERT INTO notes VALUES ('b', 100)"],
      'write',
    )
    await expect(batch).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT', statementIndex: 1 })
    expect(await noteIds()).toEqual([])
  })

  test('of 200 at once with the same key, one is stored', async () => {
    const tries = Array.from({ length: 200 }, () =>
      client.batch(["INSERT INTO notes VALUES ('same', 1)"], 'write').then(
        () => 'stored',
        () => 'refused',
      ),
    )
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  })

  test('reads one snapshot, while others write', async () => {
    await client.execute("INSERT INTO notes VALUES ('a', 1)")
    const count = 'SELECT count(*) AS n FROM notes'
    const writes = Array.from({ length: 30 }, (_, i) =>
      client.batch([`INSERT INTO notes VALUES ('w${i}', 1)`], 'write'),
    )
    const reads = Array.from({ length: 30 }, () => client.batch([count, count, count], 'read'))
    await Promise.all(writes)
    for (const results of await Promise.all(reads)) {
      const counts = results.map(({ rows }) => rows[0]?.n)
      expect(new Set(counts).size).toBe(1)
    }
  })
})

describe('a transaction', () => {
  test('is undone by a rollback', async () => {
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO notes VALUES ('a', 1)")
    await transaction.rollback()
    expect(await noteIds()).toEqual([])
  })

  test('is seen by others only after its commit', async () => {
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO notes VALUES ('a', 1)")
    expect(await noteIds()).toEqual([])
    await transaction.commit()
    expect(await noteIds()).toEqual(['a'])
  })

  test('that is abandoned is undone, and its lock let go', async () => {
    await server.close()
    server = await startLibsqlServer({ file, synchronous: 'OFF', idleMs: 200 })
    client = createClient({ url: server.url, authToken: server.token })
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO notes VALUES ('a', 1)")
    await client.batch(["INSERT INTO notes VALUES ('b', 1)"], 'write') // waits for the lock
    expect(await noteIds()).toEqual(['b'])
    await expect(transaction.commit()).rejects.toMatchObject({ code: 'STREAM_EXPIRED' })
  })

  test('makes another one wait, while readers go on', async () => {
    const first = await client.transaction('write')
    await first.execute("INSERT INTO notes VALUES ('a', 1)")
    const second = client.batch(["INSERT INTO notes VALUES ('b', 1)"], 'write')
    expect(await noteIds()).toEqual([])
    await first.commit()
    await second
    expect(await noteIds()).toEqual(['a', 'b'])
  })
})

test('a lock held by another process is waited for without freezing', async () => {
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const write = client.execute("INSERT INTO notes VALUES ('a', 1)")
  expect(await noteIds()).toEqual([])
  other.exec('COMMIT')
  other.close()
  await write
  expect(await noteIds()).toEqual(['a'])
})

test('several statements run as a script, and a failing one leaves no transaction open', async () => {
  await client.executeMultiple("CREATE TABLE more (a); INSERT INTO more VALUES (';'); SELECT 1;")
  expect((await client.execute('SELECT a FROM more')).rows[0]?.a).toBe(';')
  const script = "BEGIN; INSERT INTO notes VALUES ('a', 1); INSERT INTO nowhere VALUES (1); COMMIT"
  await expect(client.executeMultiple(script)).rejects.toThrow(/no such table: nowhere/)
  expect(await noteIds()).toEqual([])
  await client.execute("INSERT INTO notes VALUES ('b', 1)")
})

test('a changed table shows its new columns at once', async () => {
  await client.execute("INSERT INTO notes VALUES ('a', 1)")
  await client.execute('SELECT * FROM notes')
  await client.execute("ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'teal'")
  expect((await client.execute('SELECT * FROM notes')).columns).toEqual(['id', 'n', 'colour'])
  await client.execute('SELECT * FROM notes')
  await client.execute('DROP TABLE notes') // would be locked if a statement were left open
})

test('settings of one connection do not reach the next request', async () => {
  await client.execute('PRAGMA foreign_keys = off')
  const { rows } = await client.execute('PRAGMA foreign_keys')
  expect(rows[0]?.foreign_keys).toBe(1)
})

describe('a stranger on this machine', () => {
  const pipeline = { requests: [{ type: 'execute', stmt: { sql: 'DELETE FROM notes' } }] }
  test.each([{}, { authorization: 'Bearer ' }, { authorization: 'Bearer wrong' }])(
    'is refused with %o',
    async (headers) => {
      await client.execute("INSERT INTO notes VALUES ('a', 1)")
      const body = JSON.stringify(pipeline)
      const reply = await fetch(`${server.url}/v2/pipeline`, { method: 'POST', headers, body })
      expect(reply.status).toBe(401)
      expect(await noteIds()).toEqual(['a'])
    },
  )
})

test.each(['', '{', '{"requests":[{"type":"dance"}]}', '{"baton":"old","requests":[]}', '[]'])(
  'the malformed request %s is told and does no harm',
  async (body) => {
    const headers = { authorization: `Bearer ${server.token}` }
    const reply = await fetch(`${server.url}/v2/pipeline`, { method: 'POST', headers, body })
    expect(`${reply.status} ${await reply.text()}`).toMatch(/^400 .*"code"|"type":"error"/)
    expect(await noteIds()).toEqual([])
  },
)

test('what was acknowledged is in the file after the end', async () => {
  await client.batch(["INSERT INTO notes VALUES ('a', 1)"], 'write')
  await server.close()
  const database = new Database(file)
  expect(database.prepare('SELECT id FROM notes').raw(true).all([])).toEqual([['a']])
  database.close()
  server = await startLibsqlServer({ file })
})

/** Our own words to libSQL: held against the real server, and against servers that misbehave. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LibsqlServer, startLibsqlServer } from '../../../local/libsql-server.ts'
import { run, type Statement } from '../../../worker/hrana.ts'

let folder: string
let server: LibsqlServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-hrana-'))
  server = await startLibsqlServer({ file: join(folder, 'gapwise.db'), synchronous: 'OFF' })
  await write({
    sql: 'CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT',
    args: [],
  })
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => write({ sql: 'DELETE FROM things', args: [] }))

const door = (body: string) =>
  fetch(`${server.url}/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}` },
    body,
  })
const write = (...statements: Statement[]) => run(door, statements, 'BEGIN IMMEDIATE')
const read = (...statements: Statement[]) => run(door, statements, 'BEGIN TRANSACTION READONLY')
const add = (id: number, name: string): Statement => ({
  sql: 'INSERT INTO things (id, name) VALUES (?, ?)',
  args: [id, name],
})
const all: Statement = { sql: 'SELECT id, name FROM things ORDER BY id', args: [] }

describe('values', () => {
  test.each([null, 'text', '', '一 “two” \\ 3', 1.5, -7, 9007199254740991])(
    '%j comes back',
    async (value) => {
      const [result] = await read({ sql: 'SELECT ? AS value', args: [value] })
      expect(result?.rows).toEqual([{ value }])
    },
  )
  test('an integer that JavaScript cannot hold is refused rather than bent', () =>
    expect(read({ sql: 'SELECT 9007199254740993 AS value', args: [] })).rejects.toThrow(RangeError))
  test('a number that is none is refused before it is sent', () =>
    expect(read({ sql: 'SELECT ?', args: [Number.NaN] })).rejects.toThrow(RangeError))
})

describe('statements', () => {
  test('none are no question', async () => expect(await write()).toEqual([]))
  test('one tells how many rows it changed', async () => {
    const [result] = await write(add(1, 'a'))
    expect([result?.rowsAffected, result?.lastInsertRowid]).toEqual([1, 1n])
  })
  test('several happen together', async () => {
    const results = await write(add(1, 'a'), add(2, 'b'), all)
    expect(results.map(({ rowsAffected }) => rowsAffected)).toEqual([1, 1, 0])
    expect(results[2]?.rows).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ])
  })
  test('or not at all, and the database says why', async () => {
    const tried = write(add(1, 'a'), add(2, 'a'), add(3, 'c'))
    await expect(tried).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT',
      message: expect.stringContaining('things.name'),
    })
    expect((await read(all))[0]?.rows).toEqual([])
    // And the next one finds nothing left open.
    await write(add(1, 'a'), add(2, 'b'))
  })
  test('a single one that is refused is told alike', () =>
    expect(write(add(1, 'a')).then(() => write(add(1, 'b')))).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT',
    }))
})

describe('a server that', () => {
  const from = (reply: Response) => run(() => Promise.resolve(reply), [all], 'BEGIN IMMEDIATE')
  test('breaks off has not refused', () =>
    expect(from(new Response('{"results":[{"type":"ok","resp'))).rejects.toMatchObject({
      code: 'SERVER_ERROR',
    }))
  test('fails has not refused', () =>
    expect(from(new Response('oops', { status: 502 }))).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      message: expect.stringContaining('502'),
    }))
  test('fails and says why is quoted', () =>
    expect(
      from(new Response('{"message":"expired","code":"STREAM_EXPIRED"}', { status: 400 })),
    ).rejects.toMatchObject({ code: 'STREAM_EXPIRED' }))
  test('answers nothing has not refused', () =>
    expect(from(new Response('{"results":[]}'))).rejects.toMatchObject({ code: 'SERVER_ERROR' }))
})

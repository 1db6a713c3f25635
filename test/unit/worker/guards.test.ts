/** Guards of a batch, held against the real database: also beside the index of words, which writes behind one's back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { beforeEach, describe, expect, test } from 'vitest'
import { guardChanged } from '../../../worker/db.ts'

let db: Database.Database

beforeEach(() => {
  db = new Database(':memory:')
  const folder = 'schema/migrations'
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, file), 'utf8'))
  db.exec('CREATE TABLE things (name TEXT)')
})

/** A batch that indexes so many comments, changes `changed` rows and is guarded for `expected` of them. */
function batch(comments: number, changed: number, expected: number): void {
  const things = db.prepare('INSERT INTO things (name) VALUES (?)')
  for (let i = 0; i < changed; i++) things.run('a')
  db.exec('BEGIN IMMEDIATE')
  const index = db.prepare('INSERT INTO response_words (rowid, survey, words) VALUES (?, ?, ?)')
  for (let i = 1; i <= comments; i++) index.run(i, 'survey', `word${i} and word${i % 7}`)
  db.exec('DELETE FROM things')
  const { sql, args } = guardChanged(expected)
  db.prepare(sql).run(...args)
  db.exec('DELETE FROM guards; COMMIT')
}

describe.each([0, 1, 300])('in a batch that indexes %i comments', (comments) => {
  test.each([0, 1, 2, 50])('a guard for the %i rows that were changed holds', (changed) => {
    expect(() => batch(comments, changed, changed)).not.toThrow()
  })
  test.each([
    [0, 1],
    [1, 2],
    [2, 1],
    [1, 0],
  ])('%i rows changed where %i were expected fail it', (changed, expected) => {
    expect(() => batch(comments, changed, expected)).toThrow(/CHECK constraint failed/)
  })
})

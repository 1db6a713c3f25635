/** The migrations and the drizzle tables describe one database. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import Database from 'libsql'
import { beforeAll, describe, expect, test } from 'vitest'
import * as alerts from '../../../schema/tables/alerts.ts'
import * as audit from '../../../schema/tables/audit.ts'
import * as complaints from '../../../schema/tables/complaints.ts'
import * as customers from '../../../schema/tables/customers.ts'
import * as invitations from '../../../schema/tables/invitations.ts'
import * as jobs from '../../../schema/tables/jobs.ts'
import * as mails from '../../../schema/tables/mails.ts'
import * as purchases from '../../../schema/tables/purchases.ts'
import * as responses from '../../../schema/tables/responses.ts'
import * as staff from '../../../schema/tables/staff.ts'
import * as surveys from '../../../schema/tables/surveys.ts'
import * as tallies from '../../../schema/tables/tallies.ts'
import * as webhooks from '../../../schema/tables/webhooks.ts'
import * as widget from '../../../schema/tables/widget.ts'

const folder = 'schema/migrations'
const rooms = {
  alerts,
  audit,
  complaints,
  customers,
  invitations,
  jobs,
  mails,
  purchases,
  responses,
  staff,
  surveys,
  tallies,
  webhooks,
  widget,
}
const declared = Object.values(rooms)
  .flatMap((room) => Object.values(room))
  .filter((entry): entry is SQLiteTable => typeof entry === 'object')

let db: Database.Database
beforeAll(() => {
  db = new Database(':memory:')
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, file), 'utf8'))
})

const rows = (sql: string, ...args: string[]) =>
  db.prepare(sql).all(...args) as Record<string, unknown>[]

test('every table is declared once, and every declared table is migrated', () => {
  const migrated = rows(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE 'response_words%'`,
  ).map(({ name }) => name)
  expect(declared.map((table) => getTableConfig(table).name).sort()).toEqual(migrated.sort())
})

describe.each(declared.map((table) => [getTableConfig(table).name, table] as const))(
  'table %s',
  (name, table) => {
    test('has the declared columns, types and nullability', () => {
      const migrated = rows('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', name).map(
        ({ name: column, type, notnull, pk }) => ({
          column,
          type: String(type).toLowerCase(),
          required: notnull === 1 || Number(pk) > 0,
        }),
      )
      const config = getTableConfig(table)
      const keys = new Set(config.primaryKeys.flatMap((key) => key.columns.map((c) => c.name)))
      const expected = config.columns.map((column) => ({
        column: column.name,
        type: column.getSQLType(),
        required: column.notNull || column.primary || keys.has(column.name),
      }))
      expect(migrated).toEqual(expected)
    })

    test('is STRICT, so that no text ever stands where a number is meant', () => {
      const [row] = rows('SELECT strict FROM pragma_table_list WHERE name = ?', name)
      expect(row?.strict).toBe(1)
    })
  },
)

test('every column of whole numbers has its range checked', () => {
  for (const { name, sql } of rows(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`)) {
    if (String(name).startsWith('sqlite_')) continue
    for (const line of String(sql).split('\n')) {
      const column = /^\s+(\w+) INTEGER/.exec(line)?.[1]
      if (column && !/PRIMARY KEY/.test(line)) expect(line, `${name}.${column}`).toMatch(/CHECK/)
    }
  }
})

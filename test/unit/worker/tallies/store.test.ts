/** How sums are read: only those asked for, and days that belong together as one. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayOfNumber, INTERVALS, numberOfDay, startOf } from '../../../../schema/calendar.ts'
import type { Statement } from '../../../../worker/db.ts'
import {
  addToTallies,
  sizesOfGroups,
  sumsBetween,
  sumsByDay,
  sumsBySegment,
} from '../../../../worker/tallies/store.ts'

const folder = 'schema/migrations'
const first = numberOfDay('1969-11-20')
const last = numberOfDay('1970-03-03')

let db: Database.Database
beforeAll(() => {
  db = new Database(':memory:')
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, file), 'utf8'))
  db.exec('PRAGMA foreign_keys = OFF')
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const groups = days.map((day) => ({
    segment: '',
    day,
    tally: new Map([
      ['responses', [1, day]],
      // Longer than a row: it goes on in the next part.
      ['wide', Array.from({ length: 14 }, (_, i) => i + 1)],
    ]),
  }))
  for (const statement of addToTallies('s', groups)) run(statement)
})

const run = ({ sql, args }: Statement) => db.prepare(sql).run(...named(args))
const rows = ({ sql, args }: Statement) =>
  db.prepare(sql).all(...named(args)) as Record<string, unknown>[]
const named = (args: Statement['args']) => (Array.isArray(args) ? args : [])

const all = (measures: string[], width: number | null, interval: (typeof INTERVALS)[number]) =>
  sumsByDay('s', '', { measures, width }, [first, last], interval)

test.each(INTERVALS)(
  'the days of one %s, before 1970 too, have the sum of them all',
  (interval) => {
    const found = new Map<string, number>()
    for (const { day, s0 } of rows(all(['responses'], null, interval))) {
      const start = startOf(interval, dayOfNumber(Number(day)))
      found.set(start, (found.get(start) ?? 0) + Number(s0))
    }
    const expected = new Map<string, number>()
    for (let day = first; day <= last; day++) {
      const start = startOf(interval, dayOfNumber(day))
      expected.set(start, (expected.get(start) ?? 0) + 1)
    }
    expect(found).toEqual(expected)
  },
)

test('a week is one row, and so is a month', () => {
  expect(rows(all(['responses'], null, 'week'))).toHaveLength(16)
  expect(rows(all(['responses'], null, 'month'))).toHaveLength(5)
})

test('where the first sums are enough the others stay where they are', () => {
  const [row] = rows(all(['wide'], 2, 'year'))
  expect(row).toEqual({ day: first, measure: 'wide', part: 0, s0: 11, s1: 22 })
  expect(rows(all(['wide'], null, 'day'))).toHaveLength(2 * (last - first + 1))
})

describe('what is read of the tallies', () => {
  const plan = ({ sql, args }: Statement) =>
    rows({ sql: `EXPLAIN QUERY PLAN ${sql}`, args })
      .map(({ detail }) => String(detail))
      .filter((detail) => detail.includes(' t '))

  test.each([
    ['sums of some days', sumsBetween('s', '', ['responses'], first, last)],
    ['sums by day', all(['responses'], null, 'day')],
    [
      'sums by segment',
      sumsBySegment('s', 'tier', ['responses'], first, last, { before: 'tier=', after: '' }),
    ],
  ])('%s: the days of the measures asked for and nothing beside them', (_, statement) => {
    expect(plan(statement)).toEqual([
      expect.stringMatching(/^SEARCH t .*segment=\? AND measure=\? AND day>\? AND day<\?/),
    ])
  })

  test('the size of a group: one measure of that group', () => {
    expect(plan(sizesOfGroups('s', ['tier=key']))).toEqual([
      expect.stringMatching(/^SEARCH t .*segment=\? AND measure=\?/),
    ])
  })
})

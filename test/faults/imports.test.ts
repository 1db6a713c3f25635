/** An import goes on when the database is away for a moment, and tells the lines it stored itself as imported. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Fault } from './fault-proxy.ts'
import { startWorld, type World } from './world.ts'

const LINES = 1500

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => world.proxy.set(() => 'pass'))

const csv = (header: string, lineOf: (i: number) => string) =>
  [header, ...Array.from({ length: LINES }, (_, i) => lineOf(i))].join('\n')

type Case = { table: string; path: () => string; file: string }
const imports: Case[] = [
  {
    table: 'responses',
    path: () => `/api/surveys/${world.survey.id}/import`,
    file: csv(
      'id,submitted_at,recommend',
      (i) => `imported-${String(i).padStart(8, '0')},2026-01-${10 + (i % 20)},${i % 11}`,
    ),
  },
  {
    table: 'complaints',
    path: () => '/api/complaints/import',
    file: csv('id,opened_at,category', (i) => `case-${i},2026-01-${10 + (i % 20)},late`),
  },
  {
    table: 'customers',
    path: () => '/api/customers/import',
    file: csv('id,name', (i) => `c-${i},Customer ${i}`),
  },
]

const taken = async ({ path, file }: Case) => {
  const reply = await world.owner.fetch(path(), {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: file,
  })
  return { status: reply.status, ...(await reply.json()) }
}

test.for(imports)(
  '$table: cut off and refused on the way, and every line is imported once',
  async (each) => {
    const faults: Fault[] = ['cut-after', 'fail', 'cut-before', 'pass']
    let spoilt = 0
    world.proxy.set(({ body }) => {
      if (!body.includes(`INSERT INTO ${each.table}`)) return 'pass'
      return faults[spoilt++] ?? 'pass'
    })
    expect(await taken(each)).toMatchObject({
      status: 200,
      imported: LINES,
      duplicates: 0,
      rejectedCount: 0,
    })
    expect(spoilt).toBeGreaterThanOrEqual(faults.length)
    expect(await taken(each)).toMatchObject({ status: 200, imported: 0, duplicates: LINES })
    const { rows } = await world.database.execute(`SELECT count(*) AS n FROM ${each.table}`)
    expect(rows[0]?.n).toBe(LINES)
  },
)

test('storing that never works ends the import with 503; what was stored before stays, and counts as known', async () => {
  const id = (i: number) => `resumed-${String(i).padStart(8, '0')}`
  const file = csv('id,submitted_at,recommend', (i) => `${id(i)},2026-02-01,7`)
  const path = () => `/api/surveys/${world.survey.id}/import`
  const each = { table: 'responses', path, file }
  let stored = 0
  world.proxy.set(({ body }) =>
    body.includes('INSERT INTO responses') && stored++ > 0 ? 'cut-before' : 'pass',
  )
  expect(await taken(each)).toMatchObject({ status: 503, type: '/problems/unavailable' })
  world.proxy.set(() => 'pass')
  expect(await taken(each)).toMatchObject({ status: 200, imported: LINES - 1000, duplicates: 1000 })
})

/** Taking the demo shop away: all of it, nothing of anyone's own, by an owner only. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfNeeded } from '../../local/build.ts'
import { makeDemo } from '../../local/demo/demo.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn

beforeAll(async () => {
  await buildIfNeeded()
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await signedIn(gapwise)
}, 120_000)
afterAll(() => gapwise.stop())

const count = async (table: string): Promise<number> => {
  const { rows } = await gapwise.database.execute(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.n)
}
const tables = [
  'surveys',
  'responses',
  'tallies',
  'retractions',
  'complaints',
  'complaint_events',
  'customers',
  'exposures',
]

test('without a demo shop there is nothing to delete', async () => {
  const refused = await owner.send('DELETE', '/api/demo')
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/wrong-state'])
})

test('the whole shop goes, what people made themselves stays, and it can be done once', async () => {
  const key = (await owner.send('POST', '/api/api-keys', { name: 'Demo', scope: 'write' })).body.key
  const today = new Date().toISOString().slice(0, 10)
  await makeDemo({ url: gapwise.url, key, today })
  // As the first start marks it; and one customer of the demo's, as its import makes them.
  await gapwise.database.batch([
    "UPDATE settings SET value = json_set(value, '$.demo', json('true'))",
    `INSERT OR IGNORE INTO customers (id, name, email, created_at, updated_at)
      VALUES ('C0001', 'A', 'customer-0001@example.com', 0, 0)`,
    `INSERT INTO customers (id, name, email, created_at, updated_at)
      VALUES ('C9001', 'B', 'b@own.example', 0, 0)`,
  ])
  await owner.publish('own', {
    title: { en: 'Own' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const answer = { id: 'own-answer-0000001', version: 1, answers: { recommend: 9 } }
  expect((await gapwise.post('/api/public/surveys/own/responses', answer)).status).toBe(201)
  await owner.csv('POST', '/api/complaints/import', 'opened_at,category,id\n2026-01-05,late,own-1')
  await owner.csv('PUT', '/api/exposures/visits', `day,count\n${today},40`)

  let replies = 0
  while (!(await owner.send('DELETE', '/api/demo')).body.done) expect(++replies).toBeLessThan(20)

  const left = Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await count(table)])),
  )
  expect(left).toMatchObject({
    surveys: 1,
    responses: 1,
    complaints: 1,
    complaint_events: 1,
    customers: 1,
    exposures: 1,
  })
  const { surveys } = (await owner.get('/api/surveys')).body
  expect(surveys).toMatchObject([{ slug: 'own', responses: 1 }])
  expect((await owner.get('/api/complaints')).body.complaints).toMatchObject([{ id: 'own-1' }])
  expect((await owner.get('/api/settings')).body).toMatchObject({ demo: false, brand: {} })
  expect((await gapwise.fetch('/s/after-delivery')).status).toBe(404)
  expect((await owner.send('DELETE', '/api/demo')).status).toBe(409)
}, 120_000)

test('nobody but an owner may', async () => {
  await gapwise.database.execute("UPDATE staff SET role = 'editor'")
  expect((await owner.send('DELETE', '/api/demo')).status).toBe(403)
})

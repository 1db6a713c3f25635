/** One id is one response, however many send it at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse, type Submission } from '../support/a-survey.ts'
import { settled, wrongs } from './invariants.ts'
import { Ledger, post } from './ledger.ts'
import { startWorld, type World } from './world.ts'

let world: World
const ledger = new Ledger()

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world.stop())

const atOnce = (submissions: Submission[]) =>
  Promise.all(submissions.map((submission) => post(world.url, ledger, submission)))

const count = (statuses: number[], status: number) =>
  statuses.filter((each) => each === status).length

test('of 200 posts of one answer one stores it, and all get the same receipt', async () => {
  const answer = aResponse()
  const statuses = await atOnce(new Array<Submission>(200).fill(answer))
  expect([count(statuses, 201), count(statuses, 200)]).toEqual([1, 199])
  expect(ledger.lineOf(answer.id).receipts.size).toBe(1)
})

test('of two answers under one id one wins, and whoever sent the other is told', async () => {
  const one = aResponse({ answers: { recommend: 1 } })
  const other = { ...one, answers: { recommend: 9 } }
  const own = new Ledger()
  const statuses = await Promise.all(
    Array.from({ length: 100 }, (_, i) => post(world.url, own, i % 2 === 0 ? one : other)),
  )
  expect([count(statuses, 201), count(statuses, 200), count(statuses, 422)]).toEqual([1, 49, 50])
  const { rows } = await world.database.execute({
    sql: 'SELECT answers FROM responses WHERE id = ?',
    args: [one.id],
  })
  const winner = statuses.indexOf(201) % 2 === 0 ? one : other
  expect(rows.map((row) => JSON.parse(String(row.answers)))).toEqual([winner.answers])
  ledger.lineOf(one.id).sent.set(1, winner)
  ledger.lineOf(one.id).acknowledged = 1
})

test('while the database is away the same holds of what is kept', async () => {
  world.proxy.set(() => 'cut-before')
  const answer = aResponse()
  const other = { ...answer, answers: { recommend: 0 } }
  expect(new Set(await atOnce(new Array<Submission>(50).fill(answer)))).toEqual(new Set([202]))
  expect(await post(world.url, new Ledger(), other)).toBe(422)
  const [receipt = ''] = ledger.lineOf(answer.id).receipts
  const later = { ...answer, revision: 2, answers: { recommend: 10 } }
  expect(await post(world.url, new Ledger(), later)).toBe(403)
  expect(await post(world.url, ledger, { ...later, receipt })).toBe(202)
  expect(await post(world.url, ledger, answer)).toBe(200)
  world.proxy.set(() => 'pass')
  await settled(world.database, world.survey.id, world.waiting)
  expect(await post(world.url, ledger, { ...later, receipt })).toBe(200)
  expect(await wrongs(world.database, world.survey.id, ledger)).toEqual([])
})

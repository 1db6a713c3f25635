/** While libSQL is away pages are drawn, answers are kept, and nobody waits for it twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse, type Submission } from '../support/a-survey.ts'
import { random } from '../support/random.ts'
import type { Fault } from './fault-proxy.ts'
import { settled, wrongs } from './invariants.ts'
import { aPerson, Ledger, post } from './ledger.ts'
import { startWorld, type World } from './world.ts'

let world: World
const ledger = new Ledger()
const chance = random(3)

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world.stop())

const people = (count: number) => Array.from({ length: count }, (_, i) => aPerson(chance, i))
const sent = (persons: readonly Submission[]) =>
  Promise.all(persons.map((person) => post(world.url, ledger, person)))
const answers = (count: number) => sent(people(count))

test.for<Fault>(['hang', 'silent', 'stall'])(
  'a database that ends every call with “%s” leaves nobody without a reply, and only the first wait for it',
  async (fault) => {
    expect(await answers(3)).toEqual([201, 201, 201])
    world.proxy.set(() => fault)
    const replies: [who: string, status: number][] = []
    const note = async (who: string, request: Promise<Response>) =>
      replies.push([who, (await request).status])
    const [first] = await Promise.all([
      answers(20),
      note('page', world.gapwise.fetch(`/s/${world.survey.slug}`)),
      note('dashboard', world.gapwise.fetch('/')),
      note('staff', world.owner.fetch('/api/surveys')),
    ])
    expect(first).toEqual(new Array(20).fill(202))
    // Whoever needs no database is served before it is given up for the one who does.
    expect(replies.slice(0, 2).sort()).toEqual([
      ['dashboard', 200],
      ['page', 200],
    ])
    expect(replies[2]).toEqual(['staff', 503])
    const asked: string[] = []
    world.proxy.set(({ body }) => {
      asked.push(body)
      return fault
    })
    const later = people(20)
    expect(await sent(later)).toEqual(new Array(20).fill(202))
    // It was not even asked for them.
    expect(asked.filter((body) => later.some(({ id }) => body.includes(id)))).toEqual([])
    expect(ledger.inVain).toBe(0)
    const health = await world.gapwise.fetch('/healthz')
    expect(await health.json()).toEqual({ status: 'degraded', down: ['database'], waiting: 40 })
    world.proxy.set(() => 'pass')
    await settled(world.database, world.survey.id, world.waiting)
    expect(await wrongs(world.database, world.survey.id, ledger)).toEqual([])
    expect(await answers(3)).toEqual([201, 201, 201])
  },
)

test('a database that takes two seconds for every call gets its answers, or they are kept', async () => {
  world.proxy.set(() => ({ delay: 2000 }))
  for (let round = 0; round < 2; round++)
    expect(new Set([...(await answers(10)), 201, 202])).toEqual(new Set([201, 202]))
  expect(ledger.inVain).toBe(0)
  world.proxy.set(() => 'pass')
  await settled(world.database, world.survey.id, world.waiting)
  expect(await wrongs(world.database, world.survey.id, ledger)).toEqual([])
})

test('one row that the database will never take stops no other, neither at once nor from the shelf', async () => {
  await world.database.execute(
    `CREATE TRIGGER poison BEFORE INSERT ON responses WHEN new.id LIKE 'poison-%'
      BEGIN SELECT RAISE(ABORT, 'never'); END`,
  )
  const poison = (name: string) => aResponse({ id: `poison-${name.padEnd(16, 'x')}` })
  const [first, ...others] = await Promise.all([
    post(world.url, new Ledger(), poison('at-once')),
    answers(30),
  ])
  expect(first).toBe(500)
  expect(new Set(others.flat())).toEqual(new Set([201]))
  world.proxy.set(() => 'cut-before')
  await Promise.all([answers(30), post(world.url, new Ledger(), poison('kept')), answers(30)])
  world.proxy.set(() => 'pass')
  await settled(world.database, world.survey.id, world.waiting)
  const { rows } = await world.database.execute('SELECT id, reason FROM conflicts')
  expect(rows.map(({ id, reason }) => [id, reason])).toEqual([
    [`poison-${'kept'.padEnd(16, 'x')}`, 'unfit'],
  ])
  await world.database.execute('DELETE FROM conflicts')
  expect(await wrongs(world.database, world.survey.id, ledger)).toEqual([])
})

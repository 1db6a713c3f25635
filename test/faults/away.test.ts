/** While libSQL is away pages are drawn, answers are kept, and nobody waits for it twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse } from '../support/a-survey.ts'
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

const answers = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => post(world.url, ledger, aPerson(chance, i))))

test.for<Fault>(['hang', 'silent', 'stall'])(
  'a database that ends every call with “%s” leaves nobody without a reply, and only the first wait for it',
  async (fault) => {
    expect(await answers(3)).toEqual([201, 201, 201])
    world.proxy.set(() => fault)
    const order: string[] = []
    const note = async (who: string, requests: Promise<unknown>) => {
      await requests
      order.push(who)
    }
    // Staff need the database, and so are told when it is given up: whoever does not is served before.
    const staff = async () => expect((await world.owner.fetch('/api/surveys')).status).toBe(503)
    const shown = async (path: string) => expect((await world.gapwise.fetch(path)).status).toBe(200)
    const [first] = await Promise.all([
      answers(20),
      note('staff', staff()),
      note('page', shown(`/s/${world.survey.slug}`)),
      note('dashboard', shown('/')),
    ])
    expect(first).toEqual(new Array(20).fill(202))
    expect(order.at(-1)).toBe('staff')
    order.length = 0
    const later = answers(20)
    await Promise.all([note('staff', staff()), note('answers', later)])
    expect(await later).toEqual(new Array(20).fill(202))
    expect(order).toEqual(['answers', 'staff'])
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

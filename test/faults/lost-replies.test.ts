/** What the database did and what the service heard of it are two things; both ends must come out the same. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import type { Published } from '../support/owner.ts'
import { type Random, random } from '../support/random.ts'
import type { Call, Fault } from './fault-proxy.ts'
import { settled, wrongs } from './invariants.ts'
import { aPerson, Ledger, nextSave, remove, send } from './ledger.ts'
import { answersOf, startWorld, type World } from './world.ts'

let world: World
let survey: Published
let url: string
let ledger: Ledger
let chance: Random

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world.stop())

beforeEach(async () => {
  world.proxy.set(() => 'pass')
  survey = await world.owner.publish(aShortSurvey())
  url = answersOf(world.gapwise.url, survey)
  ledger = new Ledger()
  chance = random(7)
})

const isStoring = ({ body }: Call) => body.includes('INSERT INTO responses')
const isFolding = ({ body }: Call) => body.includes('INSERT INTO tallies')

async function expectAllWell(): Promise<void> {
  world.proxy.set(() => 'pass')
  await settled(world.database, survey.id, world.waiting)
  expect(await wrongs(world.database, survey.id, ledger)).toEqual([])
}

/** So many people, a few at once; every third saves twice. */
async function people(count: number, atOnce: number, to = { url, ledger }): Promise<void> {
  let next = 0
  const senders = Array.from({ length: atOnce }, async () => {
    for (let i = next++; i < count; i = next++) {
      const person = aPerson(chance, i)
      await send(to.url, to.ledger, person, chance)
      if (i % 3 === 0) await send(to.url, to.ledger, nextSave(person, to.ledger, chance), chance)
    }
  })
  await Promise.all(senders)
  expect(to.ledger.acknowledged()).toBe(count)
}

test.for<Fault>(['cut-after', 'cut-before', 'fail', 'half'])(
  'one call in three that ends with “%s” costs no answer and doubles none',
  async (fault) => {
    const dice = random(11)
    world.proxy.set(() => (dice.uniform() < 1 / 3 ? fault : 'pass'))
    await people(150, 8)
    await expectAllWell()
  },
)

test('an answer whose commit is never confirmed is stored once, under the same id', async () => {
  let isLost = false
  world.proxy.set((call) => {
    if (isLost || !isStoring(call)) return 'pass'
    isLost = true
    return 'silent'
  })
  const person = aPerson(chance, 1)
  expect(await send(url, ledger, person, chance)).toBe(202)
  expect(ledger.inVain).toBe(0)
  await expectAllWell()
  expect(await send(url, ledger, person, chance)).toBe(200)
  expect(ledger.lineOf(person.id).receipts.size).toBe(1)
})

test('a batch that was given up for lost and comes through later changes nothing', async () => {
  // The first sums arrive half a second after the service has stopped waiting for them.
  let late = 0
  world.proxy.set((call) => (isFolding(call) && late++ < 2 ? { delay: 3500 } : 'pass'))
  await people(30, 4)
  const [first = '', second = ''] = ledger.lines.keys()
  await waitFor(() => late > 0)
  await remove(world.gapwise.url, ledger, first)
  await send(url, ledger, nextSave(aPerson(chance, 2), ledger, chance), chance)
  await remove(world.gapwise.url, ledger, second)
  await waitFor(() => late > 1)
  await expectAllWell()
})

test('sums are added, and old selves subtracted, once, also when the batch that was given up for lost comes through last', async () => {
  const added = survey
  const subtracted = await world.owner.publish(aShortSurvey())
  const before = { url: answersOf(world.gapwise.url, subtracted), ledger: new Ledger() }
  await people(12, 4, before)
  await settled(world.database, subtracted.id, world.waiting)
  const folds = new Map([
    [added.id, 0],
    [subtracted.id, 0],
  ])
  const { promise: made, resolve: areMade } = Promise.withResolvers<void>()
  world.proxy.set((call) => {
    const id = [...folds.keys()].find((each) => isFolding(call) && call.body.includes(each))
    if (id === undefined) return 'pass'
    folds.set(id, (folds.get(id) ?? 0) + 1)
    return folds.get(id) === 1 ? { after: made } : 'pass'
  })
  await people(12, 4)
  for (const id of [...before.ledger.lines.keys()].slice(0, 4))
    await remove(world.gapwise.url, before.ledger, id)
  await waitFor(() => [...folds.values()].every((count) => count > 1))
  await settled(world.database, subtracted.id, world.waiting)
  await expectAllWell()
  areMade()
  await expect.poll(world.proxy.underWay).toBe(0)
  await expectAllWell()
  expect(await wrongs(world.database, subtracted.id, before.ledger)).toEqual([])
})

test('sums whose commit is not confirmed are not added, and old selves not subtracted, a second time', async () => {
  let lost = 0
  world.proxy.set((call) => (isFolding(call) && lost++ < 2 ? 'cut-after' : 'pass'))
  await people(20, 4)
  await waitFor(() => lost > 0)
  await expectAllWell()
  lost = 0
  world.proxy.set((call) => (isFolding(call) && lost++ < 2 ? 'cut-after' : 'pass'))
  for (const id of [...ledger.lines.keys()].slice(0, 5)) await remove(world.gapwise.url, ledger, id)
  await waitFor(() => lost > 0)
  await expectAllWell()
})

test.for<Fault>(['fail', 'cut-after'])(
  'whichever call of a save, a change or a deletion ends with “%s”, nothing is left half done',
  async (fault) => {
    for (let n = 1; n <= 4; n++) {
      const spoil = async () => {
        await calm()
        world.proxy.set(({ number }) => (number === n ? fault : 'pass'))
      }
      const [person, leaver] = [aPerson(chance, n), aPerson(chance, n)]
      await spoil()
      await send(url, ledger, person, chance)
      await spoil()
      await send(url, ledger, nextSave(person, ledger, chance), chance)
      await send(url, ledger, leaver, chance)
      await spoil()
      await remove(world.gapwise.url, ledger, leaver.id)
      expect(ledger.lineOf(leaver.id).deleted).toBe(true)
    }
    for (const status of Object.keys(ledger.statuses()))
      expect(['200', '201', '202', '204', '410', '503']).toContain(status)
    await expectAllWell()
  },
)

/** Waits until answers are stored at once again. */
async function calm(): Promise<void> {
  world.proxy.set(() => 'pass')
  await expect.poll(() => send(url, ledger, aPerson(chance, 0), chance)).toBe(201)
}

async function waitFor(condition: () => boolean): Promise<void> {
  await expect.poll(condition).toBe(true)
}

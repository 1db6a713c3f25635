/** The service ends and starts at the worst moments. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretIn } from '../../local/data-folder.ts'
import { type RunningWorker, startWorker } from '../../local/worker.ts'
import { random } from '../support/random.ts'
import { settled, wrongs } from './invariants.ts'
import { aPerson, Ledger, nextSave, post } from './ledger.ts'
import { answersOf, startWorld, type World, waitingAt } from './world.ts'

let world: World
let worker: RunningWorker
const ledger = new Ledger()
const chance = random(5)

beforeAll(async () => {
  world = await startWorld()
  // From here on the tests start and stop it themselves.
  await world.gapwise.stop({ keep: true })
  worker = await start()
})

afterAll(async () => {
  await worker.stop()
  await world.stop()
})

function start(): Promise<RunningWorker> {
  const { dataFolder, databaseToken, databaseUrl } = world.gapwise
  const variables = { GAPWISE_SECRET: secretIn(dataFolder), GAPWISE_LIMIT_ADDRESS: '0' }
  const options = { dataFolder, databaseUrl, databaseToken, variables, ticks: false }
  return startWorker({ ...options, port: 0, host: '127.0.0.1', onOutput: () => {} })
}

const url = () => `http://127.0.0.1:${worker.port}`
const answers = () => answersOf(url(), world.survey)

async function expectAllWell(): Promise<void> {
  world.proxy.set(() => 'pass')
  await settled(world.database, world.survey.id, () => waitingAt(url()))
  expect(await wrongs(world.database, world.survey.id, ledger)).toEqual([])
}

test('started while the database is away it shows its surveys and keeps answers', async () => {
  await worker.stop()
  world.proxy.set(() => 'hang')
  worker = await start()
  const page = await fetch(`${url()}/s/${world.survey.slug}`)
  expect(page.status).toBe(200)
  const person = aPerson(chance, 0)
  expect(await post(answers(), ledger, person)).toBe(202)
  expect(await waitingAt(url())).toBe(1)
  expect((await fetch(`${url()}/s/nobody-made-this`)).status).toBe(404)
  await expectAllWell()
  expect(await post(answers(), ledger, person)).toBe(200)
})

test('what it kept before it ended is written after it has started, without a request', async () => {
  world.proxy.set(() => 'cut-before')
  for (let i = 0; i < 20; i++) expect(await post(answers(), ledger, aPerson(chance, i))).toBe(202)
  await worker.stop()
  world.proxy.set(() => 'pass')
  worker = await start()
  const count = async () => {
    const { rows } = await world.database.execute('SELECT count(*) AS n FROM responses')
    return Number(rows[0]?.n)
  }
  await expect.poll(count).toBe(ledger.lines.size)
  await expectAllWell()
})

test('ended in the middle of a fold it adds nothing twice', async () => {
  let folds = 0
  // The sums are on their way for longer than the service lives, and until the next one has made them.
  const { promise: made, resolve: areMade } = Promise.withResolvers<void>()
  world.proxy.set(({ body }) =>
    body.includes('INSERT INTO tallies') && folds++ === 0 ? { after: made } : 'pass',
  )
  const people = Array.from({ length: 30 }, (_, i) => aPerson(chance, i))
  for (const person of people) expect(await post(answers(), ledger, person)).toBe(201)
  for (const person of people.slice(0, 10))
    expect(await post(answers(), ledger, nextSave(person, ledger, chance))).toBe(200)
  await expect.poll(() => folds).toBeGreaterThan(0)
  await worker.stop()
  worker = await start()
  await post(answers(), ledger, aPerson(chance, 99))
  await expectAllWell()
  areMade()
  await expect.poll(world.proxy.underWay).toBe(0)
  await expectAllWell()
})

/** The promise: whatever is killed meanwhile, every acknowledged answer is stored exactly once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretIn } from '../../local/data-folder.ts'
import { connect } from '../../local/database.ts'
import { aShortSurvey } from '../support/a-survey.ts'
import { type DatabaseProcess, startDatabaseProcess } from '../support/database-process.ts'
import { startGapwise } from '../support/gapwise.ts'
import { ownerOf, type Published } from '../support/owner.ts'
import { random } from '../support/random.ts'
import { settled, wrongs } from './invariants.ts'
import { aPerson, Ledger, nextSave, send } from './ledger.ts'
import { type ServiceProcess, startServiceProcess } from './service-process.ts'
import { answersOf, waitingAt } from './world.ts'

const PEOPLE = 3000
const CONNECTIONS = 16
/** Milliseconds a connection rests between two people, so that the kills fall into the middle of the work. */
const REST = 110

let folder: string
let databaseProcess: DatabaseProcess
let service: ServiceProcess
let survey: Published

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapwise-killed-'))
  databaseProcess = await startDatabaseProcess(join(folder, 'gapwise.db'))
  const { url: databaseUrl, token: databaseToken } = databaseProcess
  const dataFolder = join(folder, 'data')
  const database = { url: databaseUrl, token: databaseToken }
  const gapwise = await startGapwise({ database, dataFolder })
  survey = await (await ownerOf(gapwise)).publish(aShortSurvey())
  await gapwise.stop({ keep: true })
  secretIn(dataFolder)
  service = await startServiceProcess({ dataFolder, databaseUrl, databaseToken })
})

afterAll(async () => {
  await service.kill()
  await databaseProcess.kill()
  await rm(folder, { recursive: true, force: true })
})

/** People come in at 16 connections; every fifth saves twice. */
async function people(ledger: Ledger, url: string): Promise<void> {
  let next = 0
  const connections = Array.from({ length: CONNECTIONS }, async (_, connection) => {
    const chance = random(connection + 1)
    for (let i = next++; i < PEOPLE; i = next++) {
      const person = aPerson(chance, i)
      const status = await send(url, ledger, person, chance)
      const isStored = status >= 200 && status < 300
      if (isStored && i % 5 === 0) await send(url, ledger, nextSave(person, ledger, chance), chance)
      await sleep(REST * 2 * chance.uniform())
    }
  })
  await Promise.all(connections)
}

async function kills(): Promise<void> {
  await sleep(2000)
  await databaseProcess.kill()
  await sleep(2500)
  await databaseProcess.restart()
  await sleep(3000)
  await databaseProcess.kill()
  await sleep(1000)
  await service.kill()
  await sleep(300)
  await service.restart()
  await sleep(2000)
  await databaseProcess.restart()
  await sleep(3000)
  await databaseProcess.kill()
  await sleep(2000)
  await databaseProcess.restart()
}

test('3,000 answers at 16 connections outlive three kills of the database and one of the service', async () => {
  const ledger = new Ledger()
  await Promise.all([people(ledger, answersOf(service.url, survey)), kills()])
  const database = connect(databaseProcess.url, databaseProcess.token)
  await settled(database, survey.id, () => waitingAt(service.url))
  expect(ledger.lines.size).toBe(PEOPLE)
  expect(ledger.acknowledged()).toBe(PEOPLE)
  expect(ledger.inVain).toBe(0)
  expect(await wrongs(database, survey.id, ledger)).toEqual([])
  // All three ways were gone: stored at once, kept, and not answered at all.
  const statuses = ledger.statuses()
  expect(statuses[201]).toBeGreaterThan(500)
  expect(statuses[202]).toBeGreaterThan(100)
  expect(statuses[0]).toBeGreaterThan(0)
  expect(
    Object.keys(statuses).filter((status) => !['0', '200', '201', '202', '503'].includes(status)),
  ).toEqual([])
}, 90_000)

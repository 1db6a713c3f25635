/** Staff close, publish and delete while people answer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { Ledger, post } from './ledger.ts'
import { answersOf, startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world.stop())

const stored = async (surveyId: string) => {
  const { rows } = await world.database.execute({
    sql: 'SELECT id FROM responses WHERE survey_id = ? ORDER BY id',
    args: [surveyId],
  })
  return rows.map((row) => String(row.id))
}

test('while a survey closes, whoever is told 201 is stored, everybody else is told 410, and then nothing more comes', async () => {
  const survey = await world.owner.publish(aShortSurvey())
  const url = answersOf(world.gapwise.url, survey)
  const ledger = new Ledger()
  let isOver = false
  const senders = Array.from({ length: 50 }, async () => {
    while (!isOver) await post(url, ledger, aResponse())
  })
  const told = (status: number) =>
    [...ledger.lines.values()].filter(({ statuses }) => statuses[0] === status).length
  await expect.poll(() => told(201)).toBeGreaterThan(100)
  const close = () =>
    world.owner.fetch(`/api/surveys/${survey.id}/publication`, { method: 'DELETE' })
  expect((await close()).status).toBe(200)
  const atClose = await stored(survey.id)
  // Long enough for whatever was on its way to have come.
  await expect.poll(() => told(410)).toBeGreaterThan(100)
  isOver = true
  await Promise.all(senders)
  const taken = [...ledger.lines].filter(([, { statuses }]) => statuses[0] === 201)
  const refused = [...ledger.lines].filter(([, { statuses }]) => statuses[0] === 410)
  expect(taken.length + refused.length).toBe(ledger.lines.size)
  expect(await stored(survey.id)).toEqual(atClose)
  expect(atClose).toEqual(taken.map(([id]) => id).sort())
})

test('an answer to the version just published is taken, whoever asked for the old one meanwhile', async () => {
  const survey = await world.owner.publish(aShortSurvey())
  const url = answersOf(world.gapwise.url, survey)
  let isOver = false
  const statuses = new Set<number>()
  const readers = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      await world.gapwise.fetch(`/api/public/surveys/${survey.slug}`).then((reply) => reply.text())
      statuses.add(await post(url, new Ledger(), aResponse()))
    }
  })
  for (let version = 2; version <= 6; version++) {
    await world.owner.republish(survey, aShortSurvey({ title: { en: `Version ${version}` } }))
    expect(await post(url, new Ledger(), aResponse({ version }))).toBe(201)
  }
  isOver = true
  await Promise.all(readers)
  expect(statuses).toEqual(new Set([201]))
})

/** Days are the account's own, also on the two days a year that are not 24 hours long. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
let id: string

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Europe/Berlin')
  id = await owner.publish('days', {
    title: { en: 'Days' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
})
afterAll(() => gapwise.stop())

const at = (times: string[]) =>
  ['submitted_at,recommend', ...times.map((time) => `${time},9`)].join('\n')
const perDay = async (from: string, to: string): Promise<[string, number][]> => {
  const query = `from=${from}&to=${to}&interval=day`
  const { body } = await owner.get(`/api/surveys/${id}/reports/nps?${query}`)
  return body.series.map(({ start, n }: Json) => [start, n])
}

test('a spring day of 23 hours in Berlin ends an hour earlier in UTC', async () => {
  await owner.csv(
    'POST',
    `/api/surveys/${id}/import`,
    at([
      '2025-03-29T22:59:59Z', // the 29th, 23:59:59
      '2025-03-29T23:00:00Z', // the 30th, midnight
      '2025-03-30T01:00:00Z', // 02:00 became 03:00
      '2025-03-30T21:59:59Z', // the 30th, 23:59:59 in summer time
      '2025-03-30T22:00:00Z', // the 31st
    ]),
  )
  expect(await perDay('2025-03-29', '2025-03-31')).toEqual([
    ['2025-03-29', 1],
    ['2025-03-30', 3],
    ['2025-03-31', 1],
  ])
})

test('an autumn day of 25 hours in Berlin holds the hour that comes twice', async () => {
  await owner.csv(
    'POST',
    `/api/surveys/${id}/import`,
    at([
      '2025-10-25T22:00:00Z', // the 26th, midnight in summer time
      '2025-10-26T00:30:00Z', // 02:30, the first time
      '2025-10-26T01:30:00Z', // 02:30, the second time
      '2025-10-26T22:59:59Z', // the 26th, 23:59:59
      '2025-10-26T23:00:00Z', // the 27th
    ]),
  )
  expect(await perDay('2025-10-25', '2025-10-27')).toEqual([
    ['2025-10-25', 0],
    ['2025-10-26', 4],
    ['2025-10-27', 1],
  ])
})

test('another time zone moves answers to its own days, and sums are made anew', async () => {
  const zone = async (timeZone: string) =>
    expect((await owner.send('PUT', '/api/settings', { timeZone })).status).toBe(200)
  await zone('Asia/Shanghai')
  // 16:00 UTC is midnight.
  expect(await perDay('2025-03-29', '2025-03-31')).toEqual([
    ['2025-03-29', 0],
    ['2025-03-30', 3],
    ['2025-03-31', 2],
  ])
  await zone('Australia/Lord_Howe')
  await owner.csv(
    'POST',
    `/api/surveys/${id}/import`,
    at([
      '2025-04-05T12:59:59Z', // the 5th, 23:59:59, eleven hours ahead
      '2025-04-05T13:00:00Z', // the 6th, midnight
      '2025-04-06T13:29:59Z', // the 6th, 23:59:59, ten and a half hours ahead
      '2025-04-06T13:30:00Z', // the 7th
    ]),
  )
  expect(await perDay('2025-04-05', '2025-04-07')).toEqual([
    ['2025-04-05', 1],
    ['2025-04-06', 2],
    ['2025-04-07', 1],
  ])
})

test('sums of another zone’s days are of no use: reports count rows and say so, and the minute has the sums made anew', async () => {
  const report = async () => {
    const query = 'from=2025-04-05&to=2025-04-07&interval=day'
    const { body } = await owner.get(`/api/surveys/${id}/reports/nps?${query}`)
    return { rebuilding: body.rebuilding, days: body.series.map(({ n }: Json) => n) }
  }
  const days = [1, 2, 1]
  const rebuilt = { rebuilding: false, days }
  await expect.poll(report).toEqual(rebuilt)
  // As after an update from a version that did not say of which days they are; they are wrong, to show who uses them.
  await gapwise.database.batch([
    "UPDATE tally_cursors SET zone = ''",
    'UPDATE tallies SET s0 = s0 + 7',
    // Until that is seen nobody makes them anew, as the inbox does that still has its alarm from the import.
    `CREATE TRIGGER not_yet BEFORE UPDATE ON tally_cursors BEGIN SELECT RAISE(ABORT, 'not yet'); END`,
  ])
  expect(await report()).toEqual({ rebuilding: true, days })
  await gapwise.database.execute('DROP TRIGGER not_yet')
  await gapwise.tick()
  await expect.poll(report).toEqual(rebuilt)
})

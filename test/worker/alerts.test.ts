/** Alerts over HTTP: raised once for what is over, withdrawn when it no longer holds, seen by whoever may. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, startOf } from '../../schema/calendar.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
let surveyId: string

/** A Wednesday, and the week before it. Shanghai is eight hours ahead of the clock. */
const today = '2026-06-17'
const thisWeek = startOf('week', today)
const lastWeek = addDays(thisWeek, -7)
const at = (day: string, time = '12:00') => new Date(`${day}T${time}:00+08:00`)

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Asia/Shanghai')
  surveyId = await owner.publish('shop', {
    title: { en: 'Shop' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const days = Array.from({ length: 7 * 40 }, (_, i) => addDays(lastWeek, i + 7 - 7 * 40))
  await answers(days.flatMap((day) => Array(20).fill(day)))
  // Six or seven complaints in each week, but thirty in the last one, and forty in the week that is not over.
  const usual = days.filter((day, i) => day < lastWeek && (i % 7 < 6 || i % 14 === 6))
  await complaints([
    ...usual,
    ...Array.from({ length: 30 }, (_, i) => addDays(lastWeek, i % 7)),
    ...Array(40).fill(thisWeek),
  ])
})
afterAll(() => gapwise.stop())

const answers = async (days: string[], score = 9) => {
  const csv = ['submitted_at,recommend', ...days.map((day) => `${day},${score}`)].join('\n')
  const { body } = await owner.csv('POST', `/api/surveys/${surveyId}/import`, csv)
  expect(body.rejectedCount).toBe(0)
}
const complaints = async (days: string[]) => {
  const csv = ['opened_at,category', ...days.map((day) => `${day},late`)].join('\n')
  expect((await owner.csv('POST', '/api/complaints/import', csv)).body.rejectedCount).toBe(0)
}
const list = async (query = ''): Promise<Json[]> =>
  (await owner.get(`/api/alerts${query}`)).body.alerts
const kinds = (alerts: Json[]) =>
  alerts.map(({ start, rule, side }) => `${start} ${rule} ${side}`).sort()

test('an alert is raised once for each rule of a week that is over, however often and at once the clock ticks', async () => {
  await Promise.all([gapwise.tick(at(today)), gapwise.tick(at(today)), gapwise.tick(at(today))])
  await gapwise.tick(at(today, '12:01'))
  await gapwise.tick(at(addDays(today, 1)))
  const found = await list()
  expect(kinds(found)).toEqual([`${lastWeek} beyond-limits above`, `${lastWeek} ewma above`])
  const [first] = found
  expect(first).toMatchObject({
    chart: 'complaints',
    interval: 'week',
    end: addDays(thisWeek, -1),
    complaints: 30,
    exposure: 140,
    per: 1000,
    state: 'open',
    withdrawnAt: null,
  })
})

test('it is the report’s own signal: the chart it leads to shows it as an alert, and nothing to watch was raised', async () => {
  const [alert] = await list()
  const query = new URL(alert.link, gapwise.url).search
  const { body } = await owner.get(`/api/reports/complaints/trend${query}`)
  const signals = body.signals.filter(({ level }: Json) => level === 'alert')
  expect(kinds(signals)).toEqual(kinds(await list()))
  expect(body.signals.length).toBeGreaterThan(0)
})

test('a tick that is cut off before it has stored leaves nothing, and the next one raises it', async () => {
  // The note that the chart was looked at is in the batch of the alerts: without it there are none either.
  await gapwise.database.batch([
    'DELETE FROM alerts',
    'DELETE FROM alert_looks',
    `CREATE TRIGGER cut_off BEFORE INSERT ON alert_looks BEGIN SELECT RAISE(ABORT, 'cut off'); END`,
  ])
  await gapwise.tick(at(today)).catch(() => {})
  expect(await list()).toEqual([])
  await gapwise.database.execute('DROP TRIGGER cut_off')
  await gapwise.tick(at(today))
  expect(await list()).toHaveLength(2)
})

test('whoever works with complaints says that it was seen; who did is told, and in the log once', async () => {
  const [alert] = await list('?state=open')
  const see = () => owner.send('PUT', `/api/alerts/${alert.id}`, { state: 'seen' })
  const [first, again] = [await see(), await see()]
  expect(first.body).toMatchObject({ id: alert.id, state: 'seen', seenBy: 'Ana Duarte' })
  expect(again.body).toEqual(first.body)
  expect((await list('?state=seen')).map(({ id }) => id)).toEqual([alert.id])
  expect(await list('?state=open')).toHaveLength(1)
  const log = (await owner.get('/api/audit')).body.entries
  expect(log.filter(({ action }: Json) => action === 'alert-seen')).toHaveLength(1)
  expect((await owner.send('PUT', '/api/alerts/none', { state: 'seen' })).status).toBe(404)
  expect((await owner.send('PUT', `/api/alerts/${alert.id}`, { state: 'x' })).status).toBe(422)
})

test('pages follow one another, the latest first', async () => {
  const [latest, first] = await list()
  const page = (await owner.get('/api/alerts?limit=1')).body
  expect(page.alerts).toEqual([latest])
  const next = (await owner.get(`/api/alerts?limit=1&cursor=${page.next}`)).body
  expect(next.alerts).toEqual([first])
})

test('late answers that take the signal away withdraw the alert within the day, and it is to be seen anew', async () => {
  await gapwise.tick(at(today, '13:00'))
  // Thirty complaints were not so many after all: a shop’s answers of that week came in late.
  await answers(Array(700).fill(lastWeek), 8)
  await gapwise.tick(at(today, '13:01'))
  const found = await list()
  expect(found).toHaveLength(2)
  expect(found.every(({ withdrawnAt, state }) => withdrawnAt !== null && state === 'open')).toBe(
    true,
  )
})

test('a signal that holds again is an alert again, and the same one', async () => {
  const before = (await list()).map(({ id }) => id)
  await complaints(Array(160).fill(addDays(lastWeek, 3)))
  await gapwise.tick(at(today, '13:02'))
  const found = await list()
  expect(found.map(({ id }) => id)).toEqual(before)
  expect(found.every(({ withdrawnAt }) => withdrawnAt === null)).toBe(true)
})

test('a week with hardly any answers, in which the chart says nothing, takes no alert back', async () => {
  const before = await list()
  const kept = await gapwise.database.execute('SELECT * FROM alert_looks')
  expect(kept.rows).toHaveLength(1)
  // Nearly all answers of an ordinary week are gone: its expected count is below one, and a week is too short a period.
  await gapwise.database.batch([
    `DELETE FROM responses WHERE submitted_at >= unixepoch('${addDays(lastWeek, -70)}') * 1000 AND submitted_at < unixepoch('${addDays(lastWeek, -63)}') * 1000 AND seq % 40 > 0`,
    'DELETE FROM tallies',
    'UPDATE tally_cursors SET folded_through = 0',
  ])
  await gapwise.tick(at(addDays(today, 1)))
  const trend = `from=${addDays(lastWeek, -7 * 39)}&to=${addDays(thisWeek, -1)}&interval=week`
  const { body } = await owner.get(`/api/reports/complaints/trend?${trend}`)
  expect(body.fit.status).toBe('widen')
  expect((await list()).map(({ withdrawnAt }) => withdrawnAt)).toEqual(
    before.map(({ withdrawnAt }) => withdrawnAt),
  )
})

/** The effects planted in the demo are found by the reports, and where nothing is planted nothing is claimed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDemo } from '../../local/demo/demo.ts'
import { plantedDates } from '../../local/demo/planted.ts'
import { addDays } from '../../schema/calendar.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

const END = '2026-06-30'
const dates = plantedDates(END)
let gapwise: Gapwise
let owner: SignedIn
let surveys: Record<string, string>

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Asia/Shanghai')
  const made = await owner.send('POST', '/api/api-keys', { name: 'demo', scope: 'write' })
  const demo = await makeDemo({ url: gapwise.url, key: made.body.key, today: addDays(END, 1) })
  surveys = demo.surveys
  expect(demo.imported['/api/complaints/import']).toBeGreaterThan(500)
})
afterAll(() => gapwise.stop())

const report = async (slug: string, name: string, query: string): Promise<Json> => {
  const { status, body } = await owner.get(`/api/surveys/${surveys[slug]}/reports/${name}?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const days = (from: string, to: string) => `from=${from}&to=${to}`

test('key customers’ responsiveness gap fell, by what is perceived, and nobody else’s', async () => {
  const window = days(dates.slowRepliesFrom, addDays(dates.slowRepliesFrom, 120))
  const gaps = (tier: string) =>
    report('after-delivery', 'gaps', `${window}&filter.tier=${tier}&dimension=responsiveness`)
  const responsiveness = ({ dimensions }: Json) =>
    dimensions.find(({ key }: Json) => key === 'responsiveness')
  const { change } = responsiveness(await gaps('key'))
  expect(change.gap.verdict).toBe('clear-fall')
  expect(change.larger).toBe('perception')
  expect(change.gap.estimate).toBeLessThan(-0.8)
  for (const tier of ['regular', 'small'])
    expect(responsiveness(await gaps(tier)).change.gap.verdict).toBe('no-clear-change')
})

test('late deliveries raise an alert within the delay that weekly charts have', async () => {
  const query = `${days(dates.first, END)}&interval=week&exposure=orders&category=late`
  const { body } = await owner.get(`/api/reports/complaints/trend?${query}`)
  expect(body.chart).toBe('laney-u')
  const alerts = body.signals.filter(
    ({ level, side, start }: Json) =>
      level === 'alert' && side === 'above' && start >= dates.lateDeliveriesFrom,
  )
  // Methods 15: the delay is 3 to 22 days; the signalling week must have ended.
  expect(alerts[0].start <= addDays(dates.lateDeliveriesFrom, 22)).toBe(true)
  const delay = body.changePoint
  expect(delay >= addDays(dates.lateDeliveriesFrom, -14)).toBe(true)
})

test('no channel differs', async () => {
  const { segments } = await report(
    'after-delivery',
    'nps',
    `${days(dates.first, END)}&segment=channel`,
  )
  expect(segments.length).toBeGreaterThan(3)
  for (const { difference } of segments) expect(difference.verdict).toBe('no-clear-difference')
})

test('languages are compared with themselves, never with each other', async () => {
  const { rows } = await report(
    'after-delivery',
    'segments',
    `${days(addDays(END, -179), END)}&segment=locale`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row).toMatchObject({ difference: null, caution: 'response-style' })
    expect(row.change).not.toBeNull()
  }
  const nps = (value: string) =>
    rows.find((row: Json) => row.measure === 'nps' && row.value === value).estimate
  expect(nps('zh-CN')).toBeLessThan(nps('en'))
})

test('what the discontented write about is found in each language', async () => {
  const { languages, groups } = await report('after-delivery', 'themes', days(dates.first, END))
  expect(groups).toEqual({ a: 'detractors', b: 'promoters' })
  expect(languages.map(({ language }: Json) => language).sort()).toEqual(['en', 'zh-CN'])
  for (const { language, words, themes } of languages) {
    expect(words.a.length, language).toBeGreaterThan(0)
    const [word] = words.a
    expect(word.samples.length).toBeGreaterThan(0)
    for (const { text } of word.samples)
      expect(text.toLowerCase()).toContain(word.token.split('|')[0])
    expect(themes.length).toBeGreaterThan(3)
  }
})

test('drivers have a picture where everybody answers every dimension, and a reason where not', async () => {
  const year = days(dates.first, END)
  const full = await report('relationship-2026', 'drivers', `${year}&question=again`)
  expect(full.drivers).toHaveLength(5)
  expect(full.drivers.reduce((sum: number, { weight }: Json) => sum + weight, 0)).toBeCloseTo(1, 9)
  expect(full.rSquared).toBeGreaterThan(full.rSquaredOnGaps)
  const sampled = await report('after-delivery', 'drivers', year)
  expect(sampled).toMatchObject({ drivers: [], reason: 'sampled-questions' })
})

test('importance is stated beside derived', async () => {
  const found = await report('relationship-2026', 'importance', days(dates.first, END))
  expect(found).toMatchObject({ basis: 'stated', scale: { low: 1, high: 7, unit: 'points' } })
  expect(found.items).toHaveLength(5)
  for (const { data, scale } of found.items) {
    expect(data.quadrant).toBeTruthy()
    expect(scale.quadrant).toBeTruthy()
  }
  expect(found.dimensions.every(({ stated, derived }: Json) => stated > 0 && derived > 0)).toBe(
    true,
  )
  expect(found.agreement).toBeGreaterThanOrEqual(-1)
})

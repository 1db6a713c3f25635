/** The account's settings: what may be set, and that what is left out stays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { load } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const read = async () => (await owner.fetch('/api/settings')).json()
const put = (body: unknown) =>
  owner.fetch('/api/settings', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('have defaults until somebody sets them', async () => {
  expect(await read()).toEqual({
    brand: {},
    timeZone: 'UTC',
    privacyMinimum: 5,
    privacyLink: null,
    logo: null,
    colour: '#17486b',
    workingHours: null,
    tiers: ['key', 'regular', 'small'],
    stages: ['exploration', 'formation', 'stable', 'decline'],
    touchpoints: [],
    populations: {},
    complaintWeights: { tiers: {}, categories: {} },
    replyHours: null,
    identityKeyNumber: 0,
    holidays: [],
    widgetQuietDays: 7,
    demo: false,
  })
})

test('as they were read may be sent back, changed', async () => {
  const before = await read()
  const reply = await put({ ...before, privacyMinimum: 6 })
  expect([reply.status, await reply.json()]).toEqual([200, { ...before, privacyMinimum: 6 }])
  const { entries } = await (await owner.fetch('/api/audit?limit=1')).json()
  expect(entries[0].detail).toEqual({ changed: ['privacyMinimum'] })
  await put(before)
})

test('are changed one by one: what is left out stays', async () => {
  const wanted = {
    brand: { en: 'Harbour Tea', 'zh-CN': '海港茶' },
    timeZone: 'Europe/Berlin',
    privacyMinimum: 10,
    privacyLink: 'https://shop.example/privacy?x=1#y',
    logo: PIXEL,
    colour: '#B4002F',
    workingHours: { days: [1, 2, 3], from: '08:30', to: '17:00' },
    tiers: ['gold', '重要'],
    touchpoints: ['checkout'],
  }
  let so_far = await read()
  for (const [name, value] of Object.entries(wanted)) {
    so_far = { ...so_far, [name]: value }
    expect(await (await put({ [name]: value })).json()).toEqual(so_far)
    expect(await read()).toEqual(so_far)
  }
  expect(await (await put({})).json()).toEqual(so_far)
  await put({ timeZone: 'UTC', privacyMinimum: 5 })
})

describe('are refused', () => {
  test.each([
    [{ brand: 'Shop' }, '/brand'],
    [{ brand: { english: 'Shop' } }, '/brand/english'],
    [{ brand: { en: 'x'.repeat(61) } }, '/brand/en'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ timeZone: '' }, '/timeZone'],
    [{ privacyMinimum: 2 }, '/privacyMinimum'],
    [{ privacyMinimum: 21 }, '/privacyMinimum'],
    [{ privacyMinimum: 5.5 }, '/privacyMinimum'],
    [{ privacyMinimum: '5' }, '/privacyMinimum'],
    [{ privacyLink: 'http://shop.example' }, '/privacyLink'],
    [{ privacyLink: 'javascript:alert(1)' }, '/privacyLink'],
    [{ privacyLink: 'https://a@evil.example' }, '/privacyLink'],
    [{ privacyLink: '//evil.example' }, '/privacyLink'],
    [{ logo: 'https://shop.example/logo.png' }, '/logo'],
    [{ logo: 'data:image/svg+xml;base64,PHN2Zz4=' }, '/logo'],
    [{ logo: 'data:text/html,<script>' }, '/logo'],
    [{ logo: `data:image/png;base64,${'A'.repeat(45_000)}` }, '/logo'],
    [{ colour: 'red' }, '/colour'],
    [{ colour: '#17486b;}body{display:none' }, '/colour'],
    [{ workingHours: { days: [0], from: '08:00', to: '17:00' } }, '/workingHours/days/0'],
    [{ workingHours: { days: [1], from: '8', to: '17:00' } }, '/workingHours/from'],
    [{ tiers: [''] }, '/tiers/0'],
    [{ tiers: ['x'.repeat(65)] }, '/tiers/0'],
    [{ tiers: Array.from({ length: 201 }, (_, i) => `t${i}`) }, '/tiers'],
    [{ stages: 'all' }, '/stages'],
    [{ demo: true }, '/demo'],
    [{ secret: 'x' }, '/secret'],
    [{ timeZone: null }, '/timeZone'],
  ])('where they are none: %j', async (body, pointer) => {
    const before = await read()
    const reply = await put(body)
    expect(reply.status).toBe(422)
    const { errors } = await reply.json()
    expect(errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer)
    expect(await read()).toEqual(before)
  })
})

test('reach the page of every survey at once', async () => {
  const survey = await owner.publish(aShortSurvey())
  const page = () => load(gapwise, `/s/${survey.slug}`)
  await put({ brand: { en: '<Harbour>', 'zh-CN': '海港' }, logo: PIXEL, privacyLink: null })
  expect((await page()).text).toContain('<Harbour>')
  expect((await page()).html).toContain(`src="${PIXEL}"`)
  expect((await load(gapwise, `/s/${survey.slug}?lang=zh-CN`)).text).toContain('海港')
  await put({ brand: { en: 'Quay' }, privacyLink: 'https://shop.example/privacy' })
  const changed = await page()
  expect(changed.text).toContain('Quay')
  expect(changed.links).toContain('https://shop.example/privacy')
})

test('decide to which day an answer belongs, for those that are stored too', async () => {
  const survey = await owner.publish(aShortSurvey())
  const body = aResponse()
  await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body)
  // Half past three in the night of 2 March, UTC: in Los Angeles it is still 1 March.
  await gapwise.database.execute({
    sql: 'UPDATE responses SET submitted_at = ? WHERE id = ?',
    args: [Date.parse('2026-03-02T03:30:00Z'), body.id],
  })
  const on = async (day: string) =>
    (await owner.nps(survey, { from: day, to: day, question: 'recommend' })).total.n
  const zone = (timeZone: string) => put({ timeZone })
  await zone('America/Los_Angeles')
  expect(await on('2026-03-01')).toBe(1)
  expect(await on('2026-03-02')).toBe(0)
  await zone('Asia/Shanghai')
  expect(await on('2026-03-02')).toBe(1)
  expect(await on('2026-03-01')).toBe(0)
})

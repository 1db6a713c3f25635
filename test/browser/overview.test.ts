/** From the written brief to the signal behind it, a note on the day, and the made-up shop taken away. */
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published, taken } from '../support/owner.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import { afterDelivery } from './dashboard-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let state: SignedInState
const today = dayIn('UTC', Date.now())
const days = { from: addDays(today, -181), to: today }

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish({
    ...afterDelivery,
    questions: [
      ...afterDelivery.questions,
      { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
      { key: 'comment', type: 'text' },
    ],
  })
  await owner.import(survey, answers())
  await owner.csv('/api/complaints/import', complaintLines())
  state = await signIn(browser, gapwise.url, ANN)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** Five answers a day for a year; help falls two points short, and some say so. */
function answers(): string {
  const lines = Array.from({ length: 1825 }, (_, i) => {
    const day = addDays(today, -(i % 365))
    const score = 5 + ((i * 7) % 6)
    const pairs = [6, 4 + (i % 2), 6, 6 - (i % 2), 5, 5 + (i % 2)]
    return [day, score, ...pairs, 3 + (i % 3), i % 5 === 0 ? 'The reply was late' : ''].join(',')
  })
  const keys = ['quick', 'ontime', 'packed'].flatMap((key) => [
    `${key}.expectation`,
    `${key}.perception`,
  ])
  return [['submitted_at', 'recommend', ...keys, 'overall', 'comment'].join(','), ...lines].join(
    '\n',
  )
}

/** One complaint every other day for a year, but six a day in the last two weeks. */
function complaintLines(): string {
  const lines = Array.from({ length: 365 }, (_, i) => {
    const n = i < 14 ? 6 : i % 2
    const one = (k: number) => `${addDays(today, -i)},,${k % 3 === 0 ? 'item' : 'late'}`
    return Array.from({ length: n }, (_, k) => one(k))
  })
  return ['opened_at,closed_at,category', ...lines.flat()].join('\n')
}

const signedIn = async (options: BrowserContextOptions = {}): Promise<Page> =>
  (await browser.newContext({ storageState: state, acceptDownloads: true, ...options })).newPage()
const address = (room: string, more: Record<string, string> = {}) =>
  `${gapwise.url}/app/${room}?${new URLSearchParams({ survey: survey.slug, ...days, ...more })}`

describe('other days', () => {
  let page: Page
  beforeAll(async () => {
    page = await signedIn()
    await page.goto(address('overview'))
    await page.getByText('Responsiveness is what lets them down.').waitFor()
    await page.locator('#main .settled[aria-busy=false]').first().waitFor()
  })
  afterAll(() => page.context().close())

  const choose = async (name: string) => {
    await page
      .locator('.picks')
      .getByText(/20\d\d/)
      .click()
    await page.getByRole('button', { name, exact: true }).click()
  }
  const figures = () => page.locator('.brief, .kpis').allTextContents()
  const isQuiet = () => page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })

  test.each([
    ['nps', 'Last 12 months'],
    ['response-rate', 'Last 90 days'],
    ['trend', 'Last quarter'],
  ])(
    'all figures change at once, however late the %s comes, and are marked until then',
    async (late, named) => {
      await choose('Last 28 days')
      await isQuiet()
      const before = await figures()
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      const report = new RegExp(`/${late}\\?`)
      await page.route(report, async (route) => {
        await held
        await route.continue()
      })
      const others = ['gaps', 'resolution'].map((name) =>
        page.waitForResponse((reply) => reply.url().includes(`/${name}?`)),
      )
      await choose(named)
      await Promise.all(others)
      await page.locator('#main .late[aria-busy=true] > .kpis').waitFor()
      expect(await figures()).toEqual(before)
      letGo()
      await isQuiet()
      const after = await figures()
      for (const [i, text] of after.entries()) expect(text).not.toBe(before[i])
      expect(await page.locator('.late').count()).toBe(0)
      await page.unroute(report)
    },
  )
})

test('what is worth a look waits for the last of its reports, so that no link moves away under a hand', async () => {
  const page = await signedIn()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.route(/\/trend\?/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(address('overview'))
  await page.getByText('Responsiveness is what lets them down.').waitFor()
  const links = page.locator('.worth a')
  await links.first().waitFor({ state: 'attached' })
  expect(await links.first().isVisible()).toBe(false)
  letGo()
  await links.first().waitFor()
  expect(await links.first().textContent()).toMatch(/^Complaints have run high/)
  await page.context().close()
})

describe('from the brief to the day it is about', () => {
  let page: Page
  beforeAll(async () => {
    page = await signedIn()
    await page.goto(`${gapwise.url}/`)
  })
  afterAll(() => page.context().close())

  test('the dashboard opens with what lets customers down, and says what is worth a look', async () => {
    await page.locator('.brief-finding').waitFor()
    await page.goto(address('overview'))
    await page.getByText('Responsiveness is what lets them down.').waitFor()
    const links = page.getByRole('navigation', { name: 'Worth a look' }).getByRole('link')
    expect(await links.first().textContent()).toMatch(/^Complaints have run high since week \d+$/)
    expect(await page.locator('.kpis > li').count()).toBe(5)
    await links.first().click()
    await page.getByRole('heading', { level: 1, name: 'Complaints' }).waitFor()
  })
  test('the control chart numbers its signals and reads its points aloud', async () => {
    const list = page.locator('.signals li')
    await list.first().waitFor()
    expect(await list.first().textContent()).toMatch(/above the upper limit/)
    const chart = page.getByRole('application', { name: /^Complaints over time/ })
    await chart.focus()
    await page.keyboard.press('End')
    expect(await chart.locator('[aria-live]').textContent()).toMatch(/per 1,000 answers.*Usual:/s)
  })
  test('the table holds the unrounded rate of the API', async () => {
    const { points } = (await taken(
      await owner.fetch(`/api/reports/complaints/trend?${new URLSearchParams(days)}`),
    )) as { points: { start: string; rate: number }[] }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV: Complaints over time' }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
    const last = points.at(-1)
    expect(csv.split('\r\n').at(-1)).toContain(`${last?.start},`)
    expect(csv.split('\r\n').at(-1)).toContain(`,${last?.rate},`)
  })
  test('a note is written, quoted beside the signal, changed and taken away', async () => {
    await page.getByRole('button', { name: 'Add a note' }).click()
    await page.getByLabel('Day', { exact: true }).last().fill(addDays(today, -1))
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Write what happened').waitFor()
    await page.getByLabel('What happened').fill('Courier strike')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Note by Ann: Courier strike').first().waitFor()
    await page.getByRole('button', { name: 'Edit: Courier strike' }).click()
    await page.getByLabel('What happened').fill('Courier strike, north')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Note by Ann: Courier strike, north').first().waitFor()
    await page.getByRole('button', { name: 'Delete: Courier strike, north' }).click()
    await page.getByRole('heading', { name: 'What happened on these days?' }).waitFor()
  })
  test('who writes at once into a form just opened is not moved to its first field', async () => {
    await page.getByRole('button', { name: 'Add a note' }).click()
    const held = await page.evaluate(async () => {
      const cancel = [...document.querySelectorAll<HTMLButtonElement>('.note-form button')].at(-1)
      cancel?.click()
      await Promise.resolve()
      const add = document.activeElement
      if (!(add instanceof HTMLButtonElement)) return 'the focus did not come back to the button'
      add.click()
      await Promise.resolve()
      const text = document.querySelector<HTMLInputElement>('.note-form input[maxlength]')
      text?.focus()
      await new Promise((later) => setTimeout(later, 300))
      return document.activeElement === text ? 'held' : 'moved'
    })
    expect(held).toBe('held')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })
  test('another language is spoken everywhere, in words that came with the room too', async () => {
    await page.getByRole('button', { name: 'Ann' }).click()
    await page.getByText('中文').click()
    await page.getByRole('heading', { name: /投诉持续偏高$/ }).waitFor()
  })
})

test('an alert of a week that is over stands first until somebody has seen it, with the way to its chart', async () => {
  // More complaints in ordinary weeks, so that a week is long enough for a chart.
  const usual = Array.from({ length: 350 }, (_, i) => `${addDays(today, -14 - i)},other`)
  await owner.csv('/api/complaints/import', ['opened_at,category', ...usual].join('\n'))
  await gapwise.tick()
  const page = await signedIn()
  await page.goto(address('overview'))
  const alerts = page.getByRole('region', { name: 'Alerts' })
  await alerts.getByRole('heading').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const items = alerts.getByRole('listitem')
  const n = await items.count()
  expect(await items.first().textContent()).toMatch(/complaints in \d+ answers: .* on average/i)
  await alerts.getByRole('link', { name: 'Look at the chart' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Complaints' }).waitFor()
  await page.getByRole('list').filter({ hasText: 'above the upper limit' }).first().waitFor()
  await page.goBack()
  for (let left = n; left > 0; left--) {
    await alerts.getByRole('button', { name: /^Seen/ }).first().click()
    if (left > 1) await items.nth(left - 1).waitFor({ state: 'detached' })
  }
  await alerts.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.brief-finding').waitFor()
  expect(await alerts.count()).toBe(0)
  await page.context().close()
})

test('the made-up shop says so, and is gone after being asked twice', async () => {
  await gapwise.database.execute(
    "INSERT INTO settings (id, value) VALUES (1, '{\"demo\":true}') ON CONFLICT (id) DO UPDATE SET value = json_set(value, '$.demo', json('true'))",
  )
  const page = await signedIn()
  await page.goto(address('overview'))
  const notice = page.getByRole('region', { name: 'Demo shop' })
  await notice.getByRole('button', { name: 'Start with your own survey' }).click()
  expect(await notice.textContent()).toContain('It cannot be undone.')
  expect(await axeFindings(page)).toEqual([])
  await notice.getByRole('button', { name: 'Delete the demo shop' }).click()
  await page.waitForURL((url) => url.pathname === '/app/surveys')
  // The survey is Ann's own: it stays.
  await page.getByRole('link', { name: 'After delivery' }).waitFor()
  await page.goto(address('overview'))
  await page.locator('.brief-finding').waitFor()
  expect(await notice.count()).toBe(0)
  await page.context().close()
})

/** What a trend can do: notes and a target on it, before against after, the answers behind a point, and a picture of it. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { fillDemoShop, type SignedInState, signInOwner } from '../support/demo-shop.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'

const today = dayIn('UTC', Date.now())
const noted = addDays(today, -40)

let gapwise: Gapwise
let browser: Browser
let state: SignedInState

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  await fillDemoShop(gapwise.url, gapwise.setupToken)
  state = await signInOwner(browser, gapwise.url)
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const own = { origin: gapwise.url, 'x-requested-with': 'gapwise', cookie }
  const made = await gapwise.post('/api/notes', { day: noted, text: 'New courier' }, own)
  expect(made.status).toBe(201)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

async function opened(room: string, query = ''): Promise<Page> {
  const context = await browser.newContext({
    storageState: state,
    locale: 'en',
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/${room}${query}`)
  await page.locator('#main .panel').first().waitFor()
  // Whoever touches the page sees what stands further down.
  await page.keyboard.press('Shift')
  return page
}

const trends = [
  { room: 'nps', name: 'NPS over time', measure: 'nps', target: '40' },
  { room: 'gaps', name: 'Gap over time', measure: 'gap', target: '-0.2' },
  { room: 'ratings', name: 'Rating over time', measure: null, target: '80' },
  { room: 'complaints', name: 'Complaints over time', measure: 'complaints', target: '50' },
]

describe.each(trends)('$name', ({ room, name, measure, target }) => {
  let page: Page
  beforeAll(async () => {
    page = await opened(room)
  })
  afterAll(() => page.context().close())
  const panel = () => page.getByRole('region', { name, exact: true })

  test('lists the notes of its days by their letters', async () => {
    await panel().locator('.trend-notes').waitFor()
    expect(await panel().locator('.trend-notes li').allInnerTexts()).toEqual([
      expect.stringMatching(/^a\s.*New courier/s),
    ])
  })
  test('compares the days from a note on with as many before, in the words of a test', async () => {
    await panel().getByRole('button', { name: 'Compare before and after: New courier' }).click()
    const said = panel().getByRole('status').filter({ hasText: 'against' })
    await said.waitFor()
    expect((await said.innerText()).length).toBeGreaterThan(40)
  })
  test('takes a target, which is in the address', async () => {
    const field = panel().getByLabel(`Target: ${name}`)
    await field.fill(target)
    await field.press('Tab')
    await page.waitForURL((url) => {
      const found = [...url.searchParams].filter(([key]) => key.startsWith('target.'))
      return found.length === 1 && found[0]?.[1] === target
    })
    if (measure) expect(new URL(page.url()).searchParams.get(`target.${measure}`)).toBe(target)
    const shared = await page.context().newPage()
    await shared.goto(page.url())
    await shared.locator('#main .panel').first().waitFor()
    await shared.keyboard.press('Shift')
    const there = shared.getByLabel(`Target: ${name}`)
    await there.waitFor()
    expect(await there.inputValue()).toBe(target)
    await shared.close()
  })
  test('is a picture to take away', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel()
        .getByRole('button', { name: `PNG: ${name}`, exact: true })
        .click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^gapwise-.*\.png$/)
    const file = readFileSync(await download.path())
    expect(file.subarray(1, 4).toString()).toBe('PNG')
    // Twice the dots of a panel that is at least 500 pixels wide, and more than a blank one takes.
    expect(file.readUInt32BE(16)).toBeGreaterThan(1000)
    expect(file.length).toBeGreaterThan(10_000)
  })
  test('has no finding of axe', async () => expect(await axeFindings(page)).toEqual([]))
})

test('Enter on a point shows the answers of its days, and Back the trend', async () => {
  const page = await opened('nps')
  const chart = page.getByRole('application', { name: /^NPS over time/ })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  expect(await chart.locator('[aria-live]').textContent()).toMatch(/n = \d+/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/app\/responses/)
  const { searchParams } = new URL(page.url())
  expect(searchParams.get('question')).toBe('recommend')
  expect(searchParams.get('to')).toBe(addDays(searchParams.get('from') ?? '', 6))
  await page.goBack()
  await page.waitForURL(/\/app\/nps/)
  await page.context().close()
})

test('another survey has no target of this one', async () => {
  const page = await opened('nps', '?target.nps=40')
  const picks = page.locator('.page-bar select')
  const other = await picks.locator('option').nth(1).getAttribute('value')
  const first = await picks.inputValue()
  await picks.selectOption(first === other ? { index: 0 } : (other ?? ''))
  await page.waitForURL((url) => !url.searchParams.has('target.nps'))
  await page.context().close()
})

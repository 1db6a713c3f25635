/** What a trend can do: notes and a target on it, before against after, the answers behind a point, and a picture of it. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn, startOf } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { fillDemoShop, PERSON } from '../support/demo-shop.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'

const today = dayIn('UTC', Date.now())
const noted = addDays(today, -40)

let gapwise: Gapwise
let browser: Browser
let state: SignedInState

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  await fillDemoShop(gapwise.url, gapwise.setupToken)
  state = await signIn(browser, gapwise.url, PERSON)
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
  {
    room: 'choices',
    query: '?survey=after-support',
    name: 'Choice over time',
    measure: 'choice-solved-yes',
    target: '80',
  },
  { room: 'complaints', name: 'Complaints over time', measure: 'complaints', target: '50' },
  { room: 'complaints', name: 'Who speaks up', measure: 'voicing', target: '50' },
]

describe.each(trends)('$name', ({ room, query, name, measure, target }) => {
  let page: Page
  beforeAll(async () => {
    page = await opened(room, query)
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
    const { width = 0, height = 0 } = (await panel().boundingBox()) ?? {}
    expect(file.readUInt32BE(16)).toBe(Math.round((width + 48) * 3))
    // The panel with its title, and below it where it is from.
    expect(file.readUInt32BE(20)).toBeGreaterThan((height + 48 + 18) * 3)
    expect(file.length).toBeGreaterThan(10_000)
  })
  test('has no finding of axe', async () => expect(await axeFindings(page)).toEqual([]))
})

const explained = [
  { room: 'nps', name: 'NPS over time', report: 'nps' },
  { room: 'gaps', name: 'Gap over time', report: 'gaps' },
  { room: 'ratings', name: 'Rating over time', report: 'ratings' },
  {
    room: 'choices',
    query: '?survey=after-support',
    name: 'Choice over time',
    report: 'choices',
  },
  { room: 'complaints', name: 'Complaints over time', report: 'trend' },
  { room: 'complaints', name: 'Who speaks up', report: 'voicing' },
]
const weekOf = (day: string) => startOf('week', day)

test.each(explained)('Enter on a point of “$name” explains its days alone', async (one) => {
  const page = await opened(one.room, one.query)
  const chart = page.getByRole('application', { name: new RegExp(`^${one.name}`) })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'How this is computed' })
  await panel.locator('.explain-facts').first().waitFor()
  const [report, narrowed = ''] = (new URL(page.url()).searchParams.get('explain') ?? '').split('?')
  const { from, to } = Object.fromEntries(new URLSearchParams(narrowed))
  expect(report).toBe(one.report)
  // The line of NPS is of the weeks until then: the first, of which some days may lie outside, and this one.
  const weeks = one.report === 'nps' ? 2 : 1
  expect(to).toBe(addDays(weekOf(from ?? ''), 7 * weeks - 1))
  if (one.room === 'complaints') {
    await panel.getByRole('heading', { name: 'The complaints behind this' }).waitFor()
    await panel.locator('.cases-behind li').first().waitFor()
  } else {
    await panel.getByRole('link', { name: 'See the rows behind this' }).click()
    await page.waitForURL(/\/app\/responses/)
    expect(new URL(page.url()).searchParams.get('from')).toBe(from)
    expect(new URL(page.url()).searchParams.get('to')).toBe(to)
    await page.goBack()
  }
  await panel.locator('.explain-facts').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await page.context().close()
})

test('after an explanation the focus is back on the chart it came from', async () => {
  const page = await opened('nps')
  const chart = page.getByRole('application', { name: /^NPS over time/ })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'How this is computed' }).waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^NPS over time/)
  await page.context().close()
})

test('a complaint behind a category is read in words and opens its case', async () => {
  const page = await opened('complaints')
  const pareto = page.getByRole('region', { name: 'Complaints by category' })
  await pareto.locator('tbody tr').first().getByRole('link').first().click()
  const panel = page.getByRole('dialog', { name: 'How this is computed' })
  const first = panel.locator('.cases-behind li').first()
  await first.waitFor()
  const count = Number(await pareto.locator('tbody tr .number').first().textContent())
  const shown = await panel.locator('.cases-behind li').count()
  expect(shown).toBe(Math.min(20, count))
  if (count > 20) {
    await panel.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => panel.locator('.cases-behind li').count()).toBe(Math.min(40, count))
  }
  await first.getByRole('link').click()
  await page
    .getByRole('dialog', { name: /^C-\d+$/ })
    .locator('.case-facts')
    .waitFor()
  await page.context().close()
})

const tables: readonly (readonly [room: string, query: string])[] = [
  ['nps', ''],
  ['gaps', ''],
  ['ratings', ''],
  ['choices', '?survey=after-support'],
  ['complaints', ''],
  ['themes', ''],
  ['quality', ''],
]
test.each(tables)(
  'every figure in the tables of %s opens what explains it',
  async (room, query) => {
    const page = await opened(room, query)
    await page.waitForLoadState('networkidle')
    for (const button of await page.getByRole('button', { name: /^Table: / }).all())
      if ((await button.getAttribute('aria-pressed')) === 'false') await button.click()
    await page.locator('.table-scroll').first().waitFor()
    // A row has the link once; a click on any of its figures leads there.
    const bare = await page
      .locator('.panel:has(.panel-tools a) .table-scroll tbody tr')
      .evaluateAll((rows) =>
        rows
          .filter((row) =>
            [...row.querySelectorAll('td.number')].some((cell) => cell.textContent !== '–'),
          )
          .filter((row) => row.querySelectorAll('a[data-explain]').length !== 1)
          .map((row) => row.textContent),
      )
    expect(bare).toEqual([])
    const figure = page.locator('.table-scroll .explained td.number:last-of-type').first()
    const name = await figure
      .locator('xpath=..')
      .locator('[data-explain]')
      .getAttribute('data-explain')
    await figure.click()
    await page.getByRole('dialog', { name: 'How this is computed' }).waitFor()
    expect(new URL(page.url()).searchParams.get('explain')).toBe(name)
    await page.context().close()
  },
)

test('another survey has no target of this one', async () => {
  const page = await opened('nps', '?target.nps=40')
  const picks = page.locator('.page-bar select')
  const other = await picks.locator('option').nth(1).getAttribute('value')
  const first = await picks.inputValue()
  await picks.selectOption(first === other ? { index: 0 } : (other ?? ''))
  await page.waitForURL((url) => !url.searchParams.has('target.nps'))
  await page.context().close()
})

/** What staff do in the dashboard, in a real browser on the running service. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { fillIn, type SignedInState, signIn } from '../support/sign-in.ts'
import { afterDelivery, answersUpTo } from './dashboard-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
const today = dayIn('UTC', Date.now())
const days = { from: addDays(today, -89), to: today }

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(afterDelivery)
  const { imported } = await owner.import(survey, answersUpTo(today))
  expect(imported).toBe(300)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

test('the first owner is made with the one-time link, and the link works once', async () => {
  const fresh = await startGapwise()
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${fresh.url}/app/setup#${fresh.setupToken}`)
  await page.getByLabel('Your name').fill('Sam Reyes')
  await page.getByLabel('Email').fill('sam@shop.example')
  await page.getByLabel('Password').fill('another long password')
  await page.getByRole('button', { name: 'Make the owner' }).click()
  await page.getByText('No survey yet').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await page.goto(`${fresh.url}/app/setup#${fresh.setupToken}`)
  await page.getByLabel('Your name').fill('Mallory')
  await page.getByLabel('Email').fill('m@shop.example')
  await page.getByLabel('Password').fill('another long password')
  await page.getByRole('button', { name: 'Make the owner' }).click()
  expect(await page.getByRole('alert').textContent()).toBe(
    'Gapwise has an owner already. Sign in instead',
  )
  await page.context().close()
  await fresh.stop()
})

test('a wrong password is told without saying which half was wrong, and gets the focus', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${gapwise.url}/app/gaps`)
  await page.getByLabel('Email').fill(ANN.email)
  await page.getByLabel('Password').fill('wrong password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const alert = page.getByRole('alert')
  expect(await alert.textContent()).toBe('This email address and password do not match')
  await expect.poll(() => alert.evaluate((one) => one === document.activeElement)).toBe(true)
  await expect.poll(() => page.title()).toMatch(/^Error: /)
  await page.context().close()
})

describe('from signing in to the answers behind the worst gap', () => {
  let page: Page
  beforeAll(async () => {
    page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  })
  afterAll(() => page.context().close())

  test('a shared link shows its room after signing in', async () => {
    await page.goto(`${gapwise.url}/app/nps?survey=${survey.slug}&${new URLSearchParams(days)}`)
    await fillIn(page, ANN)
    await page.getByRole('heading', { level: 1, name: 'NPS' }).waitFor()
    expect(new URL(page.url()).searchParams.get('from')).toBe(days.from)
  })
  test('the headline is the score of the API, with its interval', async () => {
    const { total } = await owner.nps(survey, days)
    const { low = 0, high = 0 } = total.interval ?? {}
    expect(await page.locator('.brief-finding').textContent()).toBe(
      `NPS is ${signed(total.nps)}, between ${signed(low)} and ${signed(high)}.`,
    )
  })
  test('the menu keeps the filters and moves the focus to the title', async () => {
    await page.getByRole('link', { name: 'Gaps' }).click()
    const title = page.getByRole('heading', { level: 1, name: 'Gaps' })
    await title.waitFor()
    await page.locator('.brief-finding').waitFor()
    expect(new URL(page.url()).searchParams.get('from')).toBe(days.from)
    await expect.poll(() => title.evaluate((one) => one === document.activeElement)).toBe(true)
  })
  test('on a phone the menu is gone once a room is chosen, the one that is open too', async () => {
    const size = page.viewportSize()
    await page.setViewportSize({ width: 390, height: 844 })
    for (const room of ['NPS', 'Gaps', 'Gaps']) {
      await page.getByRole('button', { name: 'Menu' }).click()
      const link = page.getByRole('link', { name: room, exact: true })
      await link.click()
      await link.waitFor({ state: 'hidden' })
      await page.getByRole('heading', { level: 1, name: room }).waitFor()
    }
    if (size) await page.setViewportSize(size)
    await page.locator('.brief-finding').waitFor()
  })
  test('the brief names the item that falls well short', async () => {
    expect(await page.locator('.brief-finding').textContent()).toContain(
      '“Quick answers when I need help”',
    )
  })
  test('one click on its row shows every pair of scores', async () => {
    await page.getByRole('button', { name: 'Quick answers when I need help' }).first().click()
    const cells = page.locator('.heat-cell')
    await cells.first().waitFor()
    const counts = (await cells.allTextContents()).map(Number)
    expect(counts).toHaveLength(49)
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(300)
    expect(new URL(page.url()).searchParams.get('item')).toBe('quick')
  })
  test('Escape closes it and the focus is back on the row', async () => {
    await page.keyboard.press('Escape')
    await page.locator('.side-panel').waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row')))
      .toBe('quick')
  })
  test('arrow keys read the chart aloud, point by point', async () => {
    const chart = page.getByRole('application', { name: /^Expected and got by item/ })
    await chart.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const { items } = await owner.gaps(survey, days)
    const quick = items.find(({ key }) => key === 'quick')
    expect(await chart.locator('[aria-live]').textContent()).toContain(
      `Quick answers when I need help. ${signed(quick?.gap.mean ?? null, 2)}`,
    )
  })
  test('the table view says the same in text, and its button leaves it', async () => {
    const toggle = page.getByRole('button', { name: 'Table: Expected and got by item' })
    await toggle.click()
    expect(await toggle.getAttribute('aria-pressed')).toBe('true')
    const row = page.getByRole('row', { name: /^Quick answers when I need help/ }).first()
    expect(await row.textContent()).toContain('Below expectation')
    await toggle.click()
  })
  test('the export holds the unrounded gap of the API', async () => {
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Expected and got by item/ }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
    const { items } = await owner.gaps(survey, days)
    const mean = items.find(({ key }) => key === 'quick')?.gap.mean
    expect(csv.split('\r\n').find((line) => line.startsWith('Quick'))).toContain(`,${mean},`)
    expect(download.suggestedFilename()).toBe(
      `gapwise-${survey.slug}-gaps-items-${days.from}-${days.to}.csv`,
    )
  })
  test('a preset changes the days in the address, and Back brings the old ones', async () => {
    await page.getByRole('button', { name: /^Days/ }).click()
    await page.getByRole('button', { name: 'Last 28 days' }).click()
    await page.waitForURL((url) => url.searchParams.get('from') === addDays(today, -27))
    await page.goBack()
    await page.waitForURL((url) => url.searchParams.get('from') === days.from)
  })
  test('a chosen group is asked for, and everyone again with one button', async () => {
    await page.getByRole('button', { name: /^Segment/ }).click()
    await page.getByRole('textbox', { name: 'Order type' }).fill('gift')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('filter.order_type') === 'gift')
    await page.getByRole('cell', { name: '150', exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Show everyone' }).click()
    await page.waitForURL((url) => !url.searchParams.has('filter.order_type'))
  })
  test('another language is spoken at once and everywhere', async () => {
    await page.getByRole('button', { name: 'Ann' }).click()
    await page.getByText('中文').click()
    await page.getByText('响应性').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect(await page.locator('.brief-finding').textContent()).toContain('“需要帮助时的答复速度”')
  })
  test('figures that cannot be refreshed are told with their time, and come back on a retry', async () => {
    await page.keyboard.press('Escape')
    const shown = await page.locator('.brief-finding').textContent()
    await page.getByRole('link', { name: '问卷' }).click()
    await page.route('**/reports/**', (route) => route.abort())
    await page.goBack()
    await page.getByText(/^数据截至 \d\d:\d\d。 无法连接服务。/).waitFor()
    expect(await page.locator('.brief-finding').textContent()).toBe(shown)
    await page.unroute('**/reports/**')
    await page.getByRole('button', { name: '重试' }).click()
    await page.locator('.stale').waitFor({ state: 'detached' })
  })
  test('signing out leaves nothing on screen', async () => {
    await page.getByRole('button', { name: 'Ann' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
    expect(await page.locator('.panel').count()).toBe(0)
  })
})

test('a survey without answers says what to do next instead of drawing nothing', async () => {
  const empty = await owner.publish({ ...afterDelivery, title: { en: 'Quiet' } })
  const page = await signedIn()
  await page.goto(`${gapwise.url}/app/nps?survey=${empty.slug}`)
  await page.getByRole('heading', { name: 'No answers yet' }).waitFor()
  expect(await page.getByRole('link', { name: 'Open the survey' }).getAttribute('href')).toBe(
    `/s/${empty.slug}`,
  )
  await page.context().close()
})

test('a part whose code does not come says so in its place, and comes on a retry', async () => {
  const page = await signedIn()
  await page.route('**/Below-*.js', (route) => route.abort())
  await page.goto(`${gapwise.url}/app/overview`)
  const missing = page.getByRole('alert').filter({ hasText: 'The service cannot be reached.' })
  await missing.waitFor()
  await page.locator('.brief-finding').waitFor()
  await page.unroute('**/Below-*.js')
  await missing.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('No complaints in these days').first().waitFor()
  await missing.waitFor({ state: 'detached' })
  await page.context().close()
})

test('the policy of the page is never broken, and nothing is asked of anyone else', async () => {
  const page = await signedIn()
  const foreign: string[] = []
  const faults: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(gapwise.url) && !request.url().startsWith('blob:'))
      foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  for (const room of ['gaps', 'nps', 'surveys']) {
    await page.goto(`${gapwise.url}/app/${room}`)
    await page.locator('.panel').first().waitFor()
    await page.waitForLoadState('networkidle')
  }
  expect({ foreign, faults }).toEqual({ foreign: [], faults: [] })
  await page.context().close()
})

test('on paper there are no controls, the light colours are used and the filters are said', async () => {
  const page = await signedIn({ colorScheme: 'dark' })
  await page.goto(`${gapwise.url}/app/gaps`)
  await page.locator('.dots-plot canvas').first().waitFor()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light')
  expect(await page.locator('.picks').isVisible()).toBe(false)
  expect(await page.locator('.print-head').textContent()).toContain('After delivery')
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  await page.context().close()
})

test('who signed in long ago gives the password again before a change that is personal', async () => {
  const page = await (
    await browser.newContext({ storageState: await signIn(browser, gapwise.url, ANN) })
  ).newPage()
  await page.goto(`${gapwise.url}/app/settings?tab=keys`)
  const make = page.getByRole('button', { name: 'Make the key' })
  await make.waitFor()
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'gw')
  const hash = createHash('sha256')
    .update(cookie?.value ?? '')
    .digest('hex')
  await gapwise.database.execute(
    'UPDATE sessions SET created_at = created_at - 660000 WHERE hash = ?',
    [hash],
  )
  await page.reload()
  await page.getByLabel('What it is for').fill('Till')
  await make.click()
  const dialog = page.getByRole('dialog', { name: 'Your password, once more' })
  await dialog.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await page.getByRole('alert').textContent()).toBe('This needs your password once more.')
  await make.click()
  await dialog.getByLabel('Password').fill('wrong password')
  await page.keyboard.press('Enter')
  await dialog.getByText('This is not your password').waitFor()
  await dialog.getByLabel('Password').fill(ANN.password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await page.getByLabel('The key', { exact: true }).inputValue()).toMatch(/^gw_/)
  await page.context().close()
})

let state: SignedInState | undefined

/** A page of someone who has signed in; the form is filled in once. */
async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
  state ??= await signIn(browser, gapwise.url, ANN)
  return (await browser.newContext({ storageState: state, ...options })).newPage()
}

/** A figure as the dashboard writes it: +35, −0.62. */
const signed = (value: number | null, decimals = 0): string =>
  new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero',
  })
    .format(value ?? Number.NaN)
    .replace('-', '−')

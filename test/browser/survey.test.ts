/** A customer answers: on a phone, without script, by keyboard, in both languages; and axe finds nothing. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_SURVEYS } from '../../local/demo/surveys.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { turn } from '../support/turn.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  browser = await launchChromium()
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  const brand = { en: 'Tidewell', 'zh-CN': '海潮家居' }
  await owner.send('PUT', '/api/settings', { brand })
  survey = await owner.publish(DEMO_SURVEYS['after-delivery'])
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** A page of its own in a browser that has seen nothing. */
async function open(options: BrowserContextOptions, query = ''): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/s/${survey.slug}${query}`)
  return page
}

const phone = { viewport: { width: 390, height: 844 } }
const smallPhone = { viewport: { width: 320, height: 640 } }
const answersTaken = async () => (await owner.nps(survey)).total.n

/** Chooses a value of a row by its label, as a finger does. */
const tap = (page: Page, name: string, value: number) =>
  page.locator(`input[name="${name}"][value="${value}"]`).locator('xpath=..').click()

const isSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

const rowsOn = (page: Page) =>
  page.$$eval('input[type=radio]', (inputs) => [
    ...new Set(inputs.map((input) => input.getAttribute('name') ?? '')),
  ])

const press = (page: Page) => page.locator('button.next').click()

/** Answers every step as it comes. @returns the number of steps */
async function walk(page: Page, look: (page: Page) => Promise<void>): Promise<number> {
  for (let step = 1; ; step++) {
    await look(page)
    if ((await page.locator('button.next').count()) === 0) return step - 1
    for (const name of await rowsOn(page)) {
      if (name.startsWith('problem.')) continue
      await tap(page, name, name === 'recommend' ? 9 : 5)
    }
    for (const box of await page.locator('textarea:visible').all())
      await box.fill('Quick and kind.')
    await turn(page)
  }
}

describe.each([
  ['English at 390 px', { ...phone, locale: 'en-GB' }],
  ['Chinese at 320 px', { ...smallPhone, locale: 'zh-CN' }],
])('%s', (_, device) => {
  test('every step is answered with script off, and stored once', async () => {
    const before = await answersTaken()
    const page = await open({ ...device, javaScriptEnabled: false })
    const steps = await walk(page, async (now) => expect(await isSideways(now)).toBe(false))
    expect(steps).toBe(4)
    expect(await page.locator('h1').textContent()).toMatch(/Thank you|已提交/)
    expect(await answersTaken()).toBe(before + 1)
    await page.context().close()
  })

  test('every step is answered with script on, and axe finds nothing', async () => {
    const before = await answersTaken()
    const page = await open(device)
    await walk(page, async (now) => expect(await axeFindings(now)).toEqual([]))
    expect(await answersTaken()).toBe(before + 1)
    await page.context().close()
  })
})

test('axe finds nothing in the dark either', async () => {
  const page = await open({ ...phone, colorScheme: 'dark' })
  await walk(page, async (now) => expect(await axeFindings(now)).toEqual([]))
  await page.context().close()
})

test('the keyboard alone answers, and arrows move along the row', async () => {
  const page = await open(phone)
  const chosen = () => page.locator('input[name=recommend]:checked').getAttribute('value')
  await page.locator('input[name=recommend]').first().focus()
  await page.keyboard.press('Space')
  expect(await chosen()).toBe('0')
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight')
  expect(await chosen()).toBe('7')
  await turn(page, () => page.keyboard.press('Enter'))
  const isTold = () => page.locator('h1').evaluate((title) => title === document.activeElement)
  expect(page.url()).toContain('page=2')
  expect(await isTold()).toBe(true)
  // A browser moves the focus by itself, but once only.
  await turn(page)
  expect(page.url()).toContain('page=3')
  expect(await isTold()).toBe(true)
  await page.context().close()
})

test('half a pair is told once, with the focus on the summary, and then taken as it is', async () => {
  const page = await open(phone)
  await press(page)
  await page.waitForURL(/page=2/)
  const [first = ''] = await rowsOn(page)
  await tap(page, first, 6)
  await press(page)
  await page.locator('.summary').waitFor()
  expect(await page.title()).toMatch(/^Error: /)
  expect(await page.locator('.summary').evaluate((box) => box === document.activeElement)).toBe(
    true,
  )
  expect(await axeFindings(page)).toEqual([])
  expect(await page.locator(`input[name="${first}"]:checked`).getAttribute('value')).toBe('6')
  await press(page)
  await page.waitForURL(/page=3/)
  await page.context().close()
})

test('another language keeps the answers', async () => {
  const page = await open({ ...phone, locale: 'en' })
  await tap(page, 'recommend', 8)
  await press(page)
  await page.waitForURL(/page=2/)
  const [first = ''] = await rowsOn(page)
  await tap(page, first, 4)
  await page.getByText('中文').click()
  await page.locator('html[lang=zh-CN]').waitFor()
  expect(await page.locator(`input[name="${first}"]:checked`).getAttribute('value')).toBe('4')
  await page.context().close()
})

test('a score in the address is chosen and nothing is stored', async () => {
  const before = await answersTaken()
  const page = await open(phone, '?recommend=3')
  await page.waitForTimeout(300)
  expect(await page.locator('input[name=recommend]:checked').getAttribute('value')).toBe('3')
  expect(await answersTaken()).toBe(before)
  await page.context().close()
})

test('a double click on every button stores one answer', async () => {
  const before = await answersTaken()
  const page = await open(phone)
  // The reply to the first click comes after the second, however slow the hand.
  let letGo = () => {}
  let held: Promise<void> | undefined
  await page.route('**/s/**', async (route) => {
    await held
    await route.continue()
  })
  await tap(page, 'recommend', 8)
  for (let step = 1; step <= 8; step++) {
    const next = page.locator('button.next')
    if ((await next.count()) === 0) break
    held = new Promise((go) => {
      letGo = go
    })
    await turn(page, async () => {
      await next.dblclick()
      letGo()
    })
  }
  await page.getByRole('heading', { name: /^Thank you/ }).waitFor()
  expect(await answersTaken()).toBe(before + 1)
  await page.context().close()
})

test('an answer given while the network is gone is kept and sent later, once', async () => {
  const before = await answersTaken()
  const page = await open(phone)
  await tap(page, 'recommend', 10)
  await page.context().setOffline(true)
  await press(page)
  await page.getByText('Your answers were not sent').waitFor()
  await page.context().setOffline(false)
  await page.waitForURL(/page=2/, { timeout: 20_000 })
  expect(await answersTaken()).toBe(before + 1)
  await page.context().close()
})

/** An invited customer answers: with script and without, on two devices, and only once. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner
let survey: Published
let people = 0

beforeAll(async () => {
  browser = await launchChromium()
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const phone = { viewport: { width: 390, height: 844 }, locale: 'en' }

/** The link of a new customer. */
async function aLink(): Promise<{ customer: string; url: string }> {
  const customer = `person-${++people}`
  await owner.send('POST', '/api/customers', { id: customer })
  const { invitations } = (await owner.send('POST', `/api/surveys/${survey.id}/invitations`, {
    customers: [customer],
  })) as { invitations: { url: string }[] }
  return { customer, url: invitations[0]?.url ?? '' }
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ ...phone, ...options })).newPage()
  await page.goto(url)
  return page
}

const tap = (page: Page, name: string, value: number) =>
  page.locator(`input[name="${name}"][value="${value}"]`).locator('xpath=..').click()

/** Presses Next or Send and waits for what comes. */
async function next(page: Page, heading: RegExp): Promise<void> {
  await page.locator('button.next').click()
  await page.locator('h1', { hasText: heading }).waitFor()
}

const answersOf = async (customer: string) => {
  const sql = 'SELECT answers, complete, customer_verified FROM responses WHERE customer_id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [customer] })
  return rows.map(({ answers, ...row }) => ({ ...row, answers: JSON.parse(String(answers)) }))
}

describe.each([
  ['on', {}],
  ['off', { javaScriptEnabled: false }],
])('with script %s', (_, device) => {
  test('the link is answered step by step, stored once as its customer’s, and then used', async () => {
    const { customer, url } = await aLink()
    const page = await open(`${url}?recommend=9`, device)
    expect(await page.locator('input[name=recommend]:checked').getAttribute('value')).toBe('9')
    expect(await answersOf(customer)).toEqual([])
    await next(page, /How it should be/)
    expect(page.url()).toBe(`${url}?page=2`)
    await tap(page, 'speed.expectation', 6)
    await tap(page, 'speed.perception', 3)
    await next(page, /main reason/)
    await page.locator('textarea').fill('Quick and kind.')
    await next(page, /Thank you/)
    expect(page.url()).toContain(`/s/${survey.slug}/`)
    expect(await answersOf(customer)).toEqual([
      {
        complete: 1,
        customer_verified: 1,
        answers: {
          recommend: 9,
          speed: { expectation: 6, perception: 3 },
          comment: 'Quick and kind.',
        },
      },
    ])
    const again = await open(url, device)
    expect(await again.locator('h1').textContent()).toBe('You have already answered. Thank you.')
    await Promise.all([page.context().close(), again.context().close()])
  })

  test('what was begun on one device goes on at another', async () => {
    const { customer, url } = await aLink()
    const one = await open(url, device)
    await tap(one, 'recommend', 4)
    await next(one, /How it should be/)
    const two = await open(url, device)
    expect(await two.locator('h1').textContent()).toMatch(/How it should be/)
    await two.locator('button.back').click()
    await two.locator('input[name=recommend]').first().waitFor()
    expect(await two.locator('input[name=recommend]:checked').getAttribute('value')).toBe('4')
    expect(await answersOf(customer)).toHaveLength(1)
    await Promise.all([one.context().close(), two.context().close()])
  })
})

test('what is chosen and not yet sent is still there after a reload', async () => {
  const { customer, url } = await aLink()
  const page = await open(url)
  await tap(page, 'recommend', 8)
  await page.reload()
  expect(await page.locator('input[name=recommend]:checked').getAttribute('value')).toBe('8')
  expect(await answersOf(customer)).toEqual([])
  await page.context().close()
})

test('an answer given offline is sent when the network is back, and uses the link once', async () => {
  const { customer, url } = await aLink()
  const page = await open(url)
  await tap(page, 'recommend', 10)
  await page.context().setOffline(true)
  await page.locator('button.next').click()
  await page.getByText('Your answers were not sent').waitFor()
  await page.context().setOffline(false)
  await page.waitForURL(/page=2/, { timeout: 20_000 })
  expect(await answersOf(customer)).toHaveLength(1)
  await page.context().close()
})

test('the address of the link is told to nobody: no other host is asked for anything', async () => {
  const { url } = await aLink()
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(url)
  expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([url])
  expect(await axeFindings(page)).toEqual([])
  await context.close()
})

test('a link that was never sent is a page of one sentence, which axe finds nothing in', async () => {
  const page = await open(`${gapwise.url}/i/never-sent-0123456789abcdef`)
  expect(await page.locator('h1').textContent()).toBe('This link no longer works.')
  expect(await axeFindings(page)).toEqual([])
  await page.context().close()
})

/** The dashboard on a slow network: a late reply changes nothing that was done since, and nothing is done twice. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayIn } from '../../schema/calendar.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { asking, hold } from '../support/held.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'
import { afterDelivery, answersUpTo } from './dashboard-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let context: BrowserContext

beforeAll(async () => {
  ;[gapwise, browser] = await Promise.all([startGapwise(), launchChromium()])
  owner = await ownerOf(gapwise)
  survey = await owner.publish(afterDelivery)
  await owner.import(survey, answersUpTo(dayIn('UTC', Date.now())))
  await owner.csv(
    '/api/customers/import',
    `customer,name,email,tier\n${Array.from({ length: 120 }, (_, i) => `C${i},Customer ${i},c${i}@customers.example,${i < 110 ? 'key' : 'small'}`).join('\n')}\n`,
  )
  context = await browser.newContext({
    storageState: await signIn(browser, gapwise.url, ANN),
    viewport: { width: 1440, height: 1000 },
    locale: 'en-GB',
  })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

async function open(path: string, before?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await context.newPage()
  await before?.(page)
  await page.goto(`${gapwise.url}/app/${path}`)
  await page.locator('#main .panel, #main section').first().waitFor()
  return page
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const surveyCount = async () =>
  (await (await owner.fetch('/api/surveys?limit=200')).json()).surveys.length
const names = (page: Page) => page.locator('table.customers tbody th a').allTextContents()
/** Everything the page has yet to do about what it has just heard is done. */
const settled = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )

describe('surveys', () => {
  test('a survey copied by a double click is copied once', async () => {
    const page = await open('surveys')
    const before = await surveyCount()
    const reads = await hold(page, asking('GET', /^\/api\/surveys\/[^/]+$/))
    const copy = button(page, 'Copy After delivery')
    await copy.click()
    await copy.click()
    await reads.until(1)
    await reads.open()
    await page.waitForURL((url) => url.pathname === '/app/survey')
    expect(await surveyCount()).toBe(before + 1)
    await page.close()
  })

  const csv = (name: string, lines: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`Date,Recommend\n${lines}`),
  })
  test('a file chosen while another is tried out is not taken for tried', async () => {
    const page = await open(`survey?survey=${survey.slug}&tab=import`)
    const tries = await hold(page, asking('POST', '/import'))
    await page.getByLabel('CSV file').setInputFiles(csv('one.csv', '2026-01-01,9\n'))
    await button(page, 'Try it out').click()
    await tries.until(1)
    await page
      .getByLabel('CSV file')
      .setInputFiles(csv('other.csv', '2026-01-02,1\n2026-01-03,2\n'))
    await page.getByRole('cell', { name: '2026-01-02' }).waitFor()
    await tries.open()
    await button(page, 'Try it out').waitFor()
    expect(await page.getByText(/would be taken/).count()).toBe(0)
    await button(page, 'Try it out').click()
    await page.getByText('2 answers would be taken.').waitFor()
    await page.close()
  })
  test('of two files the one chosen last is taken, though the other takes longer to be read', async () => {
    const page = await open(`survey?survey=${survey.slug}&tab=import`, (fresh) =>
      fresh.addInitScript(() => {
        const { text } = File.prototype
        File.prototype.text = async function () {
          if (this.name === 'large.csv')
            await new Promise((go) => addEventListener('test:read', go, { once: true }))
          const read = await text.call(this)
          document.documentElement.dataset.read = this.name
          return read
        }
      }),
    )
    await page.getByLabel('CSV file').setInputFiles(csv('large.csv', '2026-01-01,9\n'))
    await page.getByLabel('CSV file').setInputFiles(csv('small.csv', '2026-01-02,1\n'))
    await page.getByRole('cell', { name: '2026-01-02' }).waitFor()
    await page.evaluate(() => dispatchEvent(new Event('test:read')))
    await page.locator('html[data-read="large.csv"]').waitFor()
    await settled(page)
    expect(await page.getByRole('cell', { name: '2026-01-01' }).count()).toBe(0)
    await page.close()
  })
})

describe('lists', () => {
  test('a page that comes after the list was narrowed is not added to it, nor does the next come twice', async () => {
    const page = await open('customers')
    await page.locator('button.more').waitFor()
    const pages = await hold(page, (request) => request.url().includes('cursor='))
    const more = page.locator('button.more')
    await more.click()
    await pages.until(1)
    await page.getByLabel('Tier').selectOption('key')
    await page.waitForURL((url) => url.searchParams.has('of-tier'))
    await expect.poll(() => more.getAttribute('aria-disabled')).toBe('false')
    await more.click()
    await pages.until(2)
    await pages.release(0)
    await settled(page)
    await more.click({ force: true })
    await settled(page)
    await pages.open()
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(50)
    await settled(page)
    const shown = await names(page)
    expect(shown).toHaveLength(100)
    expect(new Set(shown).size).toBe(100)
    await page.close()
  })

  test('more of a list that is being narrowed waits until it is', async () => {
    const page = await open('customers')
    await page.locator('button.more').waitFor()
    const narrowed = await hold(page, (request) => request.url().includes('tier=small'))
    await page.getByLabel('Tier').selectOption('small')
    await narrowed.until(1)
    await page.locator('button.more').click()
    await settled(page)
    await narrowed.open()
    await expect.poll(async () => (await names(page)).length).toBe(10)
    expect(narrowed.statuses).toEqual([200])
    await page.close()
  })
})

describe('people leave before the reply comes', () => {
  test('who erases a customer and goes elsewhere stays there', async () => {
    const page = await open('customers?customer=C119')
    const erasures = await hold(page, asking('DELETE', '/C119'))
    await button(page, 'Erase this person').click()
    await button(page, 'Erase for good').click()
    await erasures.until(1)
    await page.getByRole('link', { name: 'Surveys' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Surveys' }).waitFor()
    await erasures.open()
    await settled(page)
    expect(new URL(page.url()).pathname).toBe('/app/surveys')
    await page.close()
  })

  test('who deletes a response and opens another has that one open', async () => {
    const page = await open(`responses?survey=${survey.slug}&only=all`)
    const links = page.locator('a[data-response]')
    await links.nth(0).click()
    await button(page, 'Delete this response').click()
    const deletions = await hold(page, (request) => request.method() === 'DELETE')
    await button(page, 'Delete for good').click()
    await deletions.until(1)
    const other = await links.nth(1).getAttribute('data-response')
    await page.keyboard.press('Escape')
    await links.nth(1).click()
    await deletions.open()
    await expect
      .poll(() => page.locator(`a[data-response]`).nth(0).getAttribute('data-response'))
      .toBe(other)
    expect(new URL(page.url()).searchParams.get('response')).toBe(other)
    await page.close()
  })

  test('a note that is saved closes no other that is being written', async () => {
    const today = dayIn('UTC', Date.now())
    for (const text of ['First note', 'Second note'])
      await owner.send('POST', '/api/notes', { day: today, text, rebase: false })
    const page = await open(`complaints?survey=${survey.slug}`)
    const changes = await hold(page, asking('PUT', /^\/api\/notes\//))
    await button(page, 'Edit: First note').click()
    await page.getByLabel('What happened').fill('First note, better')
    await button(page, 'Save').click()
    await changes.until(1)
    await button(page, 'Cancel').click()
    await button(page, 'Edit: Second note').click()
    await page.getByLabel('What happened').fill('Second note, in the making')
    await changes.open()
    await page.locator('.notes').getByText('First note, better').waitFor()
    expect(await page.getByLabel('What happened').inputValue()).toBe('Second note, in the making')
    await page.close()
  })
})

describe('forms', () => {
  test('what is typed for the next one while one is sent stays', async () => {
    const page = await open('settings?tab=people')
    const form = page.locator('form')
    const sent = await hold(page, asking('POST', '/api/staff'))
    await form.getByLabel('Name').fill('Ben')
    await form.getByLabel('Email').fill('ben@shop.example')
    await button(page, 'Make the link').click()
    await sent.until(1)
    await form.getByLabel('Name').fill('Cleo')
    await sent.open()
    await form.getByRole('textbox', { name: /link/ }).waitFor()
    expect(await form.getByLabel('Name').inputValue()).toBe('Cleo')
    expect(await form.getByLabel('Email').inputValue()).toBe('')
    await page.close()
  })

  test('an invitation withdrawn by a double click is withdrawn, and nothing is told to have failed', async () => {
    await owner.send('POST', '/api/staff', {
      name: 'Dora',
      email: 'dora@shop.example',
      role: 'agent',
    })
    const page = await open('settings?tab=people')
    const removals = await hold(page, asking('DELETE', /^\/api\/staff\//))
    const withdraw = button(page, 'Withdraw Dora')
    await withdraw.click()
    await removals.until(1)
    await withdraw.click({ force: true })
    await removals.open()
    await withdraw.waitFor({ state: 'detached' })
    await settled(page)
    expect(removals.statuses).toEqual([204])
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.close()
  })

  test('a webhook switched off right after it was changed keeps the change', async () => {
    await owner.send('POST', '/api/webhooks', {
      url: 'https://hooks.example.com/before',
      events: ['response.completed'],
      surveys: null,
    })
    const page = await open('settings?tab=webhooks')
    const row = page.locator('.webhooks > li')
    await row.getByRole('button', { name: /^Change/ }).click()
    await row.getByLabel('Address').fill('https://hooks.example.com/after')
    const lists = await hold(page, asking('GET', '/api/webhooks'))
    await row.getByRole('button', { name: 'Save the webhook' }).click()
    await lists.until(1)
    await row.getByRole('button', { name: /^Switch off/ }).click()
    await lists.until(2)
    await lists.open()
    await row.getByRole('button', { name: /^Switch on/ }).waitFor()
    const { webhooks } = await (await owner.fetch('/api/webhooks')).json()
    expect(webhooks[0].url).toBe('https://hooks.example.com/after')
    await page.close()
  })

  test('a logo that takes its time to be read takes nothing back that is typed meanwhile', async () => {
    const page = await open('settings', (fresh) =>
      fresh.addInitScript(() => {
        const { readAsDataURL } = FileReader.prototype
        FileReader.prototype.readAsDataURL = function (file) {
          addEventListener('test:read', () => readAsDataURL.call(this, file), { once: true })
        }
      }),
    )
    await page.getByLabel('Logo').setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('not looked at'),
    })
    await page.getByLabel('Hours to answer a complaint').fill('77')
    await page.evaluate(() => dispatchEvent(new Event('test:read')))
    await button(page, 'Remove the logo').waitFor()
    expect(await page.getByLabel('Hours to answer a complaint').inputValue()).toBe('77')
    await page.close()
  })

  test('what is typed on after Save is still there though the network goes', async () => {
    const page = await open('settings')
    await page.route('**/api/session', (route) => route.abort())
    const saves = await hold(page, asking('PUT', '/api/settings'))
    await page.getByLabel('Hours to answer a complaint').fill('24')
    await button(page, 'Save').click()
    await saves.until(1)
    await page.getByLabel('Hours to answer a complaint').fill('48')
    await saves.open()
    await settled(page)
    expect(await page.getByLabel('Hours to answer a complaint').inputValue()).toBe('48')
    await page.close()
  })
})

test('the language chosen last is spoken, however late the words of another come', async () => {
  const page = await open('surveys')
  const words = await hold(page, asking('GET', /\/zh-CN[^/]*\.js$/))
  await button(page, 'Ann').click()
  await page.getByText('中文', { exact: true }).click()
  await words.until(1)
  await page.getByText('English', { exact: true }).click()
  await words.open()
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.evaluate(() => localStorage.removeItem('gapwise.language'))
  await page.close()
})

test('invitations go to those that were counted, not to those counted for another choice', async () => {
  const page = await open(`survey?survey=${survey.slug}&tab=share`, async (fresh) => {
    await fresh.route('**/api/session', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), sendsMail: true } })
    })
  })
  const panel = page.getByRole('region', { name: 'Invitations by mail' })
  await panel.getByLabel('Tier').selectOption('key')
  const counted = await hold(page, (request) => request.url().includes('/api/customers?'))
  await button(page, 'See who fits').click()
  await counted.until(1)
  await panel.getByLabel('Tier').selectOption('small')
  await counted.open()
  await button(page, 'See who fits').waitFor()
  expect(await panel.getByRole('button', { name: /^Send/ }).count()).toBe(0)
  await page.close()
})

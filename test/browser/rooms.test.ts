/** Journeys through the rooms: from a customer to the case and back, behind a figure, between two sides, by keys. */
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { ROLES, type Role } from '../../schema/staff.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import { fullShop, fullShopAnswers, zoneAnswers, zoneSurvey } from './full-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let zones: Published
const states: Partial<Record<Role, SignedInState>> = {}
const today = dayIn('UTC', Date.now())
const days = { from: addDays(today, -89), to: today }

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  await owner.csv(
    '/api/customers/import',
    'customer,name,tier\nM1,Plum Hotel,key\nM2,Bamboo House,small\nM3,Erase Me,small\n',
  )
  survey = await owner.publish(fullShop)
  const { rejectedCount } = await owner.import(survey, fullShopAnswers(today))
  expect(rejectedCount).toBe(0)
  zones = await owner.publish(zoneSurvey)
  await owner.import(zones, zoneAnswers(today))
  states.owner = await signIn(browser, gapwise.url, ANN)
  for (const role of ROLES)
    if (role !== 'owner') {
      const email = `${role}@shop.example`
      const password = 'another long password'
      const { token } = await owner.send<{ token: string }>('POST', '/api/staff', {
        name: role,
        email,
        role,
      })
      await gapwise.post('/api/join', { token, password })
      states[role] = await signIn(browser, gapwise.url, { email, password })
    }
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const open = async (path: string, role: Role = 'owner', options: BrowserContextOptions = {}) => {
  const storageState = states[role]
  if (storageState === undefined) throw new Error(`${role} is not signed in`)
  const context = await browser.newContext({ storageState, acceptDownloads: true, ...options })
  const page = await context.newPage()
  await page.goto(address(path))
  return page
}
const address = (path: string, of: Published = survey) => {
  const [room, own = ''] = path.split('?')
  return `${gapwise.url}/app/${room}?${new URLSearchParams({ survey: of.slug, ...days })}&${own}`
}
const asked = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)

describe('from a name to everything that happened', () => {
  let page: Page
  beforeAll(async () => {
    page = await open('customers')
  })
  afterAll(() => page.context().close())

  test('a search narrows the list, and the address holds it', async () => {
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor()
    await page.getByLabel('Search by name, email or id').fill('plum')
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor({ state: 'detached' })
    expect(asked(page, 'find')).toBe('plum')
    await page.getByLabel('Search by name, email or id').fill('nobody at all')
    await page.getByRole('heading', { name: 'No customer fits' }).waitFor()
    await page.getByRole('link', { name: 'Show all customers' }).click()
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor()
  })
  test('a pause between two words leaves the space that was typed', async () => {
    const field = page.getByLabel('Search by name, email or id')
    await field.pressSequentially('plum ')
    await page.waitForURL((url) => url.searchParams.get('find') === 'plum')
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor({ state: 'detached' })
    await field.pressSequentially('hotel')
    await page.waitForURL((url) => url.searchParams.get('find') === 'plum hotel')
    await field.fill('')
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor()
  })
  test('a tier and an open complaint narrow it too', async () => {
    await page.getByLabel('Tier').selectOption('key')
    await page.getByRole('link', { name: 'Bamboo House' }).waitFor({ state: 'detached' })
    await page.getByLabel('With an open complaint').check()
    await page.waitForURL((url) => url.searchParams.get('complaint') === 'open')
    await page.getByRole('row', { name: /Plum Hotel.*1$/ }).waitFor()
  })
  test('the name opens the timeline, with answers and the complaint', async () => {
    await page.getByRole('link', { name: 'Plum Hotel' }).click()
    await page.getByRole('heading', { name: 'Plum Hotel' }).waitFor()
    await page.locator('.happening').nth(49).waitFor()
    expect(await page.locator('.happening').count()).toBe(50)
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.locator('.happening').nth(60).waitFor()
    expect(await page.locator('.happening.complaint').count()).toBe(1)
  })
  test('the complaint opens its case, the case the answer, and the answer the case again', async () => {
    await page.locator('.happening.complaint a').click()
    const panel = page.getByRole('dialog')
    await panel.getByText('It never came').waitFor()
    const reference = asked(page, 'case')
    await panel.getByRole('link', { name: 'See the response' }).click()
    await page.getByRole('heading', { name: 'Response', exact: true }).waitFor()
    expect(asked(page, 'response')).toBe('answer-000000001')
    await page
      .getByRole('dialog')
      .getByRole('link', { name: `Case ${reference}` })
      .click()
    await page.waitForURL((url) => url.searchParams.get('case') === reference)
    await page.goBack()
    await page.waitForURL((url) => url.searchParams.get('response') === 'answer-000000001')
  })
})

test('a person is erased by an owner after being asked, and is gone from the list', async () => {
  const page = await open('customers?customer=M3')
  await page.getByRole('button', { name: 'Erase this person' }).click()
  await page.getByText('This cannot be taken back.').waitFor()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
  expect((await owner.fetch('/api/customers/M3')).status).toBe(404)
  await page.context().close()
})

test('an address that names no customer shows the list', async () => {
  const page = await open('customers?customer=')
  await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
  await page.context().close()
})

describe('what a list of customers shows when it cannot', () => {
  test('an error says so, keeps the filters and comes back on a retry', async () => {
    const page = await open('surveys')
    await page.route('**/api/customers?*', (route) => route.abort())
    await page.goto(address('customers?find=plum'))
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor()
    await page.unroute('**/api/customers?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
    expect(asked(page, 'find')).toBe('plum')
    await page.context().close()
  })
  test('offline it shows what was known and since when, and freshens once back', async () => {
    const page = await open('customers')
    await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
    await page.getByRole('link', { name: 'Surveys' }).click()
    await page.locator('.panel').first().waitFor()
    await page.context().setOffline(true)
    await page.goBack()
    await page.getByText(/^As of \d\d:\d\d\. The service cannot be reached\./).waitFor()
    await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
    await page.context().setOffline(false)
    await page.locator('.stale').waitFor({ state: 'detached' })
    await page.context().close()
  })
  test('without any customer it says how they come', async () => {
    const page = await open('surveys')
    await page.route('**/api/customers?*', (route) =>
      route.fulfill({ json: { customers: [], next: null } }),
    )
    await page.goto(address('customers'))
    await page.getByRole('heading', { name: 'No customers yet' }).waitFor()
    await page.context().close()
  })
})

describe('behind a figure', () => {
  test('the keyboard opens its explanation, the rows are one link on, and Escape leads back', async () => {
    const page = await open('overview')
    const figure = page.locator('.kpi-figure a').first()
    await figure.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await panel.getByText('NPS = 100 × (promoters − detractors) ÷ n.', { exact: false }).waitFor()
    const { total } = await owner.nps(survey, days)
    const counted = panel.locator('.explain-facts div', { hasText: 'Promoters' })
    expect(await counted.locator('dd').textContent()).toBe(String(total.promoters))
    expect(asked(page, 'explain')).toBe('nps')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => figure.evaluate((one) => one === document.activeElement)).toBe(true)
    await figure.click()
    await panel.getByRole('link', { name: 'See the rows behind this' }).click()
    await page.getByRole('heading', { level: 1, name: 'Responses' }).waitFor()
    expect([asked(page, 'question'), asked(page, 'max')]).toEqual(['recommend', '10'])
    await page.context().close()
  })
  test('an item explains itself with its own n, and a group with its own', async () => {
    const page = await open('gaps')
    await page.locator('.dots a.explains').nth(1).click()
    const panel = page.getByRole('dialog')
    await panel.locator('.explain-facts').first().waitFor()
    expect(asked(page, 'explain')).toMatch(/^gaps\?(question|dimension)=/)
    await page.goto(address('nps?explain=nps%3Ffilter.tier%3Dkey'))
    const { segments } = await owner.nps(survey, { ...days, segment: 'tier' })
    const n = segments.find(({ value }) => value === 'key')?.n
    const answers = panel.locator('.explain-facts div', { hasText: 'Answers (n)' })
    expect(await answers.locator('dd').textContent()).toBe(String(n))
    await page.context().close()
  })
})

test('a survey with minimum and desired levels draws the zone, and names what is outside it', async () => {
  const page = await open('surveys')
  await page.goto(address('gaps', zones))
  await page
    .getByRole('heading', { name: '“Speed of help” is below what customers accept' })
    .waitFor()
  expect(await page.locator('.zone-dot.worse').count()).toBe(1)
  expect(await page.locator('.zone-dot.better').count()).toBe(1)
  await page.getByRole('button', { name: 'Table: Zone of tolerance by item' }).click()
  const row = page.getByRole('row', { name: /^Speed of help/ }).last()
  expect(await row.textContent()).toContain('Below the minimum')
  await page.context().close()
})

test('two groups are set side by side, Back undoes it, and a link shows a colleague the same', async () => {
  const page = await open('compare')
  await page.locator('.compared').waitFor()
  const right = page.getByRole('region', { name: 'Right' })
  await right.getByRole('button', { name: 'Choose the right side' }).click()
  await right.getByRole('button', { name: 'The same days' }).click()
  await page.getByText('The two sides share answers').first().waitFor()
  await page.goto(address('compare?filter.tier=key'))
  await right.getByRole('button', { name: 'Choose the right side' }).click()
  await right.getByRole('button', { name: 'The same days' }).click()
  await right.getByLabel('Tier').selectOption('small')
  await page.getByText('Tier: Small customers').waitFor()
  await page.getByText('No figure clearly differs between the two sides.').first().waitFor()
  const link = page.url()
  await page.goBack()
  await page.waitForURL((url) => !url.searchParams.has('with.filter.tier'))
  const colleague = await open('surveys', 'viewer')
  await colleague.goto(link)
  await colleague.getByText('Tier: Small customers').waitFor()
  await colleague.getByText('No figure clearly differs between the two sides.').first().waitFor()
  await colleague.context().close()
  await page.context().close()
})

test('the weekly summary is saved as a file that stands alone, with the findings of the Overview', async () => {
  const page = await open('overview')
  const finding = (await page.locator('.brief-finding').textContent()) ?? ''
  await page.goto(address('summary'))
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as HTML' }).click(),
  ])
  const html = readFileSync(await file.path(), 'utf8')
  expect(file.suggestedFilename()).toBe(`gapwise-${survey.slug}-${days.from}-${days.to}.html`)
  expect(html).toContain(finding)
  expect(html).not.toMatch(/<script|<link|<img|url\(|class="panel/)
  const alone = await browser.newContext({ javaScriptEnabled: false, offline: true })
  const mail = await alone.newPage()
  await mail.setContent(html)
  expect(await mail.locator('h2').textContent()).toBe(finding)
  expect(await mail.locator('table').count()).toBeGreaterThan(4)
  await alone.close()
  await page.getByRole('link', { name: '← Week before' }).click()
  await page.waitForURL((url) => url.searchParams.get('to') === addDays(days.to, -7))
  await page.context().close()
})

test('comments underline what names a theme, and a theme narrows them', async () => {
  const page = await open('responses')
  await page.locator('.response-words u', { hasText: 'courier' }).first().waitFor()
  await page
    .getByRole('region', { name: 'Theme' })
    .getByRole('link', { name: /^Staff/ })
    .click()
  await page.getByRole('heading', { name: 'Comments on Staff, newest first' }).waitFor()
  await page.locator('.response-words u', { hasText: 'staff' }).first().waitFor()
  const unnamed = page.locator('.responses > li', { hasNot: page.locator('u') })
  await unnamed.first().waitFor({ state: 'detached' })
  expect(await page.locator('.responses > li').count()).toBeGreaterThan(10)
  await page.context().close()
})

describe('by keys', () => {
  let page: Page
  beforeAll(async () => {
    page = await open('customers')
    await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
  })
  afterAll(() => page.context().close())
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())

  test('j and k go from row to row, and Enter opens', async () => {
    const [first, second] = await page.locator('.customers tbody a').allTextContents()
    await page.keyboard.press('j')
    await expect.poll(focused).toBe(first)
    await page.keyboard.press('j')
    await expect.poll(focused).toBe(second)
    await page.keyboard.press('k')
    await expect.poll(focused).toBe(first)
    await page.keyboard.press('Enter')
    await page.locator('.customer-known').waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Plum Hotel' }).waitFor()
  })
  test('/ leads to the search, where letters are only letters', async () => {
    await page.keyboard.press('/')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type('j?k/t')
    expect(await page.getByLabel('Search by name, email or id').inputValue()).toBe('j?k/t')
    expect(await page.locator('dialog').count()).toBe(0)
    await page.keyboard.press('Escape')
  })
  test('t turns a chart into its table and back', async () => {
    await page.goto(address('gaps'))
    await page.locator('.dots').first().waitFor()
    await page.keyboard.press('t')
    await page.waitForURL((url) => url.searchParams.get('table') === 'gaps-items')
    await page.keyboard.press('t')
    await page.waitForURL((url) => !url.searchParams.has('table'))
  })
  test('? shows them; switched off they do nothing, and ? still shows them', async () => {
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await dialog.getByLabel('Use keys of one letter').uncheck()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('t')
    expect(asked(page, 'table')).toBeNull()
    await page.keyboard.press('?')
    await dialog.getByLabel('Use keys of one letter').check()
    await dialog.getByRole('button', { name: 'Close' }).click()
  })
})

/** What each role is offered, room by room: the buttons and links whose act the service would refuse to the others. */
const offers: { path: string; button: string; to: readonly Role[] }[] = [
  { path: 'customers?customer=M1', button: 'Erase this person', to: ['owner'] },
  {
    path: 'responses?response=answer-000000001',
    button: 'Delete this response',
    to: ['owner', 'editor'],
  },
  { path: 'surveys', button: 'New survey', to: ['owner', 'editor'] },
  { path: 'complaints', button: 'Add a note', to: ['owner', 'editor', 'agent'] },
]
describe.each(ROLES)('as %s', (role) => {
  test.each(offers)('$button is offered in $path only where it may be done', async (offer) => {
    const page = await open(offer.path, role)
    // What would stand beside the button has come.
    await page.locator('.panel, .side-panel dl').last().waitFor()
    await page.waitForLoadState('networkidle')
    const button = page.getByText(offer.button, { exact: true })
    if (offer.to.includes(role)) await button.waitFor()
    else expect(await button.count()).toBe(0)
    await page.context().close()
  })
  test('settings hold only the pages that may be opened', async () => {
    const page = await open('settings', role)
    await page.locator('.tabs a').first().waitFor()
    const tabs = await page.locator('.tabs a').allTextContents()
    const ownersOnly = tabs.filter((tab) => /key|log/i.test(tab))
    expect(ownersOnly.length > 0).toBe(role === 'owner')
    await page.context().close()
  })
})

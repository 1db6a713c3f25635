import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Staff, staffOf } from '../support/staff.ts'

let gapwise: Gapwise
let staff: Staff
let site: Site
let browser: Browser
const ids = new Map<string, string>()

const sharing = (widget: object = {}) => ({
  origins: [site.origin],
  widget: { quietDays: 30, ...widget },
})

beforeAll(async () => {
  ;[gapwise, site, browser] = await Promise.all([startGapwise(), startSite(), launchChromium()])
  staff = await staffOf(gapwise)
  await staff.call('PUT', '/api/settings', { brand: { en: 'Tidewell', 'zh-CN': '海潮家居' } })
  const scores = [
    { key: 'recommend', type: 'nps' } as const,
    { key: 'comment', type: 'text' } as const,
  ]
  const title = { en: 'Your order', 'zh-CN': '您的订单' }
  const locales = ['en', 'zh-CN']
  for (const slug of ['scores', 'later'])
    ids.set(slug, await staff.publish(slug, { title, locales, questions: scores }, sharing()))
  const everything = await staff.publish(
    'everything',
    {
      title,
      locales,
      segments: ['order_type'],
      dimensions: [{ key: 'reliability' }, { key: 'empathy' }],
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'a', type: 'gap', dimension: 'reliability' },
        { key: 'b', type: 'gap', dimension: 'reliability' },
        { key: 'c', type: 'gap', dimension: 'empathy' },
        { key: 'd', type: 'gap', dimension: 'empathy' },
        { key: 'price', type: 'slider', min: 0, max: 100 },
        { key: 'weights', type: 'allocation', total: 100 },
        { key: 'overall', type: 'rating', measure: 'csat', scale: 5, style: 'stars' },
        {
          key: 'why',
          type: 'choice',
          other: true,
          options: [{ key: 'wait', text: { en: 'The wait' } }, { key: 'staff' }],
          showIf: { question: 'recommend', op: 'lte', value: 6 },
        },
        { key: 'comment', type: 'text' },
        { key: 'problem', type: 'complaint', categories: [{ key: 'late' }, { key: 'item' }] },
      ],
      sample: { type: 'gap', count: 2 },
    },
    sharing(),
  )
  ids.set('everything', everything)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await gapwise?.stop()
})

type PageOptions = {
  attributes?: string
  slug?: string
  head?: string
  body?: string
  headers?: Record<string, string>
  path?: string
  context?: BrowserContext
  options?: BrowserContextOptions
  script?: string
}

/** A page of the site with the script tag at its end, opened in a fresh browser profile. */
async function visit(options: PageOptions = {}): Promise<Page> {
  const { attributes = '', slug = 'scores', head = '', body = '', path = '/shop' } = options
  const script =
    options.script ?? `<script src="${gapwise.url}/w/${slug}.js" ${attributes} async></script>`
  site.pages.set(path, {
    html: `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><main><h1>Shop</h1>
      <p><a href="#more">More</a></p>${body}</main>${script}</body></html>`,
    headers: options.headers ?? {},
  })
  const context =
    options.context ?? (await browser.newContext({ locale: 'en', ...options.options }))
  const page = await context.newPage()
  faults.set(page, [])
  page.on('pageerror', (error) => faults.get(page)?.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.get(page)?.push(message.text())
  })
  await page.goto(site.origin + path)
  return page
}
const faults = new Map<Page, string[]>()
const faultsOf = (page: Page) => faults.get(page) ?? []

const card = (page: Page) => page.getByRole('region', { name: 'Your order' })
const score = (page: Page, n: number) => card(page).locator(`input[name=recommend][value="${n}"]`)
const rows = async (slug = 'scores') => {
  const { responses } = await staff.call('GET', `/api/surveys/${ids.get(slug)}/responses?limit=100`)
  return listOf(responses)
}
/** Safe because the list of responses is an array of objects; a wrong one fails the assertion on it. */
const listOf = (items: unknown) => items as Record<string, unknown>[]
const keptIn = (page: Page) => page.evaluate(() => ({ ...localStorage }))

/** Answers the two questions of the survey `scores`. */
async function answer(page: Page, n: number, comment: string): Promise<void> {
  await score(page, n).check({ force: true })
  await card(page).getByRole('button', { name: 'Next' }).click()
  await card(page).getByRole('textbox').fill(comment)
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
}

test('a popover opens by itself, takes no focus, and stores one complete answer in two saves', async () => {
  const page = await visit()
  await card(page).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  expect(await keptIn(page)).toEqual({})
  expect(await page.context().cookies()).toEqual([])
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await answer(page, 9, 'Quick and kind')
  expect(posts).toHaveLength(2)
  const [row] = await rows()
  expect(row).toMatchObject({
    channel: 'widget',
    locale: 'en',
    complete: true,
    revision: 2,
    answers: { recommend: 9, comment: 'Quick and kind' },
  })
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})

test('inline stands where the page wants it, moves nothing that has room kept for it, and has no close', async () => {
  const page = await visit({
    attributes: 'data-target="#feedback"',
    head: '<script>window.shift=0;new PerformanceObserver(l=>{for(const e of l.getEntries())window.shift+=e.value}).observe({type:"layout-shift",buffered:true})</script>',
    body: '<div id="feedback" style="min-height:300px"></div><p>Below</p>',
  })
  await card(page).waitFor()
  expect(await page.locator('#feedback').getByRole('region').count()).toBe(1)
  await expect(card(page).getByRole('button', { name: 'Close' }).count()).resolves.toBe(0)
  await page.waitForTimeout(300)
  expect(await page.evaluate('window.shift')).toBe(0)
  await answer(page, 7, 'Fine')
  await page.context().close()
})

test('the tab opens the card with the focus in it; Esc closes it and gives the focus back', async () => {
  const page = await visit({ attributes: 'data-shape="button"' })
  const tab = page.getByRole('button', { name: 'Feedback' })
  await tab.waitFor()
  expect(await card(page).count()).toBe(0)
  await tab.focus()
  await page.keyboard.press('Enter')
  await card(page).waitFor()
  const focused = () =>
    page.evaluate(() => {
      for (const element of document.documentElement.children) {
        const inside = element.shadowRoot?.activeElement
        if (inside) return inside.textContent
      }
      return null
    })
  expect(await focused()).toContain('How likely')
  await page.keyboard.press('Escape')
  expect(await card(page).count()).toBe(0)
  expect(await focused()).toBe('Feedback')
  await page.context().close()
})

test('a plain link and a frame need no script of ours, and the frame tells its height to its own website only', async () => {
  const page = await visit({
    script: '',
    body: `<a href="${gapwise.url}/s/scores">Tell us</a>
      <iframe src="${gapwise.url}/s/scores?embed=1" title="Survey" style="width:600px"></iframe>
      <script>addEventListener('message',e=>{if(e.origin===${JSON.stringify('')}+'${gapwise.url}')(window.told??=[]).push(e.data)})</script>`,
  })
  await page.frameLocator('iframe').getByRole('button', { name: 'Next' }).waitFor()
  await page.waitForFunction('window.told?.length > 0')
  const told = await page.evaluate('window.told')
  expect(JSON.stringify(told)).toMatch(/^\[\{"type":"gapwise:height","height":\d+\}/)
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow
    for (const data of ['submit', { type: 'gapwise:height', height: 9999 }, { type: 'close' }])
      frame?.postMessage(data, '*')
  })
  await page.waitForTimeout(200)
  expect(await page.frameLocator('iframe').getByRole('button', { name: 'Next' }).count()).toBe(1)
  await page.getByRole('link', { name: 'Tell us' }).click()
  await page.getByRole('heading', { name: /How likely/ }).waitFor()
  await page.context().close()
})

test('no website but the listed ones may frame the survey or show the widget', async () => {
  const other = await startSite()
  other.pages.set('/', {
    html: `<!doctype html><title>Other</title><iframe src="${gapwise.url}/s/scores?embed=1"></iframe>
      <script src="${gapwise.url}/w/scores.js"></script>`,
  })
  const context = await browser.newContext({ locale: 'en' })
  const page = await context.newPage()
  await page.goto(other.origin)
  await page.waitForTimeout(700)
  expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0)
  expect(await page.getByRole('region').count()).toBe(0)
  await context.close()
  await other.stop()
})

test.each([
  ['data-delay-seconds="2"', async () => {}, true],
  ['data-scroll-percent="80"', (page: Page) => page.evaluate(() => scrollTo(0, 9999)), false],
  ['data-visible-seconds="2"', async () => {}, true],
  ['data-event="paid"', (page: Page) => page.evaluate("gapwise('track','paid')"), false],
  [
    'data-exit-intent="true"',
    async (page: Page) => {
      await page.mouse.move(100, 100)
      await page.evaluate(() =>
        document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 })),
      )
    },
    false,
  ],
] as const)('%s keeps the popover back until it is so', async (attributes, happen) => {
  const page = await visit({ attributes, body: '<div style="height:4000px">Long</div>' })
  await page.waitForFunction('window.gapwise')
  expect(await card(page).count()).toBe(0)
  await happen(page)
  await card(page).waitFor({ timeout: 5000 })
  await page.context().close()
})

test('paths decide where it shows, also in a page that changes its address without loading anew', async () => {
  const page = await visit({ attributes: 'data-paths="/orders/* !/orders/draft"' })
  await page.waitForFunction('window.gapwise')
  await page.evaluate(() => history.pushState(null, '', '/orders/draft'))
  await page.waitForTimeout(1300)
  expect(await card(page).count()).toBe(0)
  await page.evaluate(() => history.pushState(null, '', '/orders/48'))
  await card(page).waitFor({ timeout: 3000 })
  await page.context().close()
})

test('a sample of nobody is nobody; rules set in the dashboard hold without a new snippet', async () => {
  const id = ids.get('later')
  await staff.call('PUT', `/api/surveys/${id}/sharing`, sharing({ samplePercent: 0 }))
  const page = await visit({ slug: 'later' })
  await page.waitForFunction('window.gapwise')
  await page.waitForTimeout(1200)
  expect(await card(page).count()).toBe(0)
  await page.context().close()
  await staff.call('PUT', `/api/surveys/${id}/sharing`, sharing({ shape: 'button' }))
  const again = await visit({ slug: 'later' })
  await again.getByRole('button', { name: 'Feedback' }).waitFor()
  await again.context().close()
  await staff.call('PUT', `/api/surveys/${id}/sharing`, sharing())
})

test('never while somebody types', async () => {
  const page = await visit({
    attributes: 'data-delay-seconds="1"',
    body: '<input id="name" autofocus>',
  })
  await page.locator('#name').focus()
  await page.waitForTimeout(2300)
  expect(await card(page).count()).toBe(0)
  await page.locator('#name').blur()
  await card(page).waitFor({ timeout: 3000 })
  await page.context().close()
})

test('"not now" keeps every survey of the organisation still; "never" comes the second time and stays', async () => {
  const context = await browser.newContext({ locale: 'en' })
  const page = await visit({ context })
  expect(await card(page).getByRole('button', { name: 'ask me again' }).count()).toBe(0)
  await card(page).getByRole('button', { name: 'Not now' }).click()
  expect(await card(page).count()).toBe(0)
  const other = await visit({ context, slug: 'later', path: '/other' })
  await other.waitForFunction('window.gapwise')
  await other.waitForTimeout(1200)
  expect(await card(other).count()).toBe(0)
  // A month later it asks again, and takes "never" for an answer.
  await other.clock.install({ time: Date.now() + 31 * 86_400_000 })
  await other.goto(`${site.origin}/shop`)
  await card(other).getByRole('button', { name: 'ask me again' }).click()
  await other.clock.setSystemTime(Date.now() + 4000 * 86_400_000)
  await other.reload()
  await other.waitForFunction('window.gapwise')
  await other.clock.runFor(3000)
  expect(await card(other).count()).toBe(0)
  await context.close()
})

test('the page calls it, before it has loaded too, and hears what happened but never what was answered', async () => {
  const page = await visit({
    attributes: 'data-sample-percent="0"',
    head: `<script>
      window.gapwise = function () { (gapwise.q = gapwise.q || []).push(arguments) }
      window.heard = []
      for (const name of ['shown', 'answered', 'completed', 'dismissed'])
        gapwise('on', name, (detail) => heard.push([name, detail]))
      gapwise('on', 'shown', () => { throw new Error('of the page') })
      gapwise('identify', { customer: 'c-1', segments: { touchpoint: 'checkout', unknown: 'x' }, signature: 'ab' })
      gapwise('open')
    </script>`,
  })
  await answer(page, 10, 'secret words')
  await card(page).getByRole('button', { name: 'Close' }).click()
  expect(await page.evaluate('window.heard')).toEqual(
    ['shown', 'answered', 'completed'].map((name) => [name, { survey: 'scores' }]),
  )
  expect(faultsOf(page)).toEqual(['Error: of the page'])
  await page.evaluate("gapwise('open', 'scores')")
  await card(page).waitFor()
  await page.evaluate("gapwise('close')")
  expect(await card(page).count()).toBe(0)
  const row = (await rows()).find(({ customer }) => JSON.stringify(customer)?.includes('c-1'))
  expect(row).toMatchObject({ segments: { touchpoint: 'checkout' } })
  await page.context().close()
})

test('two surveys on one page share the one global and do not mix', async () => {
  const page = await visit({
    script: `<script src="${gapwise.url}/w/scores.js" data-target="#one" async></script>
      <script src="${gapwise.url}/w/later.js" data-target="#two" async></script>`,
    body: '<div id="one"></div><div id="two"></div>',
  })
  await page.locator('#one').getByRole('region').waitFor()
  await page.locator('#two').getByRole('region').waitFor()
  await page.locator('#two').locator('input[value="3"]').check({ force: true })
  await page.locator('#two').getByRole('button', { name: 'Next' }).click()
  expect(await page.locator('#one').getByText('How likely').isVisible()).toBe(true)
  await expect.poll(async () => (await rows('later')).length).toBe(1)
  await page.context().close()
})

test('the pinned script is one that integrity can name, and asks for its survey once', async () => {
  const { src, integrity } = await (await gapwise.fetch('/widget/current.json')).json()
  const page = await visit({
    script: `<script src="${src}" integrity="${integrity}" crossorigin="anonymous" data-survey="scores" async></script>`,
  })
  await card(page).waitFor()
  expect(faultsOf(page)).toEqual([])
  await answer(page, 8, 'Pinned')
  await page.context().close()
})

test('every kind of question: conditions, a sample, sliders, stars, points and a complaint, with faults told', async () => {
  const page = await visit({ slug: 'everything', attributes: 'data-touchpoint="parcel"' })
  const next = card(page).locator('.next')
  await card(page).locator('input[name=recommend][value="2"]').check({ force: true })
  await next.click()
  const pairs = card(page).locator('.pair:visible')
  expect(await pairs.count()).toBe(2)
  await pairs.first().locator('.expectation input[value="6"]').check({ force: true })
  await next.click()
  await card(page).getByText('“It was” is not rated yet').waitFor()
  await pairs.first().locator('.perception input[value="4"]').check({ force: true })
  await pairs.last().locator('[type=checkbox]').check()
  await next.click()
  await card(page).locator('input[name=price][type=number]:visible').fill('200')
  await next.click()
  await card(page).getByText('Choose a number from 0 to 100').last().waitFor()
  await card(page).locator('input[name=price][type=number]').fill('40')
  await next.click()
  await card(page).locator('input[name="weights.reliability"]').fill('70')
  await card(page).locator('input[name="weights.empathy"]').fill('30')
  await next.click()
  await card(page).locator('input[name=overall][value="4"]').check({ force: true })
  await next.click()
  await card(page).locator('input[name=why][value=other]').check()
  await card(page).locator('input[name="why.other"]').fill('The box')
  await next.click()
  await card(page).locator('textarea[name=comment]').fill('Late')
  await card(page).locator('input[value=yes]').check()
  await next.click()
  await card(page).getByText('Choose what it is about').waitFor()
  await card(page).locator('input[value=late]').check()
  await card(page).locator('input[name="problem.contact"]').fill('me@example.com')
  await next.click()
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  const [row] = await rows('everything')
  const { answers, shown } = answersOf(row)
  expect(shown).toHaveLength(2)
  const [first = '', second = ''] = shown
  expect(answers).toEqual({
    recommend: 2,
    [first]: { expectation: 6, perception: 4 },
    [second]: null,
    price: 40,
    weights: { reliability: 70, empathy: 30 },
    overall: 4,
    why: [{ other: 'The box' }],
    comment: 'Late',
    problem: { category: 'late', contact: 'me@example.com' },
  })
  expect(row).toMatchObject({ complete: true, segments: { touchpoint: 'parcel' } })
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})
/** Safe because a wrong shape fails the assertions on it. */
const answersOf = (row: unknown) => row as { answers: object; shown: string[] }

/** The widget on other people's pages: every shape, every trigger, and every kind of page that should not notice. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { asking, hold } from '../support/held.ts'
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
  /** The clock of the page stands, until the test moves it. */
  isStill?: boolean
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
  if (options.isStill) await stopClock(page)
  await page.goto(site.origin + path)
  return page
}
async function stopClock(page: Page): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
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
  // All of them have been heard.
  for (const one of page.frames())
    await one.evaluate(() => new Promise((later) => setTimeout(later)))
  expect(await page.frameLocator('iframe').getByRole('button', { name: 'Next' }).count()).toBe(1)
  await page.getByRole('link', { name: 'Tell us' }).click()
  await page.getByRole('heading', { name: /How likely/ }).waitFor()
  await page.context().close()
})

test.each([true, false])(
  'in a frame the closing page stays, and its link leads the whole window on; with script: %s',
  async (javaScriptEnabled) => {
    const slug = `leads-on-${javaScriptEnabled}`
    await staff.publish(
      slug,
      {
        title: { en: 'Your order' },
        questions: [{ key: 'recommend', type: 'nps' }],
        thanks: { redirectUrl: 'https://shop.example/again' },
      },
      { ...sharing(), redirectHosts: ['shop.example'] },
    )
    const context = await browser.newContext({ locale: 'en', javaScriptEnabled })
    await context.route('https://shop.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Again</title>' }),
    )
    const body = `<iframe src="${gapwise.url}/s/${slug}?embed=1" title="Survey" style="width:600px;height:600px"></iframe>`
    const page = await visit({ script: '', body, context, path: `/${slug}` })
    const frame = page.frameLocator('iframe')
    await frame.locator('input[value="9"]').check({ force: true })
    await frame.locator('button.next').click()
    await frame.getByText('Thank you. Your answers are in.').waitFor()
    expect(page.url()).toBe(`${site.origin}/${slug}`)
    await frame.getByRole('link', { name: 'Continue' }).click()
    await page.waitForURL('https://shop.example/again')
    await context.close()
  },
)

test('no website but the listed ones may frame the survey or show the widget', async () => {
  const other = await startSite()
  other.pages.set('/', {
    html: `<!doctype html><title>Other</title><iframe src="${gapwise.url}/s/scores?embed=1"></iframe>
      <script src="${gapwise.url}/w/scores.js"></script>`,
  })
  const context = await browser.newContext({ locale: 'en' })
  const page = await context.newPage()
  await stopClock(page)
  await page.goto(other.origin)
  await page.clock.runFor(5000)
  expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0)
  expect(await page.getByRole('region').count()).toBe(0)
  await context.close()
  await other.stop()
})

test.each<[string, (page: Page) => Promise<unknown>]>([
  ['data-delay-seconds="3"', async () => {}],
  ['data-scroll-percent="80"', (page: Page) => page.evaluate(() => scrollTo(0, 9999))],
  ['data-visible-seconds="3"', async () => {}],
  ['data-event="paid"', (page: Page) => page.evaluate("gapwise('track','paid')")],
  [
    'data-exit-intent="true"',
    async (page: Page) => {
      await page.mouse.move(100, 100)
      await page.evaluate(() =>
        document.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 })),
      )
    },
  ],
])('%s keeps the popover back until it is so', async (attributes, happen) => {
  const page = await visit({
    attributes,
    body: '<div style="height:4000px">Long</div>',
    isStill: true,
  })
  await page.waitForFunction('window.gapwise')
  await page.clock.runFor(2500)
  expect(await card(page).count()).toBe(0)
  await happen(page)
  await page.clock.runFor(1000)
  await card(page).waitFor()
  await page.context().close()
})

test('paths decide where it shows, also in a page that changes its address without loading anew', async () => {
  const page = await visit({ attributes: 'data-paths="/orders/* /paid"', isStill: true })
  await page.waitForFunction('window.gapwise')
  await page.evaluate(() => history.pushState(null, '', '/order/48'))
  await page.clock.runFor(5000)
  expect(await card(page).count()).toBe(0)
  await page.evaluate(() => history.pushState(null, '', '/orders/48'))
  await page.clock.runFor(1000)
  await card(page).waitFor()
  await page.context().close()
})

test('a sample of nobody is nobody; rules set in the dashboard hold without a new snippet', async () => {
  const id = ids.get('later')
  await staff.call('PUT', `/api/surveys/${id}/sharing`, sharing({ samplePercent: 0 }))
  const page = await visit({ slug: 'later', isStill: true })
  await page.waitForFunction('window.gapwise')
  await page.clock.runFor(5000)
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
    isStill: true,
  })
  await page.waitForFunction('window.gapwise')
  await page.locator('#name').focus()
  await page.clock.runFor(5000)
  expect(await card(page).count()).toBe(0)
  await page.locator('#name').blur()
  await page.clock.runFor(1000)
  await card(page).waitFor()
  await page.context().close()
})

test('"not now" keeps every survey of the organisation still; "never" comes the second time and stays', async () => {
  const context = await browser.newContext({ locale: 'en' })
  const page = await visit({ context })
  await card(page).waitFor()
  expect(await card(page).getByRole('button', { name: 'ask me again' }).count()).toBe(0)
  await card(page).getByRole('button', { name: 'Not now' }).click()
  expect(await card(page).count()).toBe(0)
  const other = await visit({ context, slug: 'later', path: '/other', isStill: true })
  await other.waitForFunction('window.gapwise')
  await other.clock.runFor(5000)
  expect(await card(other).count()).toBe(0)
  // A month later it asks again, and takes "never" for an answer.
  await other.clock.setSystemTime(Date.now() + 31 * 86_400_000)
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
  const row = (await rows()).find(({ customerId }) => customerId === 'c-1')
  expect(row).toMatchObject({ segments: { touchpoint: 'checkout' }, customerVerified: false })
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

const sentLate = async (page: Page, comment: string) => {
  await score(page, 8).check({ force: true })
  await card(page).getByRole('button', { name: 'Next' }).click()
  await card(page).getByRole('textbox').fill(comment)
  const replies = await hold(page, asking('POST', '/responses'))
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await replies.until(1)
  return replies
}

test('thanks that come late take the focus from nobody who writes on the page', async () => {
  const page = await visit({ body: '<input aria-label="Search">' })
  const replies = await sentLate(page, 'Late thanks')
  const search = page.getByLabel('Search')
  await search.fill('table')
  await replies.open()
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  await page.keyboard.type(' lamp')
  expect(await search.inputValue()).toBe('table lamp')
  await page.context().close()
})

test('who goes back while the last step is on its way stays there, and sends it again', async () => {
  const page = await visit()
  const replies = await sentLate(page, 'On its way')
  await card(page).getByRole('button', { name: 'Back' }).click()
  await replies.open()
  await expect.poll(async () => JSON.parse((await keptIn(page)).gapwise ?? '{}').unsent).toEqual({})
  await score(page, 2).check({ force: true })
  await card(page).getByRole('button', { name: 'Next' }).click()
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  const found = (await rows()).filter((row) => JSON.stringify(row).includes('On its way'))
  expect(found).toMatchObject([{ answers: { recommend: 2 }, complete: true }])
  await page.context().close()
})

test('what another tab has sent takes nothing away that was answered here since', async () => {
  const context = await browser.newContext({ locale: 'en' })
  const page = await visit({ context })
  await page.route('**/responses', (route) => route.abort())
  await score(page, 5).check({ force: true })
  await card(page).getByRole('button', { name: 'Next' }).click()
  const unsent = async () => JSON.stringify(JSON.parse((await keptIn(page)).gapwise ?? '{}').unsent)
  await expect.poll(unsent).toContain('wanted')
  // The other tab sends the first step; before it hears of it, the second is answered here.
  const other = await context.newPage()
  const replies = await hold(other, asking('POST', '/responses'))
  await other.goto(`${site.origin}/shop`)
  await replies.until(1)
  await page.unroute('**/responses')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(unsent).toBe('{}')
  await page.route('**/responses', (route) => route.abort())
  await card(page).getByRole('textbox').fill('Only here')
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await expect.poll(unsent).toContain('Only here')
  await replies.open()
  await other.close()
  await page.close()
  const later = await visit({ context, path: '/later' })
  await later.waitForFunction('window.gapwise')
  await expect
    .poll(async () => (await rows()).filter((row) => JSON.stringify(row).includes('Only here')))
    .toHaveLength(1)
  await context.close()
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
  const next = card(page).locator('.next:visible')
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

test('a page that turns every list into a text gets lists through, and the thanks say the case’s number', async () => {
  await staff.call('PUT', '/api/settings', { replyHours: 48 })
  const page = await visit({
    slug: 'everything',
    head: '<script>Array.prototype.toJSON = function () { return "list:" + this.join() }</script>',
  })
  const next = card(page).locator('.next:visible')
  await card(page).locator('input[name=recommend][value="2"]').check({ force: true })
  for (let step = 0; step < 5; step++) await next.click()
  await card(page).locator('input[name=why][value=wait]').check()
  await next.click()
  await card(page).locator('input[value=yes]').check()
  await card(page).locator('input[value=late]').check()
  await card(page).locator('textarea[name="problem.text"]').fill('Lists')
  await next.click()
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  const said = await card(page).locator('.case').textContent()
  expect(said).toMatch(/^Your complaint C-1\d{3} · Reply by .*\d/)
  const row = (await rows('everything')).find((one) => JSON.stringify(one).includes('"Lists"'))
  expect(answersOf(row).answers).toMatchObject({ why: ['wait'], problem: { text: 'Lists' } })
  expect(answersOf(row).shown).toHaveLength(2)
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a question may quote what was answered before, and says something else where nothing was', async () => {
  const id = await staff.publish(
    'quoting',
    {
      title: { en: 'Your order' },
      locales: ['en'],
      questions: [
        { key: 'recommend', type: 'nps' },
        {
          key: 'why',
          type: 'choice',
          options: [{ key: 'wait', text: { en: 'The wait' } }],
          other: true,
        },
        {
          key: 'comment',
          type: 'text',
          text: { en: 'You said {recommend|nothing}: {why}. More?' },
        },
      ],
    },
    sharing(),
  )
  ids.set('quoting', id)
  for (const [isAnswered, text] of [
    [true, 'You said 7: The wait. More?'],
    [false, 'You said nothing: . More?'],
  ] as const) {
    const page = await visit({ slug: 'quoting' })
    const next = card(page).locator('.next:visible')
    if (isAnswered) await score(page, 7).check({ force: true })
    await next.click()
    if (isAnswered) await card(page).locator('input[value=wait]').check()
    await next.click()
    await card(page).getByText(text).waitFor()
    await page.context().close()
  }
})

const STRICT = () =>
  `default-src 'self'; script-src 'self' ${gapwise.url}; connect-src ${gapwise.url}; require-trusted-types-for 'script'; trusted-types 'none'`

test('under a strict policy with Trusted Types it works, and nothing is refused', async () => {
  const page = await visit({ headers: { 'content-security-policy': STRICT() } })
  await answer(page, 9, 'Strict')
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})

test.each([
  [
    'frozen prototypes',
    'for (const it of [Object, Array, String, Function, Promise, Map, Set]) { Object.freeze(it.prototype); Object.freeze(it) }',
  ],
  [
    'odd globals',
    "Array.prototype.x = 'x'; Object.prototype.y = function () {}; window.gapwise = 'taken'; window.name = 'top'; window.find = window.stop = window.focus = 1",
  ],
  [
    'named elements',
    "document.documentElement.insertAdjacentHTML('beforeend', '<form id=gapwise><input name=append><input name=querySelector></form>')",
  ],
  ['a console that is not there', 'window.console = undefined'],
])('%s do not trouble it, and it changes nothing of the page', async (_, script) => {
  const look = () =>
    [Array, Object, String, Function, Element, Node, Document, History, Event, XMLHttpRequest]
      .flatMap((it) => Object.entries(Object.getOwnPropertyDescriptors(it.prototype)))
      .map(([name, { value, get, set }]) => name + value + get + set)
      .join()
  const page = await visit({ script: '', head: `<script>${script}</script>` })
  const before = await page.evaluate(look)
  const globals = await page.evaluate(() => Object.getOwnPropertyNames(window))
  await page.evaluate((src) => {
    const script = document.createElement('script')
    script.src = src
    document.body.append(script)
  }, `${gapwise.url}/w/scores.js`)
  await answer(page, 9, 'Odd page')
  expect(await page.evaluate(look)).toBe(before)
  const more = await page.evaluate(() => Object.getOwnPropertyNames(window))
  expect(more.filter((name) => !globals.includes(name) && name !== 'gapwise')).toEqual([])
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a page that styles everything styles nothing of it, and is itself not styled', async () => {
  const read = (page: Page) =>
    card(page).evaluate((element) =>
      [element, ...element.querySelectorAll('h2,.next,.row span,.foot')].map((one) => {
        const { font, color, letterSpacing, textTransform, padding, display, direction } =
          getComputedStyle(one)
        return [font, color, letterSpacing, textTransform, padding, display, direction].join('|')
      }),
    )
  const plain = await visit()
  await card(plain).waitFor()
  const expected = await read(plain)
  const heading = (page: Page) => page.locator('h1').evaluate((h1) => getComputedStyle(h1).font)
  const before = await visit({ script: '' })
  expect(await heading(plain)).toBe(await heading(before))
  const hostile = await visit({
    head: `<style>* { all: unset !important; letter-spacing: .3em !important; text-transform: uppercase !important;
      color: red !important; font: 40px serif !important; direction: rtl !important; display: none !important }
      html, body { display: block !important; transform: rotate(3deg); filter: blur(2px) } html { font-size: 40px !important }</style>`,
  })
  await card(hostile).waitFor()
  const found = await read(hostile)
  expect(found).toEqual(expected)
  for (const page of [plain, before, hostile]) await page.context().close()
})

test('a slow server keeps no page waiting, a dead or broken one leaves it as it was', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = createServer(async (request, response) => {
    if (request.url === '/slow.js') await held
    response.setHeader('content-type', 'text/html')
    response.end('<h1>Bad gateway</h1>')
  })
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
  const { port } = addressOf(slow.address())
  const context = await browser.newContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  const tag = (src: string) => `<script src="${src}" async></script>`
  site.pages.set('/slow', {
    html: `<!doctype html><title>Slow</title>${tag(`http://127.0.0.1:${port}/slow.js`)}${tag(
      'http://127.0.0.1:9/dead.js',
    )}${tag(`${gapwise.url}/w/no-such-survey.js`)}<button onclick="this.textContent='Pressed'">Press</button>`,
  })
  await page.goto(`${site.origin}/slow`, { waitUntil: 'domcontentloaded' })
  await page.getByRole('button').click()
  expect(await page.getByRole('button').textContent()).toBe('Pressed')
  expect(errors).toEqual([])
  release()
  await context.close()
  await new Promise((resolve) => slow.close(resolve))
})
/** Safe because the server listens on TCP. */
const addressOf = (address: unknown) => address as AddressInfo

test('with storage forbidden it still shows and sends', async () => {
  const page = await visit({
    head: "<script>Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })</script>",
  })
  await answer(page, 6, 'No storage')
  expect(faultsOf(page)).toEqual([])
  await page.context().close()
})

test('an answer given offline is kept, sent as soon as the network is back, and counted once', async () => {
  const page = await visit()
  await score(page, 1).check({ force: true })
  await page.context().setOffline(true)
  await card(page).getByRole('button', { name: 'Next' }).click()
  await card(page).getByRole('textbox').fill('On the train')
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await card(page).getByText('Your answers were not sent. They are kept on this device.').waitFor()
  await page.context().setOffline(false)
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  const found = (await rows()).filter((row) => JSON.stringify(row).includes('On the train'))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ complete: true })
  expect(JSON.parse((await keptIn(page)).gapwise ?? '{}').unsent).toEqual({})
  // The network comes and goes; what has arrived is not sent again.
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForTimeout(300)
  expect(posts).toEqual([])
  await page.context().close()
})

test('what a closed page has left behind is sent by the next one, also when the first reply was lost', async () => {
  const context = await browser.newContext({ locale: 'en' })
  const page = await visit({ context })
  // The answer arrives, the reply does not: the worst case for counting once.
  await page.route('**/responses', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await score(page, 4).check({ force: true })
  await card(page).getByRole('button', { name: 'Next' }).click()
  await expect
    .poll(async () => Object.keys(JSON.parse((await keptIn(page)).gapwise ?? '{}').unsent ?? {}))
    .toHaveLength(1)
  await card(page).getByRole('textbox').fill('Reply lost')
  await card(page).getByRole('button', { name: 'Send my answers' }).click()
  await card(page).getByText('kept on this device').waitFor()
  // A try under way as the page closes ends with it.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.close()
  const next = await visit({ context, path: '/next' })
  await next.waitForFunction('window.gapwise')
  await expect.poll(async () => JSON.parse((await keptIn(next)).gapwise ?? '{}').unsent).toEqual({})
  const found = (await rows()).filter((row) => JSON.stringify(row).includes('Reply lost'))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ answers: { recommend: 4 }, complete: true, revision: 2 })
  await context.close()
})

test('a customer who has answered within the cadence is told so', async () => {
  const id = ids.get('later')
  await staff.call('PUT', `/api/surveys/${id}/sharing`, { ...sharing(), cadenceDays: 90 })
  const head = `<script>window.gapwise=function(){(gapwise.q=gapwise.q||[]).push(arguments)};gapwise('identify',{customer:'c-9'})</script>`
  for (const told of ['Thank you. Your answers are in.', 'You have already answered. Thank you.']) {
    const page = await visit({ slug: 'later', head })
    await score(page, 9).check({ force: true })
    await card(page).getByRole('button', { name: 'Next' }).click()
    const send = card(page).getByRole('button', { name: 'Send my answers' })
    await send.click()
    await card(page).getByText(told).waitFor()
    await page.context().close()
  }
})

test('the keyboard alone answers it, in the order of the screen', async () => {
  const page = await visit({ body: '<a href="#end" id="last">Last link of the page</a>' })
  await card(page).waitFor()
  await page.locator('#last').focus()
  const order: string[] = []
  const focused = () =>
    page.evaluate(() => {
      const inside = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
      const element = inside?.shadowRoot?.activeElement
      return element ? (element.getAttribute('name') ?? element.className) : ''
    })
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Tab')
    order.push(await focused())
  }
  expect(order.slice(0, 4)).toEqual(['close', 'recommend', 'next', 'later'])
  await page.locator('#last').focus()
  for (const key of ['Tab', 'Tab', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'])
    await page.keyboard.press(key)
  await card(page).getByRole('textbox').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await card(page).getByText('Thank you. Your answers are in.').waitFor()
  const found = (await rows()).filter((row) => JSON.stringify(row).includes('By keyboard'))
  expect(found).toMatchObject([{ answers: { recommend: 3 } }])
  await page.context().close()
})

test.each([
  [1280, 'light', 'popover'],
  [390, 'dark', 'popover'],
  [390, 'light', 'inline'],
  [1280, 'dark', 'inline'],
] as const)('axe finds nothing at %i pixels, %s, %s, on any step', async (width, theme, shape) => {
  const page = await visit({
    slug: 'everything',
    attributes: shape === 'inline' ? 'data-target="#feedback"' : '',
    head: `<style>body{background:${theme === 'dark' ? '#111;color:#eee' : '#fff'}}a{color:inherit}</style>`,
    body: '<div id="feedback"></div>',
    options: { viewport: { width, height: 800 }, reducedMotion: 'reduce' },
  })
  await card(page).waitFor()
  await page.addScriptTag({ path: join(process.cwd(), 'node_modules/axe-core/axe.min.js') })
  for (let step = 0; step < 7; step++) {
    const violations = await page.evaluate(async () => {
      // Safe because the script has just been added; it has no types here.
      const axe = Reflect.get(window, 'axe')
      const { violations } = await axe.run(document, {
        rules: { 'target-size': { enabled: true } },
      })
      return violations.map((one: { id: string; nodes: { html: string }[] }) => [
        one.id,
        ...one.nodes.map(({ html }) => html),
      ])
    })
    expect(violations, `step ${step + 1}`).toEqual([])
    if (step === 0)
      await card(page).locator('input[name=recommend][value="2"]').check({ force: true })
    if (step < 6) await card(page).locator('.next:visible').click()
  }
  await page.context().close()
})

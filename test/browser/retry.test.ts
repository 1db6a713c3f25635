/** What finds no network or a busy server is sent again: later and later, as it was, and never twice at once. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Answering, failing, lost, type Posts, refused } from '../support/failing.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { type Site, startSite } from '../support/site.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner
let survey: Published
let site: Site

beforeAll(async () => {
  ;[browser, gapwise, site] = await Promise.all([launchChromium(), startGapwise(), startSite()])
  owner = await ownerOf(gapwise)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
  await site?.stop()
})

/** A first step with an answer chosen, sent into the given answering; the clock stands. */
async function sentInto(by: Answering) {
  survey = await owner.publish(aShortSurvey())
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  const answering: { by: Answering | null } = { by }
  const posts = await failing(page, answering)
  await page.goto(`${gapwise.url}/s/${survey.slug}`)
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.locator('input[name=recommend][value="9"]').check({ force: true })
  await page.locator('button.next').click()
  return { page, posts, answering }
}

const stored = async () => {
  const sql = 'SELECT revision FROM responses WHERE survey_id = ?'
  return (await gapwise.database.execute({ sql, args: [survey.id] })).rows.length
}

/** The wait the page has begun after so many failures, in seconds. */
async function waitOf(posts: Posts, failures: number): Promise<number> {
  await expect.poll(async () => (await posts.waits()).length).toBe(failures)
  return ((await posts.waits()).at(-1) ?? 0) / 1000
}

/** Nothing is sent a moment before the wait is over; then it is. */
async function after(page: Page, posts: Posts, seconds: number): Promise<void> {
  const { length } = posts.bodies
  await page.clock.runFor(Math.floor(seconds * 1000) - 1)
  expect(posts.bodies).toHaveLength(length)
  await page.clock.runFor(2)
  await expect.poll(() => posts.bodies.length).toBe(length + 1)
}

test('waits grow from a second to half a minute, each its own, and the same body is sent until it arrives once', async () => {
  const { page, posts, answering } = await sentInto(lost)
  const waits: number[] = []
  for (const shortest of [1, 2, 4, 8, 16, 20, 20, 20]) {
    const seconds = await waitOf(posts, waits.length + 1)
    expect(seconds).toBeGreaterThanOrEqual(shortest)
    expect(seconds).toBeLessThanOrEqual(1.5 * shortest)
    waits.push(seconds / shortest)
    if (waits.length === 8) answering.by = null
    await after(page, posts, seconds)
  }
  // Chance of its own for each: phones that lost the network together come back apart.
  expect(new Set(waits).size).toBe(8)
  await page.waitForURL(/page=2/)
  expect(new Set(posts.bodies).size).toBe(1)
  expect(posts.bodies).toHaveLength(9)
  expect(posts.atOnce).toBe(1)
  expect(await stored()).toBe(1)
  await page.context().close()
})

test.each([429, 503])('a %i that says when is not asked earlier', async (status) => {
  const { page, posts, answering } = await sentInto(refused(status, '100'))
  const seconds = await waitOf(posts, 1)
  expect(seconds).toBeGreaterThanOrEqual(100)
  expect(seconds).toBeLessThanOrEqual(150)
  answering.by = null
  await after(page, posts, seconds)
  await page.waitForURL(/page=2/)
  await page.context().close()
})

test('when the network is back, or on a press, it is tried at once; while one is on its way, no other', async () => {
  const { page, posts, answering } = await sentInto(lost)
  await waitOf(posts, 1)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await waitOf(posts, 2)
  let arrive = () => {}
  const held = new Promise<void>((resolve) => {
    arrive = resolve
  })
  answering.by = (route) => held.then(() => route.continue())
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => posts.bodies.length).toBe(3)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('button.next').click()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  // Nor do the waits of the failures before come to anything.
  await page.clock.runFor(60_000)
  arrive()
  await page.waitForURL(/page=2/)
  expect(posts.bodies).toHaveLength(3)
  expect(posts.atOnce).toBe(1)
  expect(await stored()).toBe(1)
  await page.context().close()
})

/** Arrives, and nobody here hears of it. */
const unheard: Answering = async (route) => {
  await route.fetch()
  await route.abort()
}

const words = async () => {
  const sql = 'SELECT answers, complete FROM responses WHERE survey_id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [survey.id] })
  return rows.map(({ answers, complete }) => [JSON.parse(String(answers)).comment, complete])
}

/** A survey of a comment alone, which is its last step too. */
async function commentSent(by: Answering, text: string) {
  survey = await owner.publish({
    title: { en: 'Your order' },
    questions: [{ key: 'comment', type: 'text' }],
  })
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  const answering: { by: Answering | null } = { by }
  await page.route('**/s/*', (route) =>
    answering.by && route.request().method() === 'POST' ? answering.by(route) : route.continue(),
  )
  await page.goto(`${gapwise.url}/s/${survey.slug}`)
  await page.locator('textarea').fill(text)
  await page.locator('button.next').click()
  return { page, answering }
}

test('what is changed on the last step while its reply is lost is saved too', async () => {
  const { page, answering } = await commentSent(unheard, 'First')
  await page.locator('.retry').waitFor()
  await page.locator('textarea').fill('First, and more')
  answering.by = null
  await page.locator('h1', { hasText: 'Thank you' }).waitFor()
  expect(await words()).toEqual([['First, and more', 1]])
  await page.context().close()
})

test('after a lost reply and a reload, what is changed is saved on top of what arrived', async () => {
  const { page, answering } = await commentSent(unheard, 'First')
  await page.locator('.retry').waitFor()
  await page.reload()
  answering.by = null
  expect(await page.locator('textarea').inputValue()).toBe('First')
  await page.locator('textarea').fill('Second')
  await page.locator('button.next').click()
  await page.locator('h1', { hasText: 'Thank you' }).waitFor()
  expect(await words()).toEqual([['Second', 1]])
  await page.context().close()
})

test('a text too long to be looked at is told and still there, to be made shorter', async () => {
  const { page } = await commentSent((route) => route.continue(), '好'.repeat(30_000))
  await page.locator('.note', { hasText: 'could not be taken' }).waitFor()
  const area = page.locator('textarea')
  expect(await area.inputValue()).toHaveLength(30_000)
  await area.fill('好')
  await page.locator('button.next').click()
  await page.locator('h1', { hasText: 'Thank you' }).waitFor()
  expect(await words()).toEqual([['好', 1]])
  await page.context().close()
})

test('after a reload and in another language a sample asks the same, with what was answered', async () => {
  const pair = (key: string) => ({ key, type: 'gap' }) as const
  const drawn = await owner.publish({
    title: { en: 'Your order', 'zh-CN': '订单' },
    locales: ['en', 'zh-CN'],
    sample: { type: 'gap', count: 1 },
    questions: Array.from({ length: 40 }, (_, i) => pair(`pair_${i}`)),
  })
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await page.goto(`${gapwise.url}/s/${drawn.slug}`)
  const answer = page.locator('input[name$=perception][value="5"]')
  const name = await answer.getAttribute('name')
  await answer.check({ force: true })
  await page.reload()
  await page.locator(`input[name="${name}"][value="5"]:checked`).waitFor({ state: 'attached' })
  await page.locator('.languages button').click()
  await page.locator('html[lang=zh-CN]').waitFor()
  await page.locator(`input[name="${name}"][value="5"]:checked`).waitFor({ state: 'attached' })
  await page.context().close()
})

/** The widget with its only question answered, sent into the given answering; the clock stands, and chance is as given. */
async function widgetSentInto(by: Answering, chance = 0.5) {
  survey = await owner.publish({
    title: { en: 'Your order' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  await owner.send('PUT', `/api/surveys/${survey.id}/sharing`, { origins: [site.origin] })
  site.pages.set('/', {
    html: `<!doctype html><title>Shop</title><body><script src="${gapwise.url}/w/${survey.slug}.js"></script>`,
  })
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  const answering: { by: Answering | null } = { by }
  const posts = await failing(page, answering)
  await page.addInitScript((drawn) => {
    Math.random = () => drawn
  }, chance)
  await page.goto(site.origin)
  await page.locator('.next:visible').waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.locator('input[value="9"]').check({ force: true })
  await page.locator('.next:visible').click()
  await posts.sentAt()
  return { page, posts, answering }
}

test.each([0, 0.99])(
  'the widget waits longer and longer too, by a chance of %d up to twice as long, and sends the same until it arrives once',
  async (chance) => {
    const { page, posts, answering } = await widgetSentInto(lost, chance)
    for (let second = 0; posts.bodies.length < 8; second++) {
      expect(second).toBeLessThan(400)
      await page.clock.runFor(1000)
      await posts.sentAt()
      if (posts.bodies.length === 7) answering.by = null
    }
    const sentAt = await posts.sentAt()
    const waits = sentAt.slice(1).map((at, i) => (at - (sentAt[i] ?? 0)) / 1000)
    const shortest = [2, 4, 8, 16, 32, 60, 60]
    expect(waits).toHaveLength(7)
    for (const [i, wait] of waits.entries()) {
      // It looks once a second.
      expect(wait).toBeGreaterThanOrEqual((1 + chance) * (shortest[i] ?? 0))
      expect(wait).toBeLessThanOrEqual((1 + chance) * (shortest[i] ?? 0) + 1)
    }
    expect(new Set(posts.bodies).size).toBe(1)
    expect(posts.atOnce).toBe(1)
    await page.getByText('Your answers are in').waitFor()
    expect(await stored()).toBe(1)
    await page.context().close()
  },
)

/** As the service refuses the posts of a listed website. */
const refusedThere =
  (status: number, retryAfter = ''): Answering =>
  (route) =>
    route.fulfill({
      status,
      headers: {
        'access-control-allow-origin': site.origin,
        'access-control-expose-headers': 'retry-after',
        'retry-after': retryAfter,
      },
    })

test.each([429, 503])('the widget does not ask earlier than a %i says', async (status) => {
  const { page, posts, answering } = await widgetSentInto(refusedThere(status, '100'))
  await posts.sentAt()
  await page.getByText('They are kept on this device').waitFor()
  await page.clock.runFor(99_000)
  expect(posts.bodies).toHaveLength(1)
  answering.by = null
  // Second by second: a post that has no reply after nine of them is given up.
  for (let second = 100; posts.bodies.length < 2; second++) {
    expect(second).toBeLessThan(205)
    await page.clock.runFor(1000)
    await posts.sentAt()
  }
  await page.getByText('Your answers are in').waitFor()
  expect(await stored()).toBe(1)
  await page.context().close()
})

test('what is changed in the widget while its last reply is lost is saved on top of what arrived', async () => {
  const { page, posts, answering } = await widgetSentInto(unheard)
  await page.getByText('They are kept on this device').waitFor()
  await page.locator('input[value="3"]').check({ force: true })
  expect(posts.bodies).toHaveLength(1)
  answering.by = null
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('Your answers are in').waitFor()
  const sql = 'SELECT answers, complete FROM responses WHERE survey_id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [survey.id] })
  expect(rows.map(({ answers, complete }) => [JSON.parse(String(answers)), complete])).toEqual([
    [{ recommend: 3 }, 1],
  ])
  await page.context().close()
})

test('what is changed in the widget after a refusal waits until it is sent', async () => {
  const { page, posts, answering } = await widgetSentInto(refusedThere(422))
  await page.getByText('Your answers could not be taken').waitFor()
  answering.by = null
  await page.locator('input[value="3"]').check({ force: true })
  await page.clock.runFor(60_000)
  expect(posts.bodies).toHaveLength(1)
  await page.locator('.next:visible').click()
  await page.getByText('Your answers are in').waitFor()
  expect(await stored()).toBe(1)
  await page.context().close()
})

test('the network coming and going sends the widget’s answer at once, and does not add to the tries after it', async () => {
  const { page, posts, answering } = await widgetSentInto(lost)
  for (let times = 2; times <= 7; times++) {
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => posts.bodies.length).toBe(times)
    await posts.sentAt()
  }
  await page.clock.runFor(59_000)
  await posts.sentAt()
  expect(posts.bodies).toHaveLength(7)
  answering.by = null
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('Your answers are in').waitFor()
  expect(posts.atOnce).toBe(1)
  expect(await stored()).toBe(1)
  await page.context().close()
})

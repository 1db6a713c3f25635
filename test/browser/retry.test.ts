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

/** The widget with its only question answered, sent into the given answering; the clock stands. */
async function widgetSentInto(by: Answering) {
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
  await page.goto(site.origin)
  await page.locator('.next:visible').waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.locator('input[value="9"]').check({ force: true })
  await page.locator('.next:visible').click()
  await posts.sentAt()
  return { page, posts, answering }
}

test('the widget waits longer and longer too, each time by chance, and sends the same until it arrives once', async () => {
  const { page, posts, answering } = await widgetSentInto(lost)
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
    expect(wait).toBeGreaterThanOrEqual(shortest[i] ?? 0)
    expect(wait).toBeLessThanOrEqual(2 * (shortest[i] ?? 0) + 1)
  }
  expect(new Set(waits.map((wait, i) => wait / (shortest[i] ?? 0))).size).toBeGreaterThan(1)
  expect(new Set(posts.bodies).size).toBe(1)
  expect(posts.atOnce).toBe(1)
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

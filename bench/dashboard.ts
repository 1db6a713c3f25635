/**
 * How quickly the dashboard answers on a slow machine (4× CPU): from a filter to the new picture, stepping through a
 * year of days, and 40 groups. Times are the browser's own: Event Timing and Long Tasks.
 */
import type { Browser, Page } from 'playwright-core'
import { addDays, dayIn } from '../schema/calendar.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { fillDemoShop, PERSON } from '../test/support/demo-shop.ts'
import { type SignedInState, signIn } from '../test/support/sign-in.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const SLOWDOWN = 4
const MOST_INTERACTION_MS = 100
const MOST_TASK_MS = 50
const MOST_FILTER_MS = 300
const STEPS = 40
const ROUNDS = 3
const GROUPS = 40

export async function dashboard(service: Service): Promise<Figure[]> {
  const browser = await launchChromium()
  try {
    await fillDemoShop(service.url, service.setupToken)
    await fillGroups(service)
    const state = await signIn(browser, service.url, PERSON)
    const today = dayIn('UTC', new Date())
    const year = `from=${addDays(today, -365)}&to=${today}`
    const address = (path: string) => `${service.url}/app/${path}`
    return [
      ...(await stepping(
        browser,
        state,
        'a year of days',
        address(`nps?${year}&interval=day`),
        /^NPS over time/,
      )),
      ...(await stepping(
        browser,
        state,
        `${GROUPS} groups`,
        address(`nps?survey=groups&${year}&segment=shop`),
        /^NPS by/,
      )),
      ...(await filtering(browser, state, address(`nps?${year}`))),
      ...(await filtering(browser, state, address(`overview?${year}`))),
      ...(await filtering(browser, state, address(`gaps?${year}`))),
      ...(await toggling(browser, state, address(`nps?${year}&interval=day`))),
    ]
  } finally {
    await browser.close()
  }
}

/** A survey whose answers come from 40 shops. */
async function fillGroups(service: Service): Promise<void> {
  const id = await service.publish('groups', {
    title: { en: 'Groups' },
    segments: ['shop'],
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const today = dayIn('UTC', new Date())
  const lines = Array.from(
    { length: GROUPS * 60 },
    (_, i) => `${addDays(today, -(i % 360))},shop-${i % GROUPS},${(i * 7) % 11}`,
  )
  const csv = ['submitted_at,segment.shop,recommend', ...lines].join('\n')
  await service.api('POST', `/api/surveys/${id}/import`, csv, 'text/csv')
}

/** A page on a slow machine, everything on it drawn and at rest. */
async function slowPage(browser: Browser, storageState: SignedInState, address: string) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(address)
  await page.locator('#main .panel canvas').first().waitFor()
  await page.keyboard.press('Shift')
  await page.waitForLoadState('networkidle')
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  return page
}

type Seen = { tasks: number[]; events: number[] }
type Watching = { seen: Seen }

/** Runs in the page: long tasks and slow events as they come. */
function watch() {
  const seen: Seen = { tasks: [], events: [] }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.events.push(duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
}

/** Set by `watch` before anything else ran. */
const seenOn = (page: Page) => page.evaluate(() => (globalThis as unknown as Watching).seen)
const forget = (page: Page) =>
  page.evaluate(() => {
    const { seen } = globalThis as unknown as Watching
    seen.tasks.length = 0
    seen.events.length = 0
  })

/** The longest task and the slowest key while stepping through a chart. */
async function stepping(
  browser: Browser,
  state: SignedInState,
  what: string,
  address: string,
  name: RegExp,
): Promise<Figure[]> {
  const page = await slowPage(browser, state, address)
  const chart = page.getByRole('application', { name }).first()
  await chart.scrollIntoViewIfNeeded()
  await chart.focus()
  await page.waitForTimeout(500)
  await forget(page)
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(30)
  }
  await page.waitForTimeout(300)
  const { tasks, events } = await seenOn(page)
  await page.context().close()
  const task = Math.max(0, ...tasks)
  const event = Math.max(0, ...events)
  return [
    figure(
      `dashboard: longest task in ms stepping through ${what}`,
      task,
      { most: MOST_TASK_MS },
      `0: none over 50; ${STEPS} steps, ${SLOWDOWN}× CPU`,
    ),
    figure(
      `dashboard: slowest key in ms stepping through ${what}`,
      event,
      { most: MOST_INTERACTION_MS },
      '',
    ),
  ]
}

/**
 * From choosing other days to the frame in which all of the window shows them, figures and charts, and until the part
 * further down does; fetched from the service, and when they have been seen before.
 */
async function filtering(
  browser: Browser,
  state: SignedInState,
  address: string,
): Promise<Figure[]> {
  const page = await slowPage(browser, state, address)
  const room = new URL(address).pathname.split('/').at(-1) ?? ''
  const choose = (preset: string) =>
    page.evaluate(async (label) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      const picks = [...document.querySelectorAll<HTMLElement>('.page-bar .picks button')]
      const days = picks.find((button) => /20\d\d/.test(button.textContent ?? ''))
      days?.click()
      const offered = () =>
        [...document.querySelectorAll<HTMLElement>('.page-bar button')].find(
          (button) => button.textContent?.trim() === label,
        )
      // The choice comes when it is first opened.
      for (let tries = 0; tries < 100 && !offered(); tries++) await frame()
      const option = offered()
      if (!option) throw new Error(`${label} is not offered`)
      const text = () => document.querySelector('#main')?.textContent
      const busy = () => [...document.querySelectorAll('#main [aria-busy=true]')]
      const isInWindow = (part: Element) => {
        const { top, bottom } = part.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      }
      const before = text()
      const start = performance.now()
      option.click()
      while (text() === before || busy().some(isInWindow)) await frame()
      await frame()
      const window = performance.now() - start
      while (busy().length > 0) await frame()
      await frame()
      return { window, page: performance.now() - start }
    }, preset)
  let fetched = { window: Number.POSITIVE_INFINITY, page: Number.POSITIVE_INFINITY }
  let known = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, preset] of ['Last 28 days', 'Last 90 days', 'Last 12 months'].entries()) {
      const ms = await choose(preset)
      await page.waitForLoadState('networkidle')
      if (round > 0 || i === 2) known = Math.min(known, ms.window)
      else if (ms.window < fetched.window) fetched = ms
    }
  }
  await page.context().close()
  return [
    figure(
      `dashboard: ms from a filter to the picture, ${room}`,
      fetched.window,
      { most: MOST_FILTER_MS },
      `all of the window, from the service; down to the foot ${Math.round(fetched.page)} ms; known before ${Math.round(known)} ms`,
    ),
  ]
}

/** The slowest of a table shown and hidden, another length of the points, and a menu opened. */
async function toggling(
  browser: Browser,
  state: SignedInState,
  address: string,
): Promise<Figure[]> {
  const page = await slowPage(browser, state, address)
  await forget(page)
  const table = page.getByRole('button', { name: /^Table: NPS over time/ })
  for (const button of [
    table,
    table,
    page.getByText('Month', { exact: true }),
    page.getByRole('button', { name: /Export/ }),
  ]) {
    await button.click()
    await page.waitForTimeout(500)
  }
  const { events } = await seenOn(page)
  await page.context().close()
  return [
    figure(
      'dashboard: slowest click in ms (table, length, menu)',
      Math.max(0, ...events),
      { most: MOST_INTERACTION_MS },
      events.map(Math.round).join(', '),
    ),
  ]
}

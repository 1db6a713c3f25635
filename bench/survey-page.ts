/** What the survey page costs a browser: when the question is there and memory, both beside a blank page, and how much of it moves. */
import type { Browser, Page } from 'playwright-core'
import { DEMO_SURVEYS } from '../local/demo/surveys.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { startSite } from '../test/support/site.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const MOST_WAIT_MS = 100
const MOST_HEAP_MB = 0.3
const MOST_SHIFT = 0
const ROUNDS = 3
const WAITS = 7
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en' }

export async function surveyPage(service: Service): Promise<Figure[]> {
  await service.publish('survey-page', DEMO_SURVEYS['after-delivery'])
  const site = await startSite()
  const browser = await launchChromium()
  try {
    site.pages.set('/blank', { html: '<!doctype html><html lang="en"><title>Blank</title></html>' })
    // Of a page without a letter no paint is told.
    site.pages.set('/dot', { html: '<!doctype html><html lang="en"><title>Dot</title><p>.' })
    const dot = await leastWait(browser, `${site.origin}/dot`)
    const question = await leastWait(browser, `${service.url}/s/survey-page`)
    const blank = await leastHeap(browser, `${site.origin}/blank`)
    const survey = await leastHeap(browser, `${service.url}/s/survey-page`)
    const { shift, moved } = await shiftOf(browser, `${service.url}/s/survey-page`)
    const mb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`
    return [
      figure(
        'survey page: ms until the question is painted, beside a blank page',
        question - dot,
        { most: MOST_WAIT_MS },
        `${question.toFixed(0)} ms, a page with a dot ${dot.toFixed(0)} ms; nothing cached`,
      ),
      figure(
        'survey page: MB of script heap beside a blank page',
        (survey - blank) / 1e6,
        { most: MOST_HEAP_MB },
        `${mb(survey)}, blank page ${mb(blank)}; after a collection`,
      ),
      figure('survey page: layout shift', shift, { most: MOST_SHIFT }, moved),
    ]
  } finally {
    await browser.close()
    await site.stop()
  }
}

/** Milliseconds from the address to the first text on the screen; the least of some rounds, each without a cache. */
async function leastWait(browser: Browser, address: string): Promise<number> {
  const waits: number[] = []
  for (let round = 0; round < WAITS; round++) {
    const context = await browser.newContext(PHONE)
    const page = await context.newPage()
    await page.goto(address, { waitUntil: 'networkidle' })
    waits.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
      ),
    )
    await context.close()
  }
  return Math.min(...waits)
}

/** Bytes of script heap in use once all is quiet; the least of some rounds, each in a context of its own. */
async function leastHeap(browser: Browser, address: string): Promise<number> {
  const sizes: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext(PHONE)
    const page = await context.newPage()
    await page.goto(address, { waitUntil: 'networkidle' })
    const session = await context.newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    sizes.push((await session.send('Runtime.getHeapUsage')).usedSize)
    await context.close()
  }
  return Math.min(...sizes)
}

/** The sum of all layout shifts on the way through the survey, on a slow machine, and what moved. */
async function shiftOf(browser: Browser, address: string) {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript(watchShifts)
  await page.goto(address, { waitUntil: 'networkidle' })
  let steps = 1
  for (; (await page.locator('button.next').count()) > 0; steps++) {
    const title = await page.title()
    await page.locator('button.next').click()
    await page.waitForFunction((before) => document.title !== before, title)
    await page.waitForTimeout(300)
  }
  const shifts = await shiftsOn(page)
  await context.close()
  if (steps < 3) throw new Error(`The survey ended after ${steps} steps`)
  return {
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: shifts.map(({ what }) => what).join(', ') || `nothing, on ${steps} pages`,
  }
}

type Shift = { value: number; what: string }

/** What the browser tells of a layout shift; lib.dom has no type for it. */
type ShiftEntry = PerformanceEntry & {
  value: number
  hadRecentInput: boolean
  sources: { node?: Node | null }[]
}

const shiftsOn = (page: Page) =>
  page.evaluate(() => (globalThis as typeof globalThis & { shifts: Shift[] }).shifts)

/** Runs in the page. What moves because somebody has just clicked is no shift: they asked for it. */
function watchShifts() {
  const shifts: Shift[] = []
  Object.assign(globalThis, { shifts })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as ShiftEntry[])
      if (!entry.hadRecentInput)
        shifts.push({
          value: entry.value,
          what: entry.sources.map(({ node }) => node?.nodeName ?? '?').join(' '),
        })
  }).observe({ type: 'layout-shift', buffered: true })
}

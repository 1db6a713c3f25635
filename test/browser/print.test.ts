/** Overview and Gaps on paper, A4 and Letter, of a page that nobody has touched: every chart is there, whole, on one page. */
import { inflateSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { fillDemoShop, PERSON } from '../support/demo-shop.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { clippedTexts } from '../support/screen.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'

let gapwise: Gapwise
let browser: Browser
let state: SignedInState

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  await fillDemoShop(gapwise.url, gapwise.setupToken)
  state = await signIn(browser, gapwise.url, PERSON)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** A room as it stands once all of it has come by itself: no pointer, no key, no scrolling. */
async function untouched(room: string, panels: number): Promise<Page> {
  const context = await browser.newContext({
    storageState: state,
    locale: 'en',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
  })
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/${room}`)
  await page
    .locator('#main .panel')
    .nth(panels - 1)
    .waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => scrollY)).toBe(0)
  return page
}

/** Millimetres between the margins, across and down. */
const formats = [
  { format: 'A4', width: 595, height: 842, room: 297 - 28 },
  { format: 'Letter', width: 612, height: 792, room: 279.4 - 28 },
]
const rooms = [
  { name: 'overview', panels: 8, pages: [3, 4] },
  { name: 'gaps', panels: 6, pages: [3, 4] },
]
const MM = 96 / 25.4

describe.each(rooms)('the room $name on paper', ({ name, panels, pages }) => {
  let page: Page
  beforeAll(async () => {
    page = await untouched(name, panels)
  })
  afterAll(() => page.context().close())

  test.each(formats)('$format: a few pages of its size, none of them empty', async (paper) => {
    const pdf = await page.pdf({ format: paper.format })
    const sheets = pagesOf(pdf)
    expect(sheets.length).toBeGreaterThanOrEqual(pages[0] ?? 0)
    expect(sheets.length).toBeLessThanOrEqual(pages[1] ?? 0)
    for (const { width, height } of sheets) {
      expect(Math.round(width)).toBeCloseTo(paper.width, -1)
      expect(Math.round(height)).toBeCloseTo(paper.height, -1)
    }
    for (const { drawing } of sheets) expect(drawing).toBeGreaterThan(1000)
  })

  describe('as it is laid out for it', () => {
    beforeAll(async () => {
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: Math.round(178 * MM), height: 900 })
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    })

    test('every chart is drawn, though nobody has scrolled to it', async () => {
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('#main .panel')].map((panel) => ({
          panel: panel.getAttribute('aria-label'),
          drawn: [...panel.querySelectorAll('canvas')].map((canvas) => {
            const { width, height } = canvas
            const dots = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
            return dots.some((value) => value > 0)
          }),
          rows: panel.querySelectorAll('tbody tr').length,
        })),
      )
      expect(charts).toHaveLength(panels)
      for (const { drawn } of charts) expect(drawn).not.toContain(false)
      // A panel without a picture or rows says why it has none.
      const empty = charts.filter(({ drawn, rows }) => drawn.length === 0 && rows === 0)
      expect(empty.length).toBeLessThanOrEqual(name === 'gaps' ? 1 : 0)
    })
    test.each(formats)('$format: each panel fits on a page and is kept together', async (paper) => {
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('#main .panel')].map((panel) => ({
          height: panel.getBoundingClientRect().height,
          inside: getComputedStyle(panel).breakInside,
        })),
      )
      for (const { height, inside } of heights) {
        expect(inside).toBe('avoid')
        expect(height).toBeLessThan(paper.room * MM)
      }
    })
    test('nothing is cut off, nothing stands beside the page, no control is left', async () => {
      expect(await clippedTexts(page)).toEqual([])
      const beyond = await page.evaluate(() => {
        const right = document.querySelector('#main')?.getBoundingClientRect().right ?? 0
        return [...document.querySelectorAll('#main *')].filter(
          (one) => !one.closest('.unseen') && one.getBoundingClientRect().right > right + 1,
        ).length
      })
      expect(beyond).toBe(0)
      const controls = await page
        .locator('#main :is(button, input, select):visible')
        .evaluateAll((found) => found.map(({ className }) => className))
      // Names of rows open something on screen; on paper they are words.
      expect(controls.filter((name) => name !== 'row-open')).toEqual([])
    })
  })
})

/** The pages of a PDF as Chromium writes it: their size in points, and the bytes of what is drawn on each. */
function pagesOf(pdf: Buffer): { width: number; height: number; drawing: number }[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/<<\/Type \/Page\n[\s\S]*?>>\nendobj/g)].map(([page]) => {
    const [, , width = '0', height = '0'] =
      /\/MediaBox \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]/.exec(page)?.slice(1) ?? []
    const content = /\/Contents (\d+) 0 R/.exec(page)?.[1]
    return { width: Number(width), height: Number(height), drawing: streamOf(pdf, text, content) }
  })
}

/** Bytes of drawing in the stream of an object. */
function streamOf(pdf: Buffer, text: string, object: string | undefined): number {
  const start = text.indexOf(`\n${object} 0 obj`)
  const from = text.indexOf('stream\n', start) + 'stream\n'.length
  return inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).length
}

/** The whole way in a language that is read from right to left: with script, without, and by the keyboard alone. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WORDS } from '../../worker/answering/words.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ownerOf, type Published } from '../support/owner.ts'
import { turn } from '../support/turn.ts'

let browser: Browser
let gapwise: Gapwise
let survey: Published

const words = (key: keyof NonNullable<(typeof WORDS)['ar']>) => WORDS.ar?.[key] ?? ''
/** A question of every kind; each on a step of its own but for the last two. */
const ANSWERS = {
  recommend: 7,
  speed: { expectation: 6, perception: 3 },
  promise: { expectation: 80, perception: 40 },
  overall: 4,
  stars: 2,
  price: 31,
  weights: { reliability: 60, responsiveness: 40 },
  visit: 'again',
  comment: 'كان التوصيل متأخرًا',
  problem: { category: 'late', contact: '+971 50 123 4567' },
}
const STEPS = 9

beforeAll(async () => {
  browser = await launchChromium()
  gapwise = await startGapwise()
  const owner = await ownerOf(gapwise)
  survey = await owner.publish({
    title: { en: 'Your order', ar: 'طلبك' },
    locales: ['en', 'ar'],
    noOpinion: true,
    dimensions: [{ key: 'reliability' }, { key: 'responsiveness' }],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'speed', type: 'gap', dimension: 'responsiveness' },
      { key: 'promise', type: 'gap', dimension: 'reliability', scale: 100 },
      { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
      { key: 'stars', type: 'rating', style: 'stars', scale: 5 },
      { key: 'price', type: 'slider', min: -50, max: 100 },
      { key: 'weights', type: 'allocation', total: 100 },
      {
        key: 'visit',
        type: 'choice',
        options: [
          { key: 'first', text: { ar: 'أول مرة' } },
          { key: 'again', text: { ar: 'مرة أخرى' } },
        ],
      },
      { key: 'comment', type: 'text' },
      { key: 'problem', type: 'complaint', categories: [{ key: 'late' }, { key: 'other' }] },
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const open = async (options: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({ locale: 'ar', ...options })
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/s/${survey.slug}`)
  return page
}
const storedBy = async (page: Page) => {
  const id = new URL(page.url()).pathname.split('/').at(-1)?.split('.')[0] ?? ''
  const sql = 'SELECT answers, complete, locale FROM responses WHERE id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [id] })
  const [row] = rows
  return { ...row, answers: JSON.parse(String(row?.answers)) }
}
const thanked = (page: Page) =>
  page.getByRole('heading', { level: 1, name: words('thanks.title') }).waitFor()

/**
 * What a step has to be here: the first point of a scale rightmost, a minus left of its number, and nothing wider than
 * the window.
 */
const layout = (page: Page) =>
  page.evaluate(() => {
    const lefts = (row: Element) =>
      [...row.querySelectorAll('label')].map((cell) => cell.getBoundingClientRect().left)
    /** Minus signs that stand behind their numbers. */
    const behind = [...document.querySelectorAll('.hint, .ends span')].filter((element) => {
      const at = element.textContent?.search(/-\d/) ?? -1
      const [text] = element.childNodes
      if (at < 0 || !text) return false
      const left = (from: number) => {
        const range = document.createRange()
        range.setStart(text, from)
        range.setEnd(text, from + 1)
        return range.getBoundingClientRect().left
      }
      return left(at) > left(at + 1)
    })
    return {
      behind: behind.map(({ textContent }) => textContent),
      direction: getComputedStyle(document.body).direction,
      sideways: document.documentElement.scrollWidth > innerWidth,
      mirrored: [...document.querySelectorAll('.row')].every((row) =>
        lefts(row).every((left, i, all) => i === 0 || left < (all[i - 1] ?? 0)),
      ),
    }
  })

/** Puts an answer into its fields, with the mouse or, without script, by what a browser does itself. */
async function answer(page: Page, name: string, value: unknown): Promise<void> {
  if (typeof value === 'object' && value !== null) {
    if ('category' in value)
      await page.locator(`[name="${name}.wanted"][value=yes]`).check({ force: true })
    for (const [part, each] of Object.entries(value)) await answer(page, `${name}.${part}`, each)
    return
  }
  const field = page.locator(`[name="${name}"]:not([type=hidden])`)
  if ((await field.first().getAttribute('type')) === 'radio')
    await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
  else await field.fill(String(value))
}

test.each([
  ['script on at 390 px', { viewport: { width: 390, height: 844 } }],
  ['script off at 320 px', { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }],
  [
    'script on in the dark at 320 px',
    { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  ],
] as [string, BrowserContextOptions][])('every question is answered with %s', async (_, device) => {
  const page = await open(device)
  let steps = 0
  for (; (await page.locator('button.next').count()) > 0; steps++) {
    expect(await layout(page)).toEqual({
      behind: [],
      direction: 'rtl',
      sideways: false,
      mirrored: true,
    })
    if (device.javaScriptEnabled !== false) expect(await axeFindings(page)).toEqual([])
    for (const [key, value] of Object.entries(ANSWERS))
      if ((await page.locator(`[name="${key}"],[name^="${key}."]`).count()) > 0)
        await answer(page, key, value)
    await turn(page)
  }
  expect(steps).toBe(STEPS)
  await thanked(page)
  expect(await layout(page)).toMatchObject({ direction: 'rtl', sideways: false })
  expect(await storedBy(page)).toEqual({ answers: ANSWERS, complete: 1, locale: 'ar' })
  // Their own answers, to be seen and deleted, in their language too.
  await turn(page, () => page.getByRole('link', { name: words('thanks.see') }).click())
  await page.getByRole('heading', { level: 1, name: words('own.title') }).waitFor()
  expect(await page.getByText('كان التوصيل متأخرًا').count()).toBe(1)
  expect(await layout(page)).toMatchObject({ direction: 'rtl', sideways: false })
  await page.context().close()
})

test('the keyboard alone answers: arrows go by the order of reading, and numbers grow upwards', async () => {
  const page = await open({ viewport: { width: 390, height: 844 } })
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name)
  }
  const chosen = (name: string) => page.locator(`[name="${name}"]:checked`).inputValue()
  /** On to the next step, whose title has the focus then. */
  const enter = () => turn(page, () => keys('Enter'))
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName,
    )
  /** Tab until the field has the focus; nothing on the way may hold it. */
  const tabTo = async (name: string) => {
    for (let i = 0; i < 12 && (await focused()) !== name; i++) await page.keyboard.press('Tab')
    expect(await focused()).toBe(name)
  }
  await tabTo('recommend')
  await keys('Space', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft')
  // As ARIA says of radio groups: right and down are the next one, left and up the one before.
  expect(await chosen('recommend')).toBe('1')
  await enter()
  expect(await focused()).toBe('H1')
  await tabTo('speed.expectation')
  await keys('Space', 'ArrowDown', 'ArrowDown')
  await tabTo('speed.perception')
  await keys('Space', 'ArrowDown')
  expect([await chosen('speed.expectation'), await chosen('speed.perception')]).toEqual(['3', '2'])
  await enter()
  await tabTo('promise.expectation')
  await page.keyboard.type('80')
  await keys('ArrowUp', 'ArrowUp', 'ArrowDown')
  await tabTo('promise.perception')
  await page.keyboard.type('40')
  // The slider shows the number, filled from the right, and is no stop of its own.
  expect(await page.locator('[type=range]').first().inputValue()).toBe('81')
  await enter()
  await tabTo('overall')
  await keys('Space', 'ArrowUp')
  // Round the end: the one before the first is the last, which is "doesn't apply".
  expect(await chosen('overall')).not.toBe('1')
  await keys('ArrowDown', 'ArrowDown')
  expect(await chosen('overall')).toBe('2')
  await enter()
  for (const unanswered of ['stars', 'price', 'weights.reliability']) {
    await tabTo(unanswered)
    await enter()
  }
  await tabTo('visit')
  await keys('Space', 'ArrowDown')
  await enter()
  await tabTo('comment')
  await page.keyboard.type('نص')
  await tabTo('problem.wanted')
  await keys('Tab')
  // Back comes before Next, and Next is a stop as well.
  for (let i = 0; i < 4 && !(await page.locator('button.next:focus').count()); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await thanked(page)
  expect((await storedBy(page)).answers).toEqual({
    recommend: 1,
    speed: { expectation: 3, perception: 2 },
    promise: { expectation: 81, perception: 40 },
    overall: 2,
    visit: 'again',
    comment: 'نص',
  })
  await page.context().close()
})

test('a slider grows from right to left, as the words under it say', async () => {
  const page = await open({ viewport: { width: 390, height: 844 } })
  const slider = page.locator('.slide:has([name=price]) [type=range]')
  for (let step = 1; step < STEPS && (await slider.count()) === 0; step++) await turn(page)
  const box = await slider.boundingBox()
  if (!box) throw new Error('The slider has no place')
  const field = page.locator('input[name=price]')
  await page.mouse.click(box.x + box.width * 0.1, box.y + box.height / 2)
  expect(Number(await field.inputValue())).toBeGreaterThan(70)
  await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2)
  expect(Number(await field.inputValue())).toBeLessThan(-20)
  const [low, high] = await page.locator('.ends span').all()
  expect((await low?.boundingBox())?.x).toBeGreaterThan((await high?.boundingBox())?.x ?? 0)
  await page.context().close()
})

/** Every text of every step stands whole on the smallest phone, in every language: nothing cut, nothing over its neighbour. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { WORDS } from '../../worker/answering/words.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { startSite } from '../support/site.ts'

let gapwise: Gapwise
let owner: Owner
let browser: Browser
let survey: Published
let cookie = ''

const LOCALES = Object.keys(WORDS)
const PAGES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 'thanks']

/** Every question in its own words and nothing but ours, so that each language shows its longest. */
const everything: SurveyDefinitionInput = {
  title: { en: 'Everything' },
  locales: LOCALES,
  noOpinion: true,
  dimensions: ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy'].map((key) => ({
    key,
  })),
  questions: [
    { key: 'recommend', type: 'nps', page: 1 },
    { key: 'should', type: 'gap', dimension: 'reliability', importance: true, page: 2 },
    {
      key: 'zone',
      type: 'gap',
      dimension: 'responsiveness',
      expectationKind: 'minimum-and-desired',
      scale: 10,
      page: 3,
    },
    {
      key: 'will',
      type: 'gap',
      dimension: 'empathy',
      expectationKind: 'will',
      scale: 100,
      page: 4,
    },
    { key: 'csat', type: 'rating', measure: 'csat', scale: 5, page: 5 },
    { key: 'ces', type: 'rating', measure: 'ces', scale: 7, page: 6 },
    { key: 'again', type: 'rating', measure: 'repurchase', scale: 5, page: 7 },
    { key: 'stars', type: 'rating', measure: 'csat', scale: 10, style: 'stars', page: 8 },
    { key: 'faces', type: 'rating', measure: 'csat', scale: 5, style: 'smileys', page: 9 },
    { key: 'price', type: 'slider', min: 0, max: 100, page: 10 },
    { key: 'weights', type: 'allocation', total: 100, page: 11 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      other: true,
      options: [{ key: 'late' }, { key: 'bill' }],
      page: 12,
    },
    { key: 'comment', type: 'text', page: 13 },
    {
      key: 'problem',
      type: 'complaint',
      categories: ['late', 'item', 'reply', 'bill', 'staff', 'other'].map((key) => ({ key })),
      page: 13,
    },
  ],
}

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(everything)
  const session = await gapwise.post('/api/session', ANN, {
    origin: gapwise.url,
    'x-requested-with': 'gapwise',
  })
  cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

test.each(LOCALES)('on no step of the survey page is a text cut at 320 px: %s', async (lang) => {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    extraHTTPHeaders: { cookie },
  })
  const page = await context.newPage()
  for (const step of PAGES) {
    await page.goto(`${gapwise.url}/api/surveys/${survey.id}/preview?lang=${lang}&page=${step}`)
    expect(await page.locator('h1').count(), `step ${step}`).toBe(1)
    expect(await cutTexts(page), `step ${step}`).toEqual([])
  }
  await context.close()
})

test.each(LOCALES)('nor in the widget: %s', async (lang) => {
  const site = await startSite()
  await owner.send('PUT', `/api/surveys/${survey.id}/sharing`, { origins: [site.origin] })
  site.pages.set('/', {
    html: `<!doctype html><html><meta name="viewport" content="width=device-width"><title>Shop</title><body>
      <script src="${gapwise.url}/w/${survey.slug}.js?lang=${lang}"></script></body></html>`,
  })
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto(site.origin)
  const next = page.locator('.next:visible')
  for (let step = 1; step <= 13; step++) {
    await next.waitFor()
    expect(await cutTexts(page), `step ${step}`).toEqual([])
    await next.click()
  }
  await context.close()
  await site.stop()
})

test('a text that is cut is found: out of its button, out of its cell, out of the window', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } })
  await page.goto(`${gapwise.url}/s/${survey.slug}?lang=en`)
  expect(await cutTexts(page)).toEqual([])
  for (const [place, fault] of [
    [
      'button.next',
      'flex:none;width:20px;min-width:0;padding:0;white-space:nowrap;overflow:hidden',
    ],
    ['.row span', 'display:block;white-space:nowrap;text-indent:60px'],
    ['h1', 'white-space:nowrap'],
  ] as const) {
    // By script: the page's own policy lets no style attribute in.
    const plant = (css: string) =>
      page
        .locator(place)
        .first()
        .evaluate((element: HTMLElement, text) => {
          element.style.cssText = text
        }, css)
    await plant(fault)
    expect((await cutTexts(page)).length, place).toBeGreaterThan(0)
    await plant('')
  }
  await page.close()
})

/**
 * Texts that reach out of the window, out of their button, or out of their cell in a row of a scale. Said, not
 * shown ones are left out: they are clipped on purpose.
 */
const cutTexts = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const roots: (Document | ShadowRoot)[] = [document]
    for (const element of document.documentElement.children)
      if (element.shadowRoot) roots.push(element.shadowRoot)
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        if (!element?.checkVisibility() || !node.textContent?.trim()) continue
        if (element.closest('i,style,script,title,.default')) continue
        const box = element.closest('button,.row label')?.getBoundingClientRect()
        const range = document.createRange()
        range.selectNodeContents(node)
        for (const { left, right, width } of range.getClientRects()) {
          if (width === 0) continue
          const isOut = left < -0.5 || right > innerWidth + 0.5
          const isOver = box && (left < box.left - 1 || right > box.right + 1)
          if (isOut || isOver) found.push(`${node.textContent.trim()} ${left}-${right}`)
        }
      }
    }
    return found
  })

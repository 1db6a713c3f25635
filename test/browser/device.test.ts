/** What the script of a page adds for whoever answers: drafts on the device, the way back, and fields that follow each other. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { aShortSurvey, aSurvey } from '../support/a-survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { turn } from '../support/turn.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  ;[browser, gapwise] = await Promise.all([launchChromium(), startGapwise()])
  owner = await ownerOf(gapwise)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** A survey's page in a browser that has seen nothing; `before` is done before it is opened. */
async function open(
  definition: SurveyDefinitionInput,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const { slug } = await owner.publish(definition)
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await before(page)
  await page.goto(`${gapwise.url}/s/${slug}`)
  return page
}
const box = (page: Page, name: string, value: string | number) =>
  page.locator(`input[name="${name}"][value="${value}"]`)
const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))

const words: SurveyDefinitionInput = {
  title: { en: 'Your order' },
  questions: [
    { key: 'comment', type: 'text', page: 1 },
    { key: 'problem', type: 'complaint', categories: [{ key: 'late' }], page: 1 },
  ],
}

test('what is typed is kept until it is sent, but not where to reply to', async () => {
  const page = await open(words)
  await page.locator('textarea[name=comment]').fill('Kept so far')
  await box(page, 'problem.wanted', 'yes').check({ force: true })
  await box(page, 'problem.category', 'late').check({ force: true })
  await page.locator('input[name="problem.contact"]').fill('me@example.com')
  expect(await kept(page)).toContain('Kept so far')
  expect(await kept(page)).not.toContain('me@example.com')
  await page.reload()
  expect(await page.locator('textarea[name=comment]').inputValue()).toBe('Kept so far')
  expect(await box(page, 'problem.category', 'late').isChecked()).toBe(true)
  expect(await page.locator('input[name="problem.contact"]').inputValue()).toBe('')
  await turn(page)
  await page.locator('svg.mark').waitFor()
  expect(await kept(page)).not.toContain('Kept so far')
  await page.context().close()
})

test('what was typed comes back within a day, and not after it', async () => {
  const page = await open(words, (fresh) => fresh.clock.install())
  const area = page.locator('textarea[name=comment]')
  await area.fill('Of yesterday')
  await page.clock.fastForward('23:00:00')
  await page.reload()
  expect(await area.inputValue()).toBe('Of yesterday')
  await page.clock.fastForward('01:30:00')
  await page.reload()
  expect(await area.inputValue()).toBe('')
  await page.context().close()
})

test('the way back in the browser shows the step before as it was saved, and forward the one after it', async () => {
  const page = await open(aShortSurvey())
  await box(page, 'recommend', 9).check({ force: true })
  await turn(page)
  await box(page, 'speed.expectation', 6).check({ force: true })
  await box(page, 'speed.perception', 2).check({ force: true })
  await turn(page)
  await page.locator('textarea').waitFor()
  await turn(page, () => page.goBack())
  await page.locator('input[name="speed.perception"][value="2"]:checked').waitFor({
    state: 'attached',
  })
  await turn(page, () => page.goBack())
  await page.locator('input[name=recommend][value="9"]:checked').waitFor({ state: 'attached' })
  await turn(page, () => page.goForward())
  await page.locator('input[name="speed.expectation"][value="6"]:checked').waitFor({
    state: 'attached',
  })
  await page.context().close()
})

test('what is typed before the way back in the browser is there again when its step comes again', async () => {
  const page = await open(aShortSurvey())
  await box(page, 'recommend', 9).check({ force: true })
  await turn(page)
  await box(page, 'speed.expectation', 6).check({ force: true })
  await turn(page, () => page.goBack())
  await box(page, 'recommend', 9).waitFor({ state: 'attached' })
  await turn(page)
  await page
    .locator('input[name="speed.expectation"][value="6"]:checked')
    .waitFor({ state: 'attached' })
  await page.context().close()
})

test('the way back in the browser while a step is on its way loses none of it', async () => {
  const page = await open(aShortSurvey())
  await box(page, 'recommend', 9).check({ force: true })
  await turn(page)
  await box(page, 'speed.expectation', 6).check({ force: true })
  await box(page, 'speed.perception', 2).check({ force: true })
  await page.route('**/s/**', (route) =>
    route.request().method() === 'POST' ? undefined : route.fallback(),
  )
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await page.locator('button.next').click()
  await sent
  await turn(page, () => page.goBack())
  await page.unroute('**/s/**')
  await box(page, 'recommend', 9).waitFor({ state: 'attached' })
  await box(page, 'recommend', 8).check({ force: true })
  await turn(page)
  await page
    .locator('input[name="speed.expectation"][value="6"]:checked')
    .waitFor({ state: 'attached' })
  await turn(page)
  await page.locator('textarea').waitFor()
  await turn(page)
  await page.locator('svg.mark').waitFor()
  const { rows } = await gapwise.database.execute(
    "SELECT answers FROM responses WHERE answers LIKE '%perception%' AND answers LIKE '%:8%'",
  )
  expect(rows.map(({ answers }) => JSON.parse(String(answers)))).toEqual([
    { recommend: 8, speed: { expectation: 6, perception: 2 } },
  ])
  await page.context().close()
})

test('"doesn’t apply" clears what stands beside it, and a number chosen after all clears "doesn’t apply"', async () => {
  const page = await open({
    title: { en: 'Your order' },
    noOpinion: true,
    questions: [
      { key: 'speed', type: 'gap', page: 1 },
      { key: 'price', type: 'slider', page: 1 },
    ],
  })
  const none = (key: string) => box(page, `${key}.na`, 1)
  const chosen = page.locator('.row input:checked')
  await box(page, 'speed.expectation', 6).check({ force: true })
  await box(page, 'speed.perception', 2).check({ force: true })
  await none('speed').check({ force: true })
  expect(await chosen.count()).toBe(0)
  await box(page, 'speed.perception', 3).check({ force: true })
  expect(await none('speed').isChecked()).toBe(false)
  const [field, slider] = [page.locator('input[name=price]'), page.locator('[type=range]')]
  await field.fill('40')
  await none('price').check({ force: true })
  expect(await field.inputValue()).toBe('')
  expect(await slider.getAttribute('class')).toBe('unset')
  await field.fill('70')
  expect(await none('price').isChecked()).toBe(false)
  expect(await slider.inputValue()).toBe('70')
  // Nothing of the other question was touched by that.
  expect(await chosen.count()).toBe(1)
  await page.context().close()
})

test('the points still to share are told as they are shared, and not before', async () => {
  const page = await open({
    title: { en: 'Your order' },
    dimensions: [{ key: 'reliability' }, { key: 'empathy' }],
    questions: [{ key: 'weights', type: 'allocation', total: 100 }],
  })
  const line = page.locator('[data-total]')
  expect(await line.textContent()).toBe('')
  await page.locator('input[name="weights.reliability"]').fill('30')
  expect(await line.textContent()).toBe('Points left: 70')
  await page.locator('input[name="weights.empathy"]').fill('75.5')
  expect(await line.textContent()).toBe('Points left: -5.5')
  await page.context().close()
})

test('nothing moves under a finger: no step shifts while it is drawn, whatever the script adds to it', async () => {
  const page = await open(aSurvey(), (fresh) =>
    fresh.addInitScript(() => {
      Object.assign(window, { shifts: [] as string[] })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const [{ node = null } = {}] = Reflect.get(entry, 'sources')
          const moved = node instanceof Element ? node.outerHTML.slice(0, 200) : ''
          Reflect.get(window, 'shifts').push(`${Reflect.get(entry, 'value')} ${moved}`)
        }
      }).observe({ type: 'layout-shift', buffered: true })
    }),
  )
  let steps = 0
  for (; (await page.locator('button.next').count()) > 0; steps++) {
    // Two frames: what is drawn by then is told.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    expect(await page.evaluate(() => Reflect.get(window, 'shifts')), `step ${steps + 1}`).toEqual(
      [],
    )
    await turn(page)
  }
  expect(steps).toBeGreaterThan(5)
  await page.context().close()
})

/** At a counter: one person after the other on the same screen, with the network and without it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { asking, type Held, hold } from '../support/held.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  ;[browser, gapwise] = await Promise.all([launchChromium(), startGapwise()])
  owner = await ownerOf(gapwise)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** The screen at the counter, on a clock that only the test moves. */
async function screen(definition = onePage): Promise<Page> {
  survey = await owner.publish(definition)
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await page.clock.install()
  await page.addInitScript(() => {
    addEventListener('gapwise:step', () => {
      const { dataset } = document.documentElement
      dataset.drawn = `${Number(dataset.drawn ?? 0) + 1}`
    })
    const { send } = XMLHttpRequest.prototype
    XMLHttpRequest.prototype.send = function (body) {
      // After what the page itself does with the reply, which it has said before.
      this.addEventListener('loadend', () => {
        const { dataset } = document.documentElement
        dataset.heard = `${Number(dataset.heard ?? 0) + 1}`
      })
      send.call(this, body)
    }
  })
  await page.goto(`${gapwise.url}/s/${survey.slug}?channel=kiosk`)
  // Less than a minute on, after which it would begin anew.
  await page.clock.pauseAt(Date.now() + 30_000)
  return page
}
/** How often a form was put in the place of another. */
const drawn = (page: Page) =>
  page.evaluate(() => Number(document.documentElement.dataset.drawn ?? 0))
/** Lets the time go by until the form begins anew: at once as it was known, and then as the service has it by now. */
async function leave(page: Page, milliseconds: number, isOnline = true): Promise<void> {
  const before = await drawn(page)
  await page.clock.runFor(milliseconds)
  await expect.poll(() => drawn(page)).toBe(before + (isOnline ? 2 : 1))
}
/** Everything on one page, as a counter without a network of its own needs it. */
const onePage = aShortSurvey({
  questions: [
    { key: 'recommend', type: 'nps', page: 1 },
    { key: 'speed', type: 'gap', text: { en: 'Speed of reply' }, page: 1 },
    { key: 'comment', type: 'text', page: 1 },
  ],
})

const score = (page: Page, value: number) =>
  page.locator(`input[name=recommend][value="${value}"]`).check({ force: true })
const next = (page: Page) => page.locator('button.next').click()
const idOn = (page: Page) => page.locator('input[name=id]').inputValue()
const stored = async () => {
  const sql = 'SELECT answers, channel, complete FROM responses WHERE survey_id = ? ORDER BY id'
  const { rows } = await gapwise.database.execute({ sql, args: [survey.id] })
  return rows.map(({ answers, channel, complete }) => ({
    channel,
    complete,
    answers: JSON.parse(String(answers)),
  }))
}
const comments = async () => (await stored()).map(({ answers }) => answers.comment).sort()
/** Nothing chosen, nothing written, and nothing of those before anywhere on the page. */
async function isNew(page: Page, before: readonly string[]): Promise<void> {
  await page.locator('input[name=recommend]').first().waitFor()
  await expect.poll(() => page.locator('input:checked').count()).toBe(0)
  expect(await page.locator('textarea, .note, .retry').evaluateAll(valuesOf)).toEqual(
    (await page.locator('textarea').count()) === 1 ? [''] : [],
  )
  const html = await page.content()
  for (const trace of before) expect(html).not.toContain(trace)
  expect(new URL(page.url()).search).toBe('?channel=kiosk')
}
const valuesOf = (all: Element[]) =>
  all.map((one) => (one instanceof HTMLTextAreaElement ? one.value : one.textContent))

test('eight seconds after the thanks, and a minute after it was left half-way, the form is new', async () => {
  const page = await screen(aShortSurvey())
  const thanked = await idOn(page)
  await score(page, 7)
  for (const heading of [/How it should be/, /main reason/, /Thank you/]) {
    await next(page)
    await page.locator('h1', { hasText: heading }).waitFor()
  }
  await page.clock.runFor(7900)
  expect(await page.locator('h1').textContent()).toMatch(/Thank you/)
  await leave(page, 200)
  await isNew(page, [thanked])
  // The next one goes as far as the second step, and then goes.
  const left = await idOn(page)
  await score(page, 3)
  await next(page)
  await page.locator('input[name="speed.expectation"][value="6"]').check({ force: true })
  await page.clock.runFor(59_000)
  expect(await page.locator('input:checked').count()).toBe(1)
  await leave(page, 2000)
  await isNew(page, [thanked, left])
  expect(
    (await stored()).map(({ answers, complete }) => [answers.recommend, complete]).sort(),
  ).toEqual([
    [3, 0],
    [7, 1],
  ])
  // Back leads to nobody's answers.
  await page.goBack().catch(() => null)
  expect(page.url()).toBe('about:blank')
  await page.context().close()
})

test('who begins before the service has said what is new keeps what they have chosen', async () => {
  const page = await screen()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.route(/channel=kiosk/, async (route) => {
    await held
    await route.continue()
  })
  await page.clock.runFor(60_100)
  await score(page, 4)
  const id = await idOn(page)
  letGo()
  await page.locator('html[data-heard="1"]').waitFor()
  expect(await page.locator('input:checked').inputValue()).toBe('4')
  expect(await idOn(page)).toBe(id)
  await page.context().close()
})

test('without the network one person after the other answers, unseen by the next, and all of it arrives once', async () => {
  const page = await screen()
  await page.context().setOffline(true)
  const before: string[] = []
  for (const name of ['one', 'two', 'three']) {
    before.push(await idOn(page), `Words of ${name}`)
    await score(page, before.length)
    await page.locator('textarea').fill(`Words of ${name}`)
    await next(page)
    await page.getByText('They are kept on this device').waitFor()
    await leave(page, 8100, false)
    await isNew(page, before)
  }
  expect(new Set(before).size).toBe(6)
  expect(await stored()).toEqual([])
  // The fourth is answering as the network comes back, and notices nothing.
  await score(page, 10)
  await page.locator('textarea').fill('Words of four')
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await page.context().setOffline(false)
  const kept = ['Words of one', 'Words of three', 'Words of two']
  await expect.poll(comments).toEqual(kept)
  expect(await page.locator('textarea').inputValue()).toBe('Words of four')
  expect(await page.locator('input:checked').inputValue()).toBe('10')
  await next(page)
  await page.locator('h1', { hasText: 'Thank you' }).waitFor()
  await expect.poll(comments).toEqual(['Words of four', ...kept])
  expect(
    (await stored()).every(({ channel, complete }) => channel === 'kiosk' && complete === 1),
  ).toBe(true)
  expect(posts).toHaveLength(4)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('gapwise:unsent'))).toBe('[]')
  await page.context().close()
})

test('of a survey in several steps it takes the one it shows while the network is away, and says it was not finished', async () => {
  const page = await screen(aShortSurvey())
  const before = await idOn(page)
  await page.context().setOffline(true)
  await score(page, 4)
  await next(page)
  await page.getByText('They are kept on this device').waitFor()
  await page.clock.runFor(8100)
  await isNew(page, [before])
  await page.context().setOffline(false)
  await expect.poll(stored).toEqual([{ channel: 'kiosk', complete: 0, answers: { recommend: 4 } }])
  await page.context().close()
})

test('a screen that was switched off before the network came back sends what it has kept', async () => {
  const page = await screen()
  await page.context().setOffline(true)
  await page.locator('textarea').fill('Before the night')
  await next(page)
  await page.locator('.retry').waitFor()
  await leave(page, 8100, false)
  await isNew(page, ['Before the night'])
  const { url } = gapwise
  const morning = await page.context().newPage()
  await page.close()
  await morning.context().setOffline(false)
  await morning.goto(`${url}/s/${survey.slug}?channel=kiosk`)
  await expect.poll(comments).toEqual(['Before the night'])
  await isNew(morning, ['Before the night'])
  await morning.context().close()
})

test('half a pair of somebody who has gone is kept as it is, for nobody is there to be asked', async () => {
  const page = await screen()
  await page.context().setOffline(true)
  await page.locator('input[name="speed.expectation"][value="6"]').check({ force: true })
  await next(page)
  await page.locator('.retry').waitFor()
  await leave(page, 8100, false)
  await isNew(page, [])
  await page.context().setOffline(false)
  await expect.poll(stored).toMatchObject([{ answers: { speed: { expectation: 6 } }, complete: 1 }])
  await page.context().close()
})

test('a new version reaches an idle screen by itself; another language is for one person and leaves no page', async () => {
  const page = await screen()
  await page.context().setOffline(true)
  await page.getByText('中文').click()
  await page.locator('html[data-heard="1"]').waitFor()
  await isNew(page, [])
  await page.context().setOffline(false)
  await page.getByText('中文').click()
  await page.locator('html[lang=zh-CN]').waitFor()
  await leave(page, 60_100)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  const stars = { key: 'stars', type: 'rating', style: 'stars', page: 1 } as const
  await owner.republish(survey, { ...onePage, questions: [...onePage.questions, stars] })
  await page.clock.runFor(60_100)
  await page.locator('.stars svg').first().waitFor()
  // With its style, which the page before had no need of.
  expect(
    await page
      .locator('.stars span')
      .first()
      .evaluate((star) => getComputedStyle(star).borderTopWidth),
  ).toBe('0px')
  await page.context().close()
})

/** Holds back pages in another language. */
const heldLanguages = (page: Page): Promise<Held> =>
  hold(page, (request) => request.url().includes('lang='))
const chinese = (page: Page) => page.getByText('中文').click()
/** The page knows of so many replies, or that there will be none. */
const heard = (page: Page, replies: number) =>
  page.locator(`html[data-heard="${replies}"]`).waitFor()

test('a language that comes after its person has gone is not shown to the next', async () => {
  const page = await screen(onePage)
  await score(page, 7)
  await next(page)
  await page.locator('h1', { hasText: 'Thank you' }).waitFor()
  const languages = await heldLanguages(page)
  await chinese(page)
  await languages.until(1)
  await leave(page, 8100)
  const id = await idOn(page)
  await languages.open()
  await heard(page, 3)
  expect(await idOn(page)).toBe(id)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.context().close()
})

test('a language that comes after the next step takes nobody back to the one before', async () => {
  const page = await screen(aShortSurvey())
  const languages = await heldLanguages(page)
  await chinese(page)
  await languages.until(1)
  await score(page, 7)
  await next(page)
  await page.locator('input[name="speed.expectation"]').first().waitFor({ state: 'attached' })
  await languages.open()
  await heard(page, 2)
  expect(await page.locator('input[name="speed.expectation"]').count()).toBeGreaterThan(0)
  await page.context().close()
})

test('a language asked for while an answer is on its way does not come between it and what follows', async () => {
  const page = await screen(aShortSurvey())
  const posts = await hold(page, asking('POST', /^\/s\//))
  await score(page, 7)
  await next(page)
  await posts.until(1)
  const [before] = [await drawn(page)]
  await chinese(page)
  await posts.open()
  await page.locator('input[name="speed.expectation"]').first().waitFor({ state: 'attached' })
  expect(await drawn(page)).toBe(before + 1)
  await page.context().close()
})

test('what is answered until another language has come is answered in that one', async () => {
  const page = await screen()
  const languages = await heldLanguages(page)
  await chinese(page)
  await languages.until(1)
  await score(page, 7)
  await page.locator('textarea').fill('Meanwhile')
  await languages.open()
  await page.locator('html[lang=zh-CN]').waitFor()
  expect(await page.locator('input:checked').inputValue()).toBe('7')
  expect(await page.locator('textarea').inputValue()).toBe('Meanwhile')
  await page.context().close()
})

test('two screens on one device keep what was answered at both', async () => {
  const one = await screen()
  const other = await one.context().newPage()
  await other.clock.install()
  await other.goto(`${gapwise.url}/s/${survey.slug}?channel=kiosk`)
  await other.clock.pauseAt(Date.now() + 30_000)
  await one.context().setOffline(true)
  for (const [page, text] of [
    [one, 'At one'],
    [other, 'At the other'],
  ] as const) {
    await page.bringToFront()
    await page.locator('textarea').fill(text)
    await next(page)
    await page.locator('.retry').waitFor()
    await page.clock.runFor(8100)
    await page.locator('.retry').waitFor({ state: 'detached' })
  }
  const morning = await one.context().newPage()
  await one.close()
  await other.close()
  await morning.context().setOffline(false)
  await morning.goto(`${gapwise.url}/s/${survey.slug}?channel=kiosk`)
  await expect.poll(comments).toEqual(['At one', 'At the other'])
  await morning.context().close()
})

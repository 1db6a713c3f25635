/** Every kind of question in every way it is met: a row for each kind, a test for each way. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse } from '../support/a-survey.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { asking, EVERY_KIND, type Kind } from '../support/every-kind.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let staff: BrowserContext

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  staff = await browser.newContext({
    storageState: await signIn(browser, gapwise.url, ANN),
    viewport: { width: 1440, height: 900 },
  })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

describe.each(EVERY_KIND)('$name', (kind) => {
  let survey: Published
  beforeAll(async () => {
    survey = await owner.publish(asking(kind))
  })

  test('is checked, stored, counted in reports, exported and imported again', async () => {
    const post = (answer: unknown) =>
      gapwise.post(
        `/api/public/surveys/${survey.slug}/responses`,
        aResponse({ answers: { q: answer }, complete: true }),
      )
    const refused = await post(kind.bad)
    expect(refused.status).toBe(422)
    expect((await refused.json()).errors[0].pointer).toMatch(/^\/answers\/q/)
    expect((await post(kind.answer)).status).toBe(201)
    const rows = await owner.exported(survey, 'ndjson')
    expect(JSON.parse(rows).answers).toEqual({ q: kind.answer })
    const quality = await (await owner.report(survey, 'quality')).json()
    expect(quality.questions).toMatchObject([{ key: 'q', answered: 1 }])
    const [name, n] = kind.report ?? ['quality', /"answered":1\b/]
    expect(await (await owner.report(survey, name)).text()).toMatch(n)
    const copy = await owner.publish(asking(kind))
    const imported = await owner.import(copy, await owner.exported(survey, 'csv'))
    expect(imported).toMatchObject({ imported: 1, rejected: [] })
    expect(JSON.parse(await owner.exported(copy, 'ndjson')).answers).toEqual({ q: kind.answer })
  })

  test('is edited in the builder and shown beside it', async () => {
    const page = await staff.newPage()
    await page.goto(`${gapwise.url}/app/survey?survey=${survey.slug}`)
    await page.locator('.card').first().getByRole('button').first().click()
    await page.locator('.card .condition').waitFor()
    const control = page.frameLocator('.phone iframe').locator(`[name="${kind.fields[0]?.[0]}"]`)
    await control.first().waitFor()
    await page.close()
  })

  test('speaks English and Chinese, each wholly; axe finds nothing in either Chinese', async () => {
    const page = await open({})
    const english = await wordsOn(page)
    expect(english.filter((word) => /\p{Script=Han}/u.test(word))).toEqual([])
    await page.goto(`${gapwise.url}/s/${survey.slug}?lang=zh-CN`)
    const chinese = await wordsOn(page)
    expect(chinese).toHaveLength(english.length)
    expect(
      chinese.filter((word) => !/\p{Script=Han}/u.test(word) && /[a-z]{3}/i.test(word)),
    ).toEqual([])
    expect(await axeFindings(page)).toEqual([])
    await page.goto(`${gapwise.url}/s/${survey.slug}?lang=zh-TW`)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-TW')
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  test('is answered without script on the smallest phone', async () => {
    const page = await open({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      locale: 'zh-CN',
    })
    expect(await outside(page)).toEqual([])
    for (const [name, value] of kind.fields) await fill(page, name, value)
    await sent(page)
  })

  test('is answered with the keyboard alone', async () => {
    const page = await open({})
    for (const [name, value] of kind.fields) await type(page, name, value)
    await reach(page, (at) => at.class === 'next')
    await page.keyboard.press('Enter')
    await sent(page, false)
  })

  test('tells a screen reader what is asked and what each control means; axe finds nothing', async () => {
    const page = await open({})
    expect(await axeFindings(page)).toEqual([])
    const controls = (await page.locator('main').ariaSnapshot())
      .split('\n')
      .filter((line) => /- (radio|checkbox|textbox|spinbutton)\b/.test(line))
    expect(controls.length).toBeGreaterThan(0)
    expect(controls.filter((line) => !/ "[^"]+"/.test(line))).toEqual([])
    await page.context().close()
  })

  test('runs from right to left in Arabic, whole at 320 px; axe finds nothing', async () => {
    const page = await open({ viewport: { width: 320, height: 640 }, locale: 'ar' })
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl')
    expect(await outside(page)).toEqual([])
    const rows = await page.$$eval('.row', (all) =>
      all.map((row) =>
        [...row.querySelectorAll('label')].map((cell) => cell.getBoundingClientRect().left),
      ),
    )
    for (const lefts of rows) expect(lefts).toEqual(lefts.toSorted((a, b) => b - a))
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'en', ...options })
    const page = await context.newPage()
    await page.goto(`${gapwise.url}/s/${survey.slug}`)
    return page
  }

  /** Sends the form, and finds the answer stored as it should be. */
  async function sent(page: Page, isPressed = true): Promise<void> {
    if (isPressed) await page.locator('button.next').click()
    await page.waitForURL(/\/s\/[^/]+\/[^/]+/)
    await page.locator('svg.mark').waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1)?.split('.')[0]
    const stored = await owner.fetch(`/api/surveys/${survey.id}/responses/${id}`)
    expect((await stored.json()).answers).toEqual({ q: kind.answer })
    await page.context().close()
  }
})

type Answered = Kind['fields'][number]

async function fill(page: Page, name: Answered[0], value: Answered[1]): Promise<void> {
  const field = page.locator(`[name="${name}"]:not([type=hidden])`)
  const kind = await field.first().getAttribute('type')
  if (kind === 'radio' || kind === 'checkbox')
    await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
  else await field.fill(value)
}

/** The same with keys: Tab to the field, arrows along a row, letters into a field. */
async function type(page: Page, name: Answered[0], value: Answered[1]): Promise<void> {
  const at = await reach(
    page,
    (one) => one.name === name && (one.type !== 'checkbox' || one.value === value),
  )
  if (at.type === 'checkbox') return page.keyboard.press('Space')
  if (at.type !== 'radio') return page.keyboard.type(value)
  await page.keyboard.press('Space')
  for (let i = 0; i < 12 && (await focused(page)).value !== value; i++)
    await page.keyboard.press('ArrowRight')
}

async function reach(
  page: Page,
  is: (at: Awaited<ReturnType<typeof focused>>) => boolean,
): Promise<Awaited<ReturnType<typeof focused>>> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (is(at)) return at
  }
  throw new Error('The keyboard never gets there')
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const read = (name: string) => at?.getAttribute(name) ?? ''
    return { name: read('name'), type: read('type'), value: read('value'), class: read('class') }
  })

/** What people read or hear on the step, piece by piece; the other languages have names of their own. */
const wordsOn = (page: Page) =>
  page.$$eval('h1, h2, legend, label, .hint, .ends span, button:not(.default, [lang])', (all) =>
    all.map((element) => (element.textContent ?? '').trim()).filter((text) => /\p{L}/u.test(text)),
  )

/** Controls and texts that reach out of the window, and whether it can be pushed aside. */
const outside = (page: Page) =>
  page.evaluate(() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : []),
    ...[...document.querySelectorAll('h1, h2, label, .hint, button:not(.default), textarea')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        return left < -0.5 || right > innerWidth + 0.5
      })
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
  ])

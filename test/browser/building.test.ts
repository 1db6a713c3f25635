/** A survey is built with everything in sight: the page in the phone is the real one, conditions and opening hours are set by hand. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let context: BrowserContext

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  context = await browser.newContext({
    storageState: await signIn(browser, gapwise.url, ANN),
    viewport: { width: 1440, height: 1000 },
  })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const visit: SurveyDefinitionInput = {
  title: { en: 'Your visit', 'zh-CN': '您的到访' },
  locales: ['en', 'zh-CN'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'worth', type: 'slider', text: { en: 'Value for money', 'zh-CN': '性价比' } },
    { key: 'comment', type: 'text', maxLength: 100 },
  ],
}

const open = async (survey: Published, tab = 'questions'): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/survey?survey=${survey.slug}&tab=${tab}`)
  return page
}
const definitionOf = async ({ id }: Published) =>
  (await (await owner.fetch(`/api/surveys/${id}`)).json()).draft
/** A customer's own browser at the survey's address. */
const customerAt = async ({ slug }: Published): Promise<Page> => {
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await page.goto(`${gapwise.url}/s/${slug}`)
  return page
}

describe('the page in the phone', () => {
  let survey: Published
  let page: Page
  const sent: string[] = []
  const faults: string[] = []
  beforeAll(async () => {
    survey = await owner.publish(visit)
    page = await open(survey)
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (request.method() !== 'GET' || /^\/(s|i|api\/public)\//.test(pathname))
        sent.push(`${request.method()} ${pathname}`)
    })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
  })
  afterAll(() => page.close())
  const phone = () => page.frameLocator('.phone iframe')
  const next = () => phone().locator('.next')
  const steps = (text: string) => page.locator('.preview-steps', { hasText: text }).waitFor()

  test('steps by its own Next, says where it is, and the steps beside it follow', async () => {
    await phone().getByText('Step 1 of 3').waitFor()
    await phone().locator('label:has(input[name=recommend][value="8"])').click()
    await next().click()
    await phone().getByText('Step 2 of 3').waitFor()
    await steps('Step 2 of 3')
  })
  test('has the slider that customers see beside the number field, and each follows the other', async () => {
    const [slider, field] = [
      phone().locator('input[type=range]'),
      phone().locator('input[type=number]'),
    ]
    await slider.waitFor()
    expect(await field.inputValue()).toBe('')
    await field.fill('40')
    expect(await slider.inputValue()).toBe('40')
    const box = await slider.boundingBox()
    if (!box) throw new Error('The slider has no place')
    await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2)
    expect(Number(await field.inputValue())).toBeGreaterThan(80)
  })
  test('counts the letters left, is sent by Enter, and comes to the thanks and back', async () => {
    await phone().locator('input[type=number]').press('Enter')
    // As people count: a smiley is one, though two units of text.
    await phone().locator('textarea').fill('🙂'.repeat(90))
    await phone().getByText('Characters left: 10').waitFor()
    await next().click()
    await phone().getByText('Thank you. Your answers are in.').waitFor()
    await steps('Closing page')
    await page.getByRole('button', { name: 'Step before' }).click()
    await phone().locator('.back').click()
    await phone().getByText('Step 2 of 3').waitFor()
  })
  test('speaks another language by its own link', async () => {
    await phone().getByText('中文').click()
    await phone().getByText('性价比').waitFor()
  })
  test('sends and keeps nothing of all that', async () => {
    expect(sent).toEqual([])
    expect(faults.join('\n')).toBe('')
    expect(await owner.exported(survey, 'ndjson')).toBe('')
    const kept = await page.evaluate(() => [...Object.keys(localStorage), document.cookie])
    expect(kept.filter((name) => name.startsWith('gapwise:'))).toEqual([])
  })
  test('could not if it tried: no storage, no request, no form, no way out', async () => {
    const frame = page.frames().find((one) => one.url().includes('/preview'))
    const tried = await frame?.evaluate(async (slug) => {
      const answer = { id: 'from-a-preview-1234', version: 1, answers: { recommend: 1 } }
      const address = `/api/public/surveys/${slug}/responses`
      const init = { method: 'POST', body: JSON.stringify(answer) }
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        action: `/s/${slug}`,
      })
      document.body.append(form)
      form.submit()
      return {
        storage: (() => {
          try {
            return localStorage.length
          } catch (error) {
            return String(error)
          }
        })(),
        fetched: await fetch(address, init).then(
          ({ status }) => `${status}`,
          (error: unknown) => String(error),
        ),
        beacon: navigator.sendBeacon(address, init.body) && 'queued',
        origin,
      }
    }, survey.slug)
    expect(tried).toMatchObject({ origin: 'null' })
    expect(tried?.storage).toContain('SecurityError')
    expect(tried?.fetched).toContain('TypeError')
    expect(await owner.exported(survey, 'ndjson')).toBe('')
    await phone().getByText('性价比').waitFor()
    // The same answer from outside would have been taken, so nothing but the preview has stopped it.
    const same = { id: 'from-a-preview-1234', version: 1, answers: { recommend: 1 } }
    const reply = await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, same)
    expect(reply.status).toBe(201)
  })
})

describe('conditions are tried in the phone', () => {
  let survey: Published
  let page: Page
  const asks = (text: string) => phone().getByText(text).first().waitFor()
  const phone = () => page.frameLocator('.phone iframe')
  /** The phone tells the builder where it is: what the builder does next begins there. */
  const steps = (text: string) => page.locator('.preview-steps', { hasText: text }).waitFor()
  const score = (n: number) =>
    phone().locator(`label:has(input[name=recommend][value="${n}"])`).click()
  beforeAll(async () => {
    survey = await owner.publish({
      ...visit,
      questions: [
        { key: 'recommend', type: 'nps' },
        {
          key: 'wrong',
          type: 'text',
          page: 2,
          text: { en: 'What went wrong?', 'zh-CN': '哪里有问题？' },
          showIf: { question: 'recommend', op: 'lte', value: 6 },
        },
        { key: 'comment', type: 'text', page: 3 },
      ],
    })
    page = await open(survey)
  })
  afterAll(() => page.close())

  test('a low score leads to what went wrong, and a high one past it, with what was answered kept', async () => {
    await asks('Step 1 of 3')
    await score(3)
    await phone().locator('.next').click()
    await asks('What went wrong?')
    await phone().locator('textarea').fill('Too late')
    await phone().locator('.back').click()
    await asks('Step 1 of 3')
    expect(await phone().locator('[name=recommend]:checked').getAttribute('value')).toBe('3')
    await phone().locator('.next').click()
    await asks('What went wrong?')
    expect(await phone().locator('textarea').inputValue()).toBe('Too late')
    await phone().locator('.back').click()
    await asks('Step 1 of 3')
    await score(9)
    await phone().locator('.next').click()
    await asks('Step 2 of 2')
    expect(await phone().locator('textarea').getAttribute('name')).toBe('comment')
    await steps('Step 2 of 2')
  })
  test('the language changes on the way, the arrows go the same way, and a draft saved meanwhile goes on from there', async () => {
    await phone().getByText('中文').click()
    await asks('第 2 步，共 2 步')
    await page.getByRole('button', { name: 'Step before' }).click()
    await asks('第 1 步，共 3 步')
    await steps('Step 1 of 3')
    expect(await phone().locator('[name=recommend]:checked').getAttribute('value')).toBe('9')
    await page.getByRole('button', { name: 'Next step' }).click()
    await asks('第 2 步，共 2 步')
    const reloaded = page.waitForResponse((reply) => reply.url().includes('/preview?'))
    await page
      .locator('.card')
      .nth(2)
      .getByRole('button', { name: /^Duplicate/ })
      .click()
    await reloaded
  })
  test('a question that is opened is shown whatever was answered, and starting again forgets it all', async () => {
    await page.locator('.card').nth(1).getByRole('button').first().click()
    await asks('哪里有问题？')
    await steps('Step 2 of 3')
    await page.locator('.card').nth(1).getByRole('button').first().click()
    await phone().locator('.next').click()
    await page.getByRole('button', { name: 'Start again' }).click()
    await asks('第 1 步')
    expect(await phone().locator('[name=recommend]:checked').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Start again' }).count()).toBe(0)
  })
  test('the way back in the browser leaves the survey, however often the phone was turned', async () => {
    const other = await context.newPage()
    await other.goto(`${gapwise.url}/app/surveys`)
    await other.goto(`${gapwise.url}/app/survey?survey=${survey.slug}`)
    const turned = other.frameLocator('.phone iframe')
    await turned.getByText('Step 1 of').waitFor()
    await turned.locator('.next').click()
    await turned.getByText('Step 2 of').waitFor()
    await other.goBack()
    await other.getByRole('heading', { level: 1, name: 'Surveys' }).waitFor()
    await other.close()
  })
})

test('opened on its own, the preview turns its pages and stores nothing', async () => {
  const survey = await owner.publish(visit)
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/api/surveys/${survey.id}/preview?lang=en`)
  for (const step of [1, 2, 3]) {
    await page.getByText(`Step ${step} of 3`).waitFor()
    await page.locator('.next').click()
  }
  await page.getByText('Thank you. Your answers are in.').waitFor()
  expect(await owner.exported(survey, 'ndjson')).toBe('')
  await page.close()
})

test('when a question is asked is set by hand, said in words, and customers get just that', async () => {
  const survey = await owner.publish(visit)
  const page = await open(survey)
  const card = page.locator('.card').nth(2)
  const select = (name: string) => card.getByLabel(name)
  await card.getByRole('button').first().click()
  await card.getByText('Everyone is asked.').waitFor()
  await card.getByRole('button', { name: 'Only after certain answers' }).click()
  await select('Question of condition 1').selectOption({ index: 0 })
  await select('Comparison of condition 1').selectOption('is at most')
  await select('Value of condition 1').fill('6')
  await card.getByRole('button', { name: 'Only after certain answers' }).click()
  await select('Comparison of condition 2').selectOption('is at most')

  await select('Value of condition 2').fill('30')
  await select('How the conditions go together').selectOption('Any of these')
  await card.getByText(/Only if .* is 6 or less or .*Value for money.* is 30 or less/).waitFor()
  await page.getByText(/^Draft saved/).waitFor()
  expect((await definitionOf(survey)).questions[2].showIf).toEqual({
    any: [
      { question: 'recommend', op: 'lte', value: 6 },
      { question: 'worth', op: 'lte', value: 30 },
    ],
  })
  // One is taken away again; what is left stands alone.
  await card.getByRole('button', { name: 'Delete condition 2' }).click()
  await expect
    .poll(async () => (await definitionOf(survey)).questions[2].showIf)
    .toEqual({ question: 'recommend', op: 'lte', value: 6 })
  await publish(page)
  const walk = async (score: number) => {
    const customer = await customerAt(survey)
    await customer.locator(`label:has(input[name=recommend][value="${score}"])`).click()
    await customer.locator('.next').click()
    await customer.getByText('Value for money').first().waitFor()
    const button = (await customer.locator('.next').textContent()) ?? ''
    await customer.locator('.next').click()
    await customer.locator('textarea').or(customer.getByText('Your answers are in')).waitFor()
    const isAsked = (await customer.locator('textarea').count()) === 1
    await customer.context().close()
    return { button, isAsked }
  }
  expect(await walk(6)).toEqual({ button: 'Next', isAsked: true })
  expect(await walk(7)).toEqual({ button: 'Send my answers', isAsked: false })
  await page.close()
})

test('a condition on what comes later is a fault beside the question, and moving it back mends it', async () => {
  const survey = await owner.publish(visit)
  const page = await open(survey)
  const card = page.locator('.card').nth(1)
  await card.getByRole('button').first().click()
  await card.getByRole('button', { name: 'Only after certain answers' }).click()
  await page.getByText(/^Draft saved/).waitFor()
  await page.getByRole('button', { name: 'Move up: Value for money' }).click()
  await page.locator('.card').first().locator('.fault').first().waitFor()
  await page.getByText('Not saved: see what is marked').waitFor()
  await page.getByRole('button', { name: 'Move down: Value for money' }).click()
  await page.locator('.card .fault').first().waitFor({ state: 'detached' })
  await page.close()
})

test('one click copies a survey, as a draft of its own', async () => {
  const survey = await owner.publish({ ...visit, title: { en: 'To be copied' } })
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/surveys`)
  await page.getByRole('button', { name: /^Copy To be copied/ }).click()
  await page.getByRole('heading', { level: 1, name: /To be copied/ }).waitFor()
  expect(await page.locator('.state').textContent()).toBe('Draft')
  const slug = new URL(page.url()).searchParams.get('survey') ?? ''
  expect(slug).not.toBe(survey.slug)
  const { surveys } = await (await owner.fetch('/api/surveys')).json()
  const copy = surveys.find((one: Published) => one.slug === slug)
  expect((await definitionOf(copy)).questions).toEqual((await definitionOf(survey)).questions)
  await page.close()
})

test('a live survey is closed, says so to customers, and is opened again', async () => {
  const survey = await owner.publish(visit)
  const page = await open(survey)
  const said = async () => {
    const customer = await customerAt(survey)
    const title = await customer.locator('h1').textContent()
    await customer.context().close()
    return title
  }
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.locator('.publishing').getByRole('button').click()
  await page.locator('.state.closed').waitFor()
  expect(await said()).toBe('This survey has closed.')
  await page.locator('.state.closed ~ * button, .state.closed ~ button').last().click()
  await page.locator('.publishing').getByRole('button').click()
  await page.locator('.state.live').waitFor()
  expect(await said()).toMatch(/recommend/)
  await page.close()
})

test('a draft without a title says so where it would be published', async () => {
  const made: Published = await owner.send('POST', '/api/surveys', {
    definition: { ...visit, title: {} },
  })
  const page = await open(made)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'Give the survey a title' }).waitFor()
  expect(await page.getByRole('button', { name: 'Publish now' }).count()).toBe(0)
  await page.close()
})

test('a survey opens and closes at the times set on Share, and says so to whoever comes early or late', async () => {
  const survey = await owner.publish(visit)
  const page = await open(survey, 'share')
  const [opens, closes] = [page.getByLabel('Opens'), page.getByLabel('Closes')]
  const save = async (from: number | null, to: number | null) => {
    await fill(opens, from)
    await fill(closes, to)
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor()
  }
  const said = async () => {
    const customer = await customerAt(survey)
    const title = await customer.locator('h1').textContent()
    await customer.context().close()
    return title
  }
  await save(HOUR, null)
  expect(await said()).toMatch(/not (yet )?open/i)
  const { sharing } = await (await owner.fetch(`/api/surveys/${survey.id}`)).json()
  // The time is kept as an instant, and shown again on the clock it was set by.
  const shown = await opens.inputValue()
  expect(sharing.opensAt).toBe(`${shown}:00.000Z`)
  await page.reload()
  expect(await opens.inputValue()).toBe(shown)
  await save(-HOUR, HOUR)
  expect(await said()).toMatch(/recommend/)
  await save(-HOUR, -MINUTE)
  expect(await said()).toBe('This survey has closed.')
  await save(null, null)
  expect(await said()).toMatch(/recommend/)
  await page.close()
})

test('on a phone two languages stand one over the other, and another is chosen beside the first', async () => {
  const survey = await owner.publish({ ...visit, locales: ['en', 'zh-CN', 'fr'] })
  const page = await open(survey, 'languages')
  await page.setViewportSize({ width: 390, height: 844 })
  const field = (name: string) => page.getByRole('textbox', { name })
  const fields = () => page.locator('.languages textarea:visible')
  await field('Value for money, Chinese (China)').waitFor()
  await field('Value for money, French').waitFor({ state: 'detached' })
  await page.getByLabel('Beside English').selectOption('French · Missing 2')
  await field('Value for money, French').fill('Rapport qualité-prix')
  await expect
    .poll(async () => (await definitionOf(survey)).questions[1].text.fr)
    .toBe('Rapport qualité-prix')
  // Nothing has to be pushed aside to be seen, neither the page nor a part of it.
  expect(
    await page.$$eval('html, .table-scroll', (boxes) =>
      boxes.map((box) => box.scrollWidth - box.clientWidth),
    ),
  ).toEqual([0, 0])
  for (const box of await fields().all()) {
    const { x = -1, width = 0 } = (await box.boundingBox()) ?? {}
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(390)
    expect(width).toBeGreaterThan(300)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await field('Value for money, Chinese (China)').waitFor()
  await field('Value for money, French').waitFor()
  await page.close()
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A time so far from now, on the clock of the account, which is UTC; null empties the field. */
async function fill(field: Locator, fromNow: number | null): Promise<void> {
  const text = fromNow === null ? '' : new Date(Date.now() + fromNow).toISOString().slice(0, 16)
  await field.fill(text)
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish changes' }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  // While it is under way the button pressed has another name; this one goes once there is nothing to publish.
  await page.getByRole('button', { name: 'Publish changes' }).waitFor({ state: 'detached' })
}

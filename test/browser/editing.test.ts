/** Whoever edits a survey keeps their place and what they typed: by hand, by keys, on a phone, and after a look elsewhere. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
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
    locale: 'en-GB',
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
    {
      key: 'why',
      type: 'choice',
      other: true,
      text: { en: 'Why did you come?', 'zh-CN': '您为何而来？' },
      options: [{ key: 'price' }, { key: 'range' }],
    },
    { key: 'comment', type: 'text' },
  ],
}
const open = async ({ slug }: Published): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/survey?survey=${slug}`)
  await page.locator('.card').first().waitFor()
  return page
}
/** A draft of its own. */
const make = (definition: SurveyDefinitionInput) =>
  owner.send<Published>('POST', '/api/surveys', { definition })
const definitionOf = async ({ id }: Published) =>
  (await (await owner.fetch(`/api/surveys/${id}`)).json()).draft
const saved = (page: Page) => page.getByText(/^Draft saved/).waitFor()
/** What has the focus, by the name it is spoken by. */
const focusIs = (page: Page, name: RegExp) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const { activeElement: at } = document
        return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? ''
      }),
    )
    .toMatch(name)

describe('the focus stays near', () => {
  let page: Page
  beforeAll(async () => {
    page = await open(await owner.publish(visit))
  })
  afterAll(() => page.close())

  test('a duplicated question has it, and is told with its number', async () => {
    await page.getByRole('button', { name: 'Duplicate: Value for money' }).press('Enter')
    await focusIs(page, /^3 Value for money$/)
    await page.getByText('Value for money is duplicated as number 3').waitFor()
  })
  test('a deleted question leaves it to the next one, the last one to the one before', async () => {
    await page.getByRole('button', { name: 'Delete: Value for money' }).last().press('Enter')
    await focusIs(page, /^3 Why did you come\?$/)
    await page.getByRole('button', { name: /^Delete: In their own words/ }).press('Enter')
    await focusIs(page, /^3 Why did you come\?$/)
  })
  test('what is undone is told, and nothing is told any more that no longer holds', async () => {
    const told = () =>
      page.locator('.unseen[role=status]').filter({ hasText: /\S/ }).allTextContents()
    expect(await told()).toEqual([expect.stringMatching(/ is deleted\. Undo brings it back\.$/)])
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(told).toEqual(['Undone. 2 more changes can be undone.'])
    await focusIs(page, /^Undo$/)
    await page.getByRole('button', { name: 'Redo' }).press('Enter')
    await expect.poll(told).toContain('Redone. 0 more changes can be redone.')
  })
  test('options and conditions have it where one goes on', async () => {
    const card = page.locator('.card').nth(2)
    await card.getByRole('button').first().press('Enter')
    await card.getByRole('button', { name: 'Add an option' }).press('Enter')
    await focusIs(page, /^Name of option 3 in files$/)
    await card.getByRole('button', { name: 'Delete option 3' }).press('Enter')
    await focusIs(page, /^Name of option 2 in files$/)
    await card.getByRole('button', { name: 'Only after certain answers' }).press('Enter')
    await focusIs(page, /^Question of condition 1$/)
    await card.getByRole('button', { name: 'Delete condition 1' }).press('Enter')
    await focusIs(page, /^Only after certain answers$/)
  })
  test('a new question has it, and publishing leaves it on the survey', async () => {
    await page.getByRole('button', { name: 'Add a question' }).press('Enter')
    await page.locator('.kinds button').first().press('Enter')
    await focusIs(page, /^4 Likelihood to recommend$/)
    await page.getByRole('button', { name: 'Delete: Likelihood to recommend' }).last().click()
    await page.getByRole('button', { name: 'Publish changes' }).press('Enter')
    await page.getByRole('button', { name: 'Publish now' }).press('Enter')
    await page.getByRole('button', { name: 'Publish changes' }).waitFor({ state: 'detached' })
    await focusIs(page, /Your visit$/)
  })
})

test('before it is published a removed question is told by its name, though its wording is the standard one', async () => {
  const page = await open(await owner.publish({ ...visit, title: { en: 'Removed' } }))
  await page.getByRole('button', { name: 'Delete: Likelihood to recommend' }).click()
  await page.getByRole('button', { name: 'Publish changes' }).click()
  await page.getByText('Removed: “Likelihood to recommend”').waitFor()
  await page.close()
})

test('numbers are typed as people type them: below zero, with decimals, and anew after an empty field', async () => {
  const survey = await make({ ...visit, title: { en: 'Numbers' } })
  const page = await open(survey)
  const card = page.locator('.card').nth(1)
  await card.getByRole('button').first().click()
  const type = async (name: string, text: string) => {
    await card.getByLabel(name, { exact: true }).first().press('Control+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type(text)
  }
  await type('Lowest', '-10')
  await type('Highest', '50')
  await type('Step', '0.5')
  await saved(page)
  await expect
    .poll(async () => (await definitionOf(survey)).questions[1])
    .toMatchObject({ min: -10, max: 50, step: 0.5 })
  await page.keyboard.press('Control+z')
  await expect.poll(() => card.getByLabel('Step', { exact: true }).first().inputValue()).toBe('1')
  await page.close()
})

test('a condition can ask for something else, and says when a number cannot be answered', async () => {
  const survey = await make({ ...visit, title: { en: 'Conditions' } })
  const page = await open(survey)
  const card = page.locator('.card').nth(3)
  await card.getByRole('button').first().click()
  await card.getByRole('button', { name: 'Only after certain answers' }).click()
  await card.getByLabel('Value of condition 1').selectOption('Something else')
  await card.getByText('Only if “Why did you come?” includes “Something else”').waitFor()
  await card.getByLabel('Question of condition 1').selectOption({ index: 0 })
  await card.getByLabel('Value of condition 1').fill('12')
  await card.getByText('Answers go from 0 to 10').waitFor()
  await card.getByLabel('Value of condition 1').fill('6')
  await card.getByText('Answers go from 0 to 10').waitFor({ state: 'detached' })
  await page.close()
})

test('what cannot be saved is still there after a look at another room', async () => {
  const survey = await make({ ...visit, title: { en: 'Left' } })
  const page = await open(survey)
  const card = page.locator('.card').nth(2)
  await card.getByRole('button').first().click()
  await card.getByLabel('Name of option 2 in files').fill('Wide range')
  await page.getByText('Not saved: see what is marked').waitFor()
  await page.getByRole('link', { name: 'Surveys' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Surveys' }).waitFor()
  await page.getByRole('link', { name: 'Left' }).first().click()
  await page.getByText('Not saved: see what is marked').waitFor()
  await card.getByRole('button').first().click()
  expect(await card.getByLabel('Name of option 2 in files').inputValue()).toBe('Wide range')
  await card.getByLabel('Name of option 2 in files').fill('wide')
  await saved(page)
  expect((await definitionOf(survey)).questions[2].options[1].key).toBe('wide')
  await page.close()
})

test('on a phone every field of an option says what it is for, and all that is pressed is large enough', async () => {
  const page = await open(await make({ ...visit, title: { en: 'Small' } }))
  await page.setViewportSize({ width: 390, height: 844 })
  const card = page.locator('.card').nth(2)
  await card.getByRole('button').first().click()
  await card.getByRole('button', { name: 'Only after certain answers' }).click()
  const labels = await card
    .locator('.options-form .field')
    .evaluateAll((fields) => fields.map((field) => getComputedStyle(field, '::before').content))
  const three = ['"Name in files"', '"English"', '"Chinese (China)"']
  expect(labels).toEqual([...three, ...three])
  const small = await card
    .locator('button, select, input:not([type=checkbox]), textarea')
    .evaluateAll((controls) =>
      controls
        .filter((control) => control.getBoundingClientRect().height < 44)
        .map((control) => control.getAttribute('aria-label') ?? control.textContent),
    )
  expect(small).toEqual([])
  await page.close()
})

test('the preview speaks the language of who looks, until another is chosen', async () => {
  const { slug } = await owner.publish(visit)
  const page = await context.newPage()
  await page.addInitScript(() => {
    if (window === window.top) localStorage.setItem('gapwise.language', 'zh-CN')
  })
  await page.goto(`${gapwise.url}/app/survey?survey=${slug}`)
  const spoken = page.frameLocator('.phone iframe').locator('html')
  await expect.poll(() => spoken.getAttribute('lang')).toBe('zh-CN')
  await page.locator('.preview').getByText('英语', { exact: true }).click()
  await expect.poll(() => spoken.getAttribute('lang')).toBe('en')
  await page.evaluate(() => localStorage.removeItem('gapwise.language'))
  await page.close()
})

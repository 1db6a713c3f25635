/** What staff see of choices: counted options, the groups of one, the words written instead, and what is no longer asked. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn } from '../../schema/calendar.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import { choiceAnswers, choiceSurvey } from './full-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let state: SignedInState
const today = dayIn('UTC', Date.now())

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(choiceSurvey)
  await owner.import(survey, choiceAnswers(today))
  state = await signIn(browser, gapwise.url, ANN)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

async function opened(path: string): Promise<Page> {
  const context = await browser.newContext({ storageState: state, locale: 'en' })
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/${path}`)
  await page.locator('#main .panel').first().waitFor()
  return page
}
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('every option stands by its own words, with how many chose it; a change only with a verdict', async () => {
  const page = await opened(`choices?survey=${survey.slug}`)
  const reply = await owner.report(survey, 'choices', { question: 'seen' })
  const { options, previous } = (await reply.json()).choices[0]
  const rows = panel(page, 'Answers by option').locator('.bars tbody tr')
  await rows.first().waitFor()
  expect(await rows.locator('th').allInnerTexts()).toEqual([
    'From a friend or colleague',
    'In the street',
    'By a search',
    'Other, in their own words',
  ])
  expect(await rows.locator('td:nth-of-type(3)').allInnerTexts()).toEqual(
    options.map(({ count }: { count: number }) => String(count)),
  )
  expect(previous.options[1].difference.verdict).toBe('clear-rise')
  expect(await rows.nth(1).innerText()).toMatch(/\+\d+\.\d points/)
  expect(previous.options[2].difference.verdict).toBe('no-clear-change')
  expect(await rows.nth(2).innerText()).toMatch(/no clear change/)
  expect(await page.locator('.brief').innerText()).toContain(
    'Clearly more than in the period before: “In the street”',
  )
  expect(await panel(page, 'Answers by option').innerText()).toContain('add up to more than 100%')
  await page.context().close()
})

test('a row, by keyboard too, shows the groups and the course of its option', async () => {
  const page = await opened(`choices?survey=${survey.slug}&segment=tier`)
  await page.getByRole('button', { name: 'By a search' }).focus()
  await page.keyboard.press('Enter')
  const groups = panel(page, 'Choice by Tier')
  // Every third answer names it, and every third is of a key customer.
  await groups
    .getByRole('heading', {
      name: /Key customers choose it more often|.* and Key customers more often/,
    })
    .waitFor()
  await panel(page, 'Choice over time')
    .getByRole('heading', { name: /^“By a search”/ })
    .waitFor()
  expect(new URL(page.url()).searchParams.get('option')).toBe('search')
  await page.context().close()
})

test('what people wrote instead of choosing is read in one click', async () => {
  const page = await opened(`choices?survey=${survey.slug}`)
  await page.getByRole('link', { name: 'Read what they wrote themselves' }).click()
  await page.locator('.responses li').first().waitFor()
  const said = await page.locator('.response-words').allInnerTexts()
  expect(said.length).toBeGreaterThan(10)
  expect(said.every((text) => text.includes('电车 12'))).toBe(true)
  await page.context().close()
})

test('points are told of a hundred, and who shared out too few is counted apart', async () => {
  const page = await opened(`choices?survey=${survey.slug}`)
  await page.getByRole('button', { name: 'Sharing of points' }).click()
  const points = panel(page, 'Points by dimension')
  await points.locator('.bars tbody th').first().waitFor()
  expect(await points.innerText()).toMatch(/\d+ people shared out far too few or too many points/)
  expect(await points.locator('.bars tbody th').allInnerTexts()).toEqual([
    'Reliability',
    'Responsiveness',
  ])
  await page.context().close()
})

test('an option that is no longer offered keeps its answers and the words it had', async () => {
  const changing = await owner.publish({ ...choiceSurvey, title: { en: 'Changing' } })
  await owner.import(changing, choiceAnswers(today))
  const questions = choiceSurvey.questions.map((question) =>
    question.key === 'gift' && 'options' in question
      ? { ...question, options: question.options.filter(({ key }) => key !== 'yes') }
      : question,
  )
  await owner.republish(changing, { ...choiceSurvey, questions })
  const page = await opened(`choices?survey=${changing.slug}&question=gift`)
  await page.getByRole('button', { name: 'Yes (no longer offered)' }).waitFor()
  await page.context().close()
})

test('a survey without such a question says so, and leads to one that has it', async () => {
  const bare = await owner.publish({
    title: { en: 'Bare' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const page = await opened(`choices?survey=${bare.slug}`)
  await page.getByRole('heading', { name: 'This survey has no choice question' }).waitFor()
  await page.locator('.notice').getByRole('link').click()
  await panel(page, 'All choices').waitFor()
  await page.context().close()
})

/** The builder on a slow network: nothing that was edited is lost, and nobody is told of a conflict with themselves. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { asking, hold } from '../support/held.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let context: BrowserContext

beforeAll(async () => {
  ;[gapwise, browser] = await Promise.all([startGapwise(), launchChromium()])
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
  title: { en: 'Your visit' },
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'comment', type: 'text', text: { en: 'Your words' } },
  ],
}
const make = (title: string) =>
  owner.send<Published>('POST', '/api/surveys', { definition: { ...visit, title: { en: title } } })
const stored = async ({ id }: Published) => (await owner.fetch(`/api/surveys/${id}`)).json()
const questionsOf = async (survey: Published) => (await stored(survey)).draft.questions.length

/** The survey in the builder; its clock can be moved on. */
async function open({ slug }: Published): Promise<Page> {
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${gapwise.url}/app/survey?survey=${slug}`)
  await cards(page).first().waitFor()
  return page
}
const cards = (page: Page) => page.locator('.card')
/** One change of the draft: another question. */
const change = (page: Page) =>
  page.getByRole('button', { name: 'Duplicate: Your words' }).first().click()
/** The person does nothing for as long as it takes until it is saved. */
const pause = (page: Page) => page.clock.runFor(1000)
const saved = (page: Page) => page.getByText(/^Draft saved/).waitFor()
const conflict = (page: Page) => page.locator('.conflict')
const drafts = asking('PUT', /^\/api\/surveys\/[^/]+$/)
async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Surveys' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Surveys' }).waitFor()
}
async function comeBack(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).first().click()
  await cards(page).first().waitFor()
}

test('whoever goes on editing while a save is under way is saved once more, in one piece', async () => {
  const survey = await make('Typed on')
  const page = await open(survey)
  const saves = await hold(page, drafts)
  await change(page)
  await pause(page)
  await saves.until(1)
  for (let times = 0; times < 2; times++) {
    await change(page)
    await pause(page)
  }
  await saves.open()
  await saved(page)
  expect(saves.statuses).toEqual([200, 200])
  expect(await conflict(page).count()).toBe(0)
  expect(await questionsOf(survey)).toBe(5)
  await page.close()
})

test('whoever comes back while a save is under way finds what they edited, and edits on', async () => {
  const survey = await make('Come back')
  const page = await open(survey)
  const saves = await hold(page, drafts)
  await change(page)
  await pause(page)
  await saves.until(1)
  await leave(page)
  await comeBack(page, 'Come back')
  expect(await cards(page).count()).toBe(3)
  await change(page)
  await pause(page)
  await saves.open()
  await saved(page)
  expect(saves.statuses).toEqual([200, 200])
  expect(await questionsOf(survey)).toBe(4)
  await page.close()
})

test('whoever comes back after it was saved sees that, not what was there before', async () => {
  const survey = await make('Seen before')
  const page = await open(survey)
  const saves = await hold(page, drafts)
  await saves.open()
  await change(page)
  await pause(page)
  await saved(page)
  await leave(page)
  await comeBack(page, 'Seen before')
  expect(await cards(page).count()).toBe(3)
  await change(page)
  await pause(page)
  await saved(page)
  expect(saves.statuses).toEqual([200, 200])
  await page.close()
})

test('the window asks before it closes on a save that is under way in a room that was left', async () => {
  const page = await open(await make('Closed'))
  const saves = await hold(page, drafts)
  await change(page)
  await leave(page)
  await saves.until(1)
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
})

test('a draft is saved though the network was gone when that which judges it was asked for', async () => {
  const survey = await make('Judged')
  const page = await open(survey)
  await page.route('**/judging*.js', (route) => route.abort())
  await change(page)
  await pause(page)
  await saved(page)
  expect(await questionsOf(survey)).toBe(3)
  await page.close()
})

test('taking theirs takes what was shown, at once, so that nothing is typed into what goes', async () => {
  const survey = await make('Theirs')
  const page = await open(survey)
  const { draft, etag } = await stored(survey)
  const definition = { ...draft, title: { en: 'Changed elsewhere' } }
  await owner.send('PUT', `/api/surveys/${survey.id}`, { definition }, { 'if-match': etag })
  await change(page)
  await pause(page)
  await page.getByRole('button', { name: 'Load the other one' }).waitFor()
  await hold(page, asking('GET', `/api/surveys/${survey.id}`))
  await page.getByRole('button', { name: 'Load the other one' }).click()
  await page.locator('h1', { hasText: 'Changed elsewhere' }).waitFor()
  await change(page)
  await pause(page)
  await saved(page)
  expect((await stored(survey)).draft.title).toEqual({ en: 'Changed elsewhere' })
  await page.close()
})

test('what somebody else has saved meanwhile is not published unseen', async () => {
  const survey = await make('Unseen')
  const page = await open(survey)
  const { draft, etag } = await stored(survey)
  const definition = { ...draft, title: { en: 'Nobody has seen this' } }
  await owner.send('PUT', `/api/surveys/${survey.id}`, { definition }, { 'if-match': etag })
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await conflict(page).waitFor()
  expect((await stored(survey)).version).toBe(0)
  await page.close()
})

test('a survey that is published takes the focus from nobody who writes on meanwhile', async () => {
  const page = await open(await make('Published'))
  const publications = await hold(page, asking('PUT', '/publication'))
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await publications.until(1)
  await cards(page).nth(1).getByRole('button').first().click()
  const wording = cards(page).nth(1).locator('textarea').first()
  await wording.fill('Your own words')
  await publications.open()
  await page.locator('.state.live').waitFor()
  await page.keyboard.type(', please')
  expect(await wording.inputValue()).toBe('Your own words, please')
  await page.close()
})

/** One person, one survey, two tabs: whatever the order, there is one response and no answer is lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let browser: Browser
let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  browser = await launchChromium()
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const publish = () => owner.publish(aShortSurvey({ segments: ['order_type'] }))
const aPerson = () => browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } })
const open = async (person: BrowserContext, path: string): Promise<Page> => {
  const page = await person.newPage()
  await page.goto(path.startsWith('http') ? path : gapwise.url + path)
  return page
}
const choose = (page: Page, name: string, value: number) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true })
const next = async (page: Page, heading: RegExp) => {
  await page.locator('button.next').click()
  await page.locator('h1', { hasText: heading }).waitFor()
}
const stored = async (survey: Published) => {
  const sql = 'SELECT revision, complete, answers FROM responses WHERE survey_id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [survey.id] })
  return rows.map(({ revision, complete, answers }) => ({
    revision,
    complete: Boolean(complete),
    answers: JSON.parse(String(answers)),
  }))
}

test('two tabs that were open from the start give one response, with the answers of both', async () => {
  const survey = await publish()
  const person = await aPerson()
  const [one, two] = [
    await open(person, `/s/${survey.slug}`),
    await open(person, `/s/${survey.slug}`),
  ]
  await choose(one, 'recommend', 9)
  await next(one, /should be/)
  await choose(two, 'recommend', 3)
  await next(two, /should be/)
  await choose(two, 'speed.expectation', 6)
  await choose(two, 'speed.perception', 4)
  await next(two, /main reason|want to tell/)
  // The first tab still holds the revision before all that.
  await choose(one, 'help.expectation', 7)
  await choose(one, 'help.perception', 2)
  await choose(one, 'speed.expectation', 5)
  await choose(one, 'speed.perception', 5)
  await next(one, /main reason|want to tell/)
  await two.locator('textarea').fill('From the second tab')
  await next(two, /Thank you/)
  const { recommend, comment, help, speed } = (await stored(survey))[0]?.answers ?? {}
  expect(await stored(survey)).toHaveLength(1)
  expect({ recommend, comment, help, speed }).toEqual({
    recommend: 3,
    comment: 'From the second tab',
    help: { expectation: 7, perception: 2 },
    speed: { expectation: 5, perception: 5 },
  })
  await person.close()
})

test('a tab left at the first step, sent after the other has finished, changes that response', async () => {
  const survey = await publish()
  const person = await aPerson()
  const late = await open(person, `/s/${survey.slug}`)
  const page = await open(person, `/s/${survey.slug}`)
  await choose(page, 'recommend', 9)
  for (const heading of [/should be/, /main reason|want to tell/, /Thank you/])
    await next(page, heading)
  await choose(late, 'recommend', 2)
  await next(late, /should be/)
  expect(await stored(survey)).toMatchObject([{ complete: true, answers: { recommend: 2 } }])
  // Opened after the end it is another visit, and so another response.
  const again = await open(person, `/s/${survey.slug}`)
  await choose(again, 'recommend', 7)
  await next(again, /should be/)
  expect(await stored(survey)).toHaveLength(2)
  await person.close()
})

test('the same step sent by two tabs in one moment is kept twice over, with nothing refused', async () => {
  const survey = await publish()
  const person = await aPerson()
  const one = await open(person, `/s/${survey.slug}`)
  await choose(one, 'recommend', 9)
  await next(one, /should be/)
  const two = await open(person, one.url())
  await choose(one, 'speed.expectation', 6)
  await choose(one, 'speed.perception', 4)
  await choose(two, 'speed.expectation', 6)
  await choose(two, 'speed.perception', 4)
  await choose(two, 'help.expectation', 3)
  await choose(two, 'help.perception', 3)
  await Promise.all([next(one, /main reason|want to tell/), next(two, /main reason|want to tell/)])
  const rows = await stored(survey)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.answers.speed).toEqual({ expectation: 6, perception: 4 })
  expect(rows[0]?.revision).toBeGreaterThanOrEqual(2)
  await person.close()
})

test('another order is another response, and so is one begun after the first was deleted', async () => {
  const survey = await publish()
  const person = await aPerson()
  const one = await open(person, `/s/${survey.slug}?order_type=a`)
  const other = await open(person, `/s/${survey.slug}?order_type=b`)
  const late = await open(person, `/s/${survey.slug}?order_type=a`)
  await choose(one, 'recommend', 9)
  await next(one, /should be/)
  await choose(other, 'recommend', 4)
  await next(other, /should be/)
  expect(await stored(survey)).toHaveLength(2)
  const receipt = new URL(one.url()).pathname.split('/').at(-1)
  const deleted = await gapwise.fetch(`/api/public/responses/${receipt}`, { method: 'DELETE' })
  expect(deleted.ok).toBe(true)
  await choose(late, 'recommend', 6)
  await next(late, /should be/)
  const scores = (await stored(survey)).map(({ answers }) => answers.recommend)
  expect(scores.sort()).toEqual([4, 6])
  await person.close()
})

test('an invitation open in two tabs is one response, the later save on top of the earlier', async () => {
  const survey = await publish()
  await owner.send('POST', '/api/customers', { id: 'two-tabs' })
  const { invitations } = await owner.send<{ invitations: { url: string }[] }>(
    'POST',
    `/api/surveys/${survey.id}/invitations`,
    { customers: ['two-tabs'] },
  )
  const person = await aPerson()
  const link = invitations[0]?.url ?? ''
  const [one, two] = [await open(person, link), await open(person, link)]
  await choose(one, 'recommend', 9)
  await next(one, /should be/)
  await choose(two, 'recommend', 5)
  await next(two, /should be/)
  await next(one, /main reason|want to tell/)
  await one.locator('textarea').fill('Once')
  await next(one, /Thank you/)
  const rows = await stored(survey)
  expect(rows).toMatchObject([{ complete: true, answers: { recommend: 5, comment: 'Once' } }])
  await person.close()
})

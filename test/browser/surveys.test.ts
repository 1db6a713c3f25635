/** From a template to an answer that staff read: what the rooms of surveys, responses and settings do, in a real browser. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf } from '../support/owner.ts'
import { sidewaysScroll } from '../support/screen.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import { afterDelivery, answersUpTo } from './dashboard-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let state: SignedInState | undefined

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  const survey = await owner.publish(afterDelivery)
  await owner.import(survey, answersUpTo(dayIn('UTC', Date.now())))
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

describe('a survey from a template to its first answer', () => {
  let page: Page
  let slug = ''
  const faults: string[] = []
  beforeAll(async () => {
    page = await signedIn()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(error.message))
  })
  afterAll(() => page.context().close())

  test('is made from a template, as a draft', async () => {
    await page.goto(`${gapwise.url}/app/surveys`)
    await page.getByRole('link', { name: 'New survey' }).click()
    await page.getByRole('button', { name: /^NPS and the reason/ }).click()
    await page.getByRole('heading', { level: 1, name: /Would you recommend us/ }).waitFor()
    expect(await page.locator('.state').textContent()).toBe('Draft')
    slug = new URL(page.url()).searchParams.get('survey') ?? ''
  })
  test('tells why the wording of NPS cannot be changed', async () => {
    await page.locator('.card').first().getByRole('button').first().click()
    expect(await page.locator('.locked').textContent()).toContain('fixed')
    expect(
      await page
        .locator('.card')
        .first()
        .getByRole('textbox', { name: 'Question, English' })
        .count(),
    ).toBe(0)
  })
  test('takes another question, saves by itself, and the real page shows it', async () => {
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByRole('button', { name: /^Expected and got/ }).click()
    await page.getByRole('textbox', { name: 'Item, English' }).fill('Speed of reply')
    await page.getByText(/^Draft saved/).waitFor()
    const { draft } = await stored()
    expect(draft.questions.at(-1)).toMatchObject({ type: 'gap', text: { en: 'Speed of reply' } })
    await page.frameLocator('.phone iframe').getByText('Speed of reply').first().waitFor()
  })
  test('says what is missing in the other language, beside the first', async () => {
    await page.getByRole('link', { name: 'Languages' }).click()
    await page.getByRole('heading', { name: '1 wording is missing' }).waitFor()
    await page.getByRole('textbox', { name: 'Speed of reply, Chinese (China)' }).fill('答复速度')
    await page.getByRole('heading', { name: '2 languages, nothing missing' }).waitFor()
    await page.getByRole('link', { name: 'Questions', exact: true }).click()
  })
  test('moves by button, is deleted, and undo brings it back', async () => {
    const titles = () => page.locator('.card h3').allTextContents()
    await page.getByRole('button', { name: 'Move up: Speed of reply' }).click()
    await expect.poll(async () => (await titles())[1]).toContain('Speed of reply')
    await page.getByRole('button', { name: 'Delete: Speed of reply' }).click()
    await expect.poll(titles).toHaveLength(2)
    await page.keyboard.press('Control+z')
    await expect.poll(titles).toHaveLength(3)
  })
  test('is dragged into its place, copied, taken back and done again', async () => {
    const titles = () => page.locator('.card h3').allTextContents()
    const order = async () => (await titles()).map((title) => title.replace(/^\d+\s*/, ''))
    const before = await order()
    await page.locator('.card .grip').nth(0).dragTo(page.locator('.card').nth(2))
    const dragged = [...before.slice(1), ...before.slice(0, 1)]
    await expect.poll(order).toEqual(dragged)
    await page.keyboard.press('Control+z')
    await expect.poll(order).toEqual(before)
    await page.getByRole('button', { name: 'Duplicate: Speed of reply' }).click()
    await expect.poll(titles).toHaveLength(4)
    await page.getByText(/^Draft saved/).waitFor()
    await expect.poll(async () => (await stored()).draft.questions.length).toBe(4)
    const keys = (await stored()).draft.questions.map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
    await page.keyboard.press('Control+z')
    await expect.poll(order).toEqual(before)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(titles).toHaveLength(4)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await stored()).draft.questions.length).toBe(3)
  })
  test('undo and redo pressed at once are both heard', async () => {
    const titles = () => page.locator('.card h3').allTextContents()
    await page.getByRole('button', { name: 'Duplicate: Speed of reply' }).click()
    await expect.poll(titles).toHaveLength(4)
    expect(await page.evaluate(pressUndoAndRedo)).toEqual({ undone: 3, redone: 4 })
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await stored()).draft.questions.length).toBe(3)
  })
  test('a fault stands beside its field and nothing faulty is stored', async () => {
    await page.locator('.card').nth(1).getByRole('button').first().click()
    const key = page.getByLabel('Name in files')
    await key.fill('recommend')
    await page.getByText('This name is used already').waitFor()
    await key.fill('reply_speed')
    await page.getByRole('spinbutton', { name: 'Step' }).fill('500')
    await page.getByText('This does not fit').waitFor()
    await page.getByText('Not saved: see what is marked').waitFor()
    await page.getByRole('spinbutton', { name: 'Step' }).fill('')
    await page.getByText(/^Draft saved/).waitFor()
    expect((await stored()).draft.questions[1]?.key).toBe('reply_speed')
  })
  test('advice is given where a wording leads', async () => {
    const item = page.getByRole('textbox', { name: 'Item, English' })
    await item.fill('Our great service')
    await page.locator('.advice').first().waitFor()
    await item.fill('Speed of reply')
    await page.locator('.advice').first().waitFor({ state: 'detached' })
  })
  test('is published after it has said what that means', async () => {
    await page.getByText(/^Draft saved/).waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText(`/s/${slug}`).waitFor()
    await page.getByRole('button', { name: 'Publish now' }).click()
    await page.locator('.state.live').waitFor()
  })
  test('a customer answers at the address that Share gives', async () => {
    await page.getByRole('link', { name: 'Share' }).click()
    const link = page.getByRole('textbox', { name: 'Link', exact: true })
    expect(await link.inputValue()).toBe(`${gapwise.url}/s/${slug}`)
    const customer = await (await browser.newContext()).newPage()
    await customer.goto(`${await link.inputValue()}?lang=en`)
    await customer.locator('input[name="recommend"][value="3"]').check({ force: true })
    await customer.locator('button[value="next"]').click()
    await customer.getByText('Speed of reply').first().waitFor()
    await customer.locator('button[value="next"]').click()
    await customer.locator('textarea').first().fill('Nobody replied to me')
    await customer.locator('button[value="next"]').click()
    await customer.getByText('Your answers are in').waitFor()
    await customer.context().close()
  })
  test('and what they wrote is read, found, and deleted after asking once more', async () => {
    await page.goto(`${gapwise.url}/app/responses?survey=${slug}`)
    await page.getByText('Nobody replied to me').waitFor()
    await page.getByLabel('Search in what people wrote').fill('replied')
    await page.locator('mark', { hasText: 'replied' }).waitFor()
    await page.locator('[data-response]').first().click()
    await page.getByRole('button', { name: 'Delete this response' }).click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('heading', { name: 'No response fits' }).waitFor()
  })
  test('the policy of the page is never broken on the way', () => expect(faults).toEqual([]))

  async function stored(): Promise<{ draft: { questions: { key: string }[] } }> {
    const { surveys } = await (await owner.fetch('/api/surveys')).json()
    const { id } = surveys.find((survey: { slug: string }) => survey.slug === slug)
    return (await owner.fetch(`/api/surveys/${id}`)).json()
  }
})

test('somebody is invited, joins by the link, and sees what their role may', async () => {
  const page = await signedIn()
  await page.goto(`${gapwise.url}/app/settings?tab=people`)
  await page.getByLabel('Name', { exact: true }).fill('Bo')
  await page.getByLabel('Email').fill('bo@shop.example')
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Viewer' })
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByRole('textbox', { name: 'One-time link' }).inputValue()
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(link)
  await theirs.getByLabel('Password').fill('a password of their own')
  await theirs.getByRole('button', { name: 'Join' }).click()
  await theirs.getByRole('button', { name: 'Bo' }).waitFor()
  await theirs.goto(`${gapwise.url}/app/surveys`)
  await theirs.locator('.panel').first().waitFor()
  expect(await theirs.getByRole('link', { name: 'New survey' }).count()).toBe(0)
  await theirs.context().close()
  await page.context().close()
})

test('an import is tried out first, and refused lines are told', async () => {
  const survey = await owner.publish({
    title: { en: 'Imported' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const page = await signedIn()
  await page.goto(`${gapwise.url}/app/survey?survey=${survey.slug}&tab=import`)
  await page.getByLabel('CSV file').setInputFiles({
    name: 'answers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Date,Recommend,Colour\n2026-01-01,9,red\n2026-01-02,eleven,blue\n'),
  })
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByText('1 answer would be taken.').waitFor()
  await page.getByText('1 line is refused.').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Refused lines as CSV' }).click()
  const refused = await readFile(await (await download).path(), 'utf8')
  expect(refused).toContain('2026-01-02,eleven,blue')
  expect(refused).not.toContain('2026-01-01')
  expect(await owner.exported(survey, 'ndjson')).toBe('')
  await page.getByRole('button', { name: 'Import 1 answer' }).click()
  await page.getByText('1 answer is taken.').waitFor()
  expect((await owner.exported(survey, 'ndjson')).trim().split('\n')).toHaveLength(1)
  await page.context().close()
})

const looks = [
  { width: 390, theme: 'dark', language: 'zh-CN' },
  { width: 390, theme: 'light', language: 'en' },
  { width: 1440, theme: 'dark', language: 'en' },
  { width: 1440, theme: 'light', language: 'zh-CN' },
] as const
describe.each(looks)('at $width px in $theme and $language', (look) => {
  let page: Page
  beforeAll(async () => {
    page = await signedIn({ viewport: { width: look.width, height: 900 }, bypassCSP: true })
    await page.addInitScript(({ theme, language }) => {
      localStorage.setItem('gapwise.theme', theme)
      localStorage.setItem('gapwise.language', language)
    }, look)
  })
  afterAll(() => page.context().close())

  test.each([
    'responses?only=all',
    'surveys',
    'surveys?new=1',
    'survey',
    'survey?tab=languages',
    'survey?tab=settings',
    'survey?tab=share',
    'survey?tab=import',
    'survey?tab=versions',
    'settings',
    'settings?tab=people',
    'settings?tab=keys',
    'settings?tab=webhooks',
    'settings?tab=myself',
    'settings?tab=log',
  ])('%s is whole: no sideways scroll and no finding of axe', async (room) => {
    await page.goto(`${gapwise.url}/app/${room}`)
    await page.locator('.panel').first().waitFor()
    await page.waitForLoadState('networkidle')
    const card = page.locator('.card').first().getByRole('button').first()
    if (room === 'survey') await card.click()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })
})

/** A page of the owner; the form is filled in once. */
async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
  state ??= await signIn(browser, gapwise.url, ANN)
  return (await browser.newContext({ storageState: state, ...options })).newPage()
}

/** Faster than any frame: between the two keys there is time for a drawing, and for nothing after its paint. */
const pressUndoAndRedo = async () => {
  const cards = () => document.querySelectorAll('.card h3').length
  const press = async (shiftKey: boolean) => {
    const key = shiftKey ? 'Z' : 'z'
    dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, ctrlKey: true, cancelable: true }))
    for (let turns = 0; turns < 20; turns++) await Promise.resolve()
    return cards()
  }
  return { undone: await press(false), redone: await press(true) }
}

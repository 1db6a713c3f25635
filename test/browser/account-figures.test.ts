/** What an owner tells Gapwise of the business, and where it shows: counts of customers, purchases, promised replies. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { clippedTexts, sidewaysScroll } from '../support/screen.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import { fullShop, fullShopAnswers } from './full-shop.ts'

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
  survey = await owner.publish(fullShop)
  await owner.import(survey, fullShopAnswers(today))
  const complaints = [
    'opened_at,closed_at,category,text',
    `${addDays(today, -9)},,late,Nobody came`,
    `${addDays(today, -4)},,item,The lamp is broken`,
    `${addDays(today, -5)},${addDays(today, -3)},late,It came late`,
  ]
  await owner.csv('/api/complaints/import', complaints.join('\n'))
  // What is imported was promised nothing; these were promised a reply within a day.
  await gapwise.database.execute(
    "UPDATE complaints SET due_at = opened_at + 86400000 WHERE state = 'received'",
  )
  state = await signIn(browser, gapwise.url, ANN)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

async function open(path: string, locale = 'en', width = 1280): Promise<Page> {
  const viewport = { width, height: 900 }
  const context = await browser.newContext({ storageState: state, locale, viewport })
  const page = await context.newPage()
  const days = new URLSearchParams({ survey: survey.slug, from: addDays(today, -89), to: today })
  await page.goto(`${gapwise.url}/app/${path}${path.includes('?') ? '&' : '?'}${days}`)
  await page.locator('#main .panel').first().waitFor()
  await page.keyboard.press('Shift')
  return page
}

/** Nothing cut, nothing beside the page, nothing axe finds: wide and on a phone. */
async function expectWhole(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await clippedTexts(page)).toEqual([])
    expect(await axeFindings(page)).toEqual([])
  }
}

describe('replies that are late', () => {
  test('are counted in the menu, and stand first among the open cases of the Overview', async () => {
    const page = await open('overview')
    const badge = page.getByRole('navigation', { name: 'Rooms' }).getByText(/ late$/)
    await badge.waitFor()
    const panel = page.getByRole('region', { name: 'Open complaints' })
    const rows = panel.locator('tbody tr')
    await rows.first().waitFor()
    const { complaints } = (await (
      await owner.fetch('/api/complaints?overdue=1&limit=100')
    ).json()) as { complaints: { reference: string; openedAt: string }[] }
    expect(complaints.length).toBeGreaterThanOrEqual(2)
    expect(await badge.textContent()).toBe(`${complaints.length} late`)
    expect(await panel.getByRole('heading').textContent()).toBe(
      `${complaints.length} complaints are past their reply time`,
    )
    expect(await rows.first().textContent()).toMatch(/^Overdue \d+ d.*Nobody came/)
    await expectWhole(page)
    await page.setViewportSize({ width: 1280, height: 900 })
    await rows.first().getByRole('link').first().click()
    await page.getByRole('dialog', { name: /^C-/ }).getByText('Nobody came').waitFor()
    await page.context().close()
  })
  test('whether the person was satisfied is written down once the case is over', async () => {
    const { complaints } = (await (await owner.fetch('/api/complaints?state=closed')).json()) as {
      complaints: { reference: string }[]
    }
    const reference = complaints[0]?.reference ?? ''
    const page = await open(`complaints?case=${reference}`)
    const field = page.getByLabel('Handling')
    await field.waitFor()
    expect(await field.inputValue()).toBe('unknown')
    const saved = page.waitForResponse((reply) => reply.request().method() === 'PATCH')
    await field.selectOption('yes')
    expect((await saved).status()).toBe(200)
    await expect
      .poll(
        async () => (await (await owner.fetch(`/api/complaints/${reference}`)).json()).satisfied,
      )
      .toBe(true)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
    const open_ = await open('complaints?case=C-1001')
    await open_.locator('.case-facts').waitFor()
    expect(await open_.getByLabel('Handling').count()).toBe(0)
    await open_.context().close()
  })
})

describe('purchases', () => {
  const file = join(tmpdir(), `purchases-${process.pid}.csv`)
  test('are brought from a file whose columns are explained and matched, tried out first', async () => {
    writeFileSync(
      file,
      `Customer ID;Order date\nM1;${addDays(today, -30)}\nM2;${addDays(today, -20)}\n;${today}\n`,
    )
    const page = await open('customers')
    await page.getByRole('link', { name: 'Purchases' }).click()
    await page.getByRole('heading', { name: 'No purchases are known yet' }).waitFor()
    await page.getByText('The customer’s id, as in answers').waitFor()
    await page.getByLabel('CSV file').setInputFiles(file)
    expect(await page.getByLabel('What Customer ID is').inputValue()).toBe('customer')
    expect(await page.getByLabel('What Order date is').inputValue()).toBe('bought_at')
    await page.getByLabel('What Order date is').selectOption('')
    await page.getByText('Say which column is bought_at').waitFor()
    await page.getByLabel('What Order date is').selectOption('bought_at')
    await page.getByRole('button', { name: 'Try it out' }).click()
    await page.getByText('2 purchases would be taken.').waitFor()
    await page.getByText('1 line is refused.').waitFor()
    await expectWhole(page)
    await page.getByRole('button', { name: 'Import 2 purchases' }).click()
    await page.getByText('2 purchases are taken.').waitFor()
    await page.getByRole('heading', { name: /^2 purchases are known, from / }).waitFor()
    await page.context().close()
  })
  test('are forgotten after being asked twice', async () => {
    const page = await open('customers?tab=purchases')
    await page.getByRole('button', { name: 'Forget every purchase' }).click()
    await page.getByRole('button', { name: 'Forget them for good' }).click()
    await page.getByRole('heading', { name: 'No purchases are known yet' }).waitFor()
    await page.context().close()
  })
})

describe('how many customers there are', () => {
  test('nothing is weighted before it is told', async () => {
    const page = await open('nps')
    await page.locator('.share-bar').waitFor()
    expect(
      await page
        .getByRole('region', { name: 'NPS weighted like your customers', exact: true })
        .count(),
    ).toBe(0)
    await page.context().close()
  })
  test('is told in the settings, and then the NPS is weighted by it', async () => {
    const page = await open('settings')
    await page.getByLabel('Weight the NPS by Tier').check()
    for (const [name, n] of [
      ['Key customers', '10'],
      ['Regular customers', '200'],
      ['Small customers', '790'],
    ] as const)
      await page.getByLabel(name).fill(n)
    await expectWhole(page)
    const saved = page.waitForResponse((reply) => reply.request().method() === 'PUT')
    await page.getByRole('button', { name: 'Save' }).click()
    expect((await saved).status()).toBe(200)
    await page.context().close()
    const nps = await open('nps')
    const panel = nps.getByRole('region', { name: 'NPS weighted like your customers', exact: true })
    const { weighted } = (await (
      await owner.fetch(
        `/api/surveys/${survey.id}/reports/nps?${new URLSearchParams({ from: addDays(today, -89), to: today })}`,
      )
    ).json()) as { weighted: { nps: number; effectiveN: number } }
    const score = `${weighted.nps < 0 ? '−' : '+'}${Math.abs(Math.round(weighted.nps))}`
    await panel.getByRole('heading', { name: `NPS is ${score}, between` }).waitFor()
    expect(await panel.textContent()).toContain(
      `as exact as ${Math.round(weighted.effectiveN)} unweighted answers`,
    )
    expect(await panel.locator('tbody tr').count()).toBe(3)
    await expectWhole(nps)
    await nps.context().close()
    const chinese = await open('nps', 'zh-CN', 390)
    await chinese.getByRole('heading', { name: /^按客户构成加权后，NPS 为/ }).waitFor()
    await expectWhole(chinese)
    await chinese.context().close()
  })
})

test('answers that could not be counted are listed apart, page by page, with their reason', async () => {
  const now = Date.now()
  for (let i = 0; i < 60; i++)
    await gapwise.database.execute({
      sql: `INSERT INTO conflicts (survey_id, id, revision, reason, response, noticed_at)
        SELECT survey_id, ?2, 1, ?3, json_object('id', ?2, 'submittedAt', ?4, 'answers', json(?5),
          'segments', json('{}'), 'locale', 'en'), ?4 FROM (SELECT ?1 AS survey_id)`,
      args: [
        survey.id,
        `conflict-${String(i).padStart(8, '0')}`,
        i % 2 === 0 ? 'already-answered' : 'survey-closed',
        now - i * 1000,
        JSON.stringify({ recommend: i % 11, comment: `Twice ${i}` }),
      ],
    })
  const page = await open('responses')
  const list = page.locator('.conflicts')
  await list.locator('summary').click()
  await list.getByText('Twice 0').waitFor()
  const rows = list.locator('.responses > li')
  const first = await rows.count()
  expect(first).toBeLessThan(60)
  expect(await list.getByText('Twice 59').count()).toBe(0)
  expect(await rows.first().textContent()).toMatch(/0.*Twice 0/s)
  await list.getByRole('button', { name: 'Show more' }).click()
  await list.getByText('Twice 59').waitFor()
  expect(await rows.count()).toBe(60)
  await expectWhole(page)
  await page.context().close()
})

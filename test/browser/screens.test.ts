/** Every screen in both languages, both themes and both widths: whole, free of findings, and all in one language. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn } from '../../schema/calendar.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { clippedTexts, englishWords, sidewaysScroll } from '../support/screen.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'
import {
  choiceAnswers,
  choiceSurvey,
  fullShop,
  fullShopAnswers,
  fullShopComplaints,
  zoneAnswers,
  zoneSurvey,
} from './full-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let zones: Published
let choices: Published
let state: SignedInState
const today = dayIn('UTC', Date.now())
const days = { from: addDays(today, -89), to: today }

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  await owner.csv(
    '/api/customers/import',
    'customer,name,tier\nM1,梅花酒店,key\nM2,竹里民宿,small\n',
  )
  survey = await owner.publish(fullShop)
  await owner.import(survey, fullShopAnswers(today))
  zones = await owner.publish(zoneSurvey)
  await owner.import(zones, zoneAnswers(today))
  choices = await owner.publish(choiceSurvey)
  await owner.import(choices, choiceAnswers(today))
  await owner.csv('/api/complaints/import', fullShopComplaints(today))
  state = await signIn(browser, gapwise.url, ANN)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

/** A screen by its address; `is` says that it is drawn. */
const screens: readonly { path: string; is: string; of?: () => Published }[] = [
  { path: 'overview', is: '.kpis' },
  { path: 'overview?explain=nps', is: '.explain-facts' },
  { path: 'gaps', is: '.dots' },
  { path: 'gaps?item=quick', is: '.heat-cell' },
  { path: 'gaps?table=gaps-items', is: '.table-scroll' },
  { path: 'gaps', is: '.zones', of: () => zones },
  { path: 'nps', is: '.share-bar' },
  { path: 'ratings', is: '.panel' },
  { path: 'choices', is: '.bars', of: () => choices },
  {
    path: 'choices?question=weights&table=choices-weights',
    is: '.table-scroll',
    of: () => choices,
  },
  { path: 'choices', is: '.notice' },
  { path: 'complaints', is: '.panel' },
  { path: 'complaints?case=C-1001', is: '.case-facts' },
  { path: 'themes', is: '.panel' },
  { path: 'compare', is: '.compared' },
  { path: 'quality', is: '.panel' },
  { path: 'responses', is: '.responses' },
  { path: 'responses?response=answer-000000001', is: '.response-about' },
  { path: 'customers', is: '.customers' },
  { path: 'customers?customer=M1', is: '.timeline' },
  { path: 'summary', is: '.letter' },
  { path: 'surveys', is: '.panel' },
  { path: 'survey', is: 'h1' },
  { path: 'settings', is: 'main form, main .panel' },
]

/** Names, codes and words that are the same in Chinese. */
const OWN = (
  'Gapwise NPS CSAT CES CSV PNG JSON HTML PDF API IPA EWMA Laney Kaplan Meier Wilson Wald Welch Newcombe Benjamini ' +
  'Hochberg https JPEG WebP Order type Johnson Cronbach MSA MSS UTC Ann ann shop example English gift own Benjamini-Hochberg Kaplan-Meier Webhook'
).split(' ')

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 900 }

/** Every width in every theme, every theme in every language, and every language at every width. */
const LOOKS = {
  en: [
    { viewport: WIDE, theme: 'light' },
    { viewport: NARROW, theme: 'dark' },
  ],
  'zh-CN': [
    { viewport: WIDE, theme: 'dark' },
    { viewport: NARROW, theme: 'light' },
  ],
} as const

const nameOf = ({ viewport, theme }: (typeof LOOKS)['en' | 'zh-CN'][number]) =>
  `${viewport.width} ${theme}`

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test.concurrent.each(screens)(
    '$path is whole at every width, in light and in dark',
    async ({ path, is, of = () => survey }) => {
      const context = await browser.newContext({ storageState: state, viewport: WIDE })
      const page = await context.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.addInitScript((spoken) => {
        // A preview in a frame of its own has no storage.
        if (window !== window.top) return
        localStorage.setItem('gapwise.language', spoken)
        localStorage.setItem('gapwise.theme', 'light')
      }, language)
      const [room, own = ''] = path.split('?')
      const asked = new URLSearchParams({ survey: of().slug, ...days })
      await page.goto(`${gapwise.url}/app/${room}?${asked}&${own}`)
      await page.locator(is).first().waitFor()
      // Whoever touches the page sees what stands further down.
      await page.keyboard.press('Shift')
      await page.waitForLoadState('networkidle')
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const found: Record<string, unknown> = {}
      for (const { viewport, theme } of LOOKS[language]) {
        await page.setViewportSize(viewport)
        await page.evaluate((chosen) => {
          document.documentElement.dataset.theme = chosen
        }, theme)
        found[nameOf({ viewport, theme })] = {
          sideways: await sidewaysScroll(page),
          clipped: await clippedTexts(page),
          axe: await axeFindings(page),
        }
      }
      const good = { sideways: 0, clipped: [], axe: [] }
      expect(found).toEqual(Object.fromEntries(LOOKS[language].map((look) => [nameOf(look), good])))
      if (language === 'zh-CN') expect(await englishWords(page, [...OWN, survey.slug])).toEqual([])
      expect(faults).toEqual([])
      await context.close()
    },
  )
})

test.each(['overview', 'gaps', 'compare', 'customers', 'summary'])(
  '%s keeps within its window at 1920 px and at twice the size',
  async (room) => {
    // A window of 1440 px at 200 % is one of 720 px with twice the pixels.
    for (const options of [
      { viewport: { width: 1920, height: 1080 } },
      { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
    ]) {
      const context = await browser.newContext({ storageState: state, ...options })
      const page = await context.newPage()
      await page.goto(
        `${gapwise.url}/app/${room}?${new URLSearchParams({ survey: survey.slug, ...days })}`,
      )
      await page.locator('h2').first().waitFor()
      await page.keyboard.press('Shift')
      await page.waitForLoadState('networkidle')
      expect([await sidewaysScroll(page), await clippedTexts(page)]).toEqual([0, []])
      await context.close()
    }
  },
)

test('a screen that takes long shows its shape in grey, one that is quick never does', async () => {
  const page: Page = await (await browser.newContext({ storageState: state })).newPage()
  let letGo = () => {}
  const held = new Promise<void>((go) => {
    letGo = go
  })
  await page.route('**/api/customers?*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${gapwise.url}/app/customers`)
  // The grey shapes are there from the start, and seen from 300 ms on.
  await page.waitForFunction(() => {
    const shapes = document.querySelector('main .settled .waiting, main .waiting')
    return shapes !== null && getComputedStyle(shapes).animationDelay === '0.3s'
  })
  letGo()
  await page.locator('.customers').waitFor()
  expect(await page.locator('.waiting').count()).toBe(0)
  await page.context().close()
})

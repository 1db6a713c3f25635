/** How much of the dashboard comes before anything is seen: a limit for every room as the first page. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../web/dashboard/rooms.ts'
import { launchChromium } from '../support/chromium.ts'
import { fillDemoShop, PERSON } from '../support/demo-shop.ts'
import { firstLoadOf } from '../support/first-load.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type SignedInState, signIn } from '../support/sign-in.ts'

const MOST_BYTES = 90_000

let gapwise: Gapwise
let browser: Browser
let state: SignedInState

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  await fillDemoShop(gapwise.url, gapwise.setupToken)
  state = await signIn(browser, gapwise.url, PERSON)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const pages = ['en', 'zh-CN'].flatMap((locale) => rooms.map(({ path }) => ({ path, locale })))
test.each(pages)(
  'the room $path as first page loads at most 90 kB of script and style in $locale',
  async ({ path, locale }) => {
    const { bytes, files } = await firstLoadOf(browser, `${gapwise.url}/app/${path}`, locale, state)
    expect(files.length).toBeGreaterThan(3)
    expect(bytes, JSON.stringify(files)).toBeLessThanOrEqual(MOST_BYTES)
  },
)

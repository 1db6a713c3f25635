/** The demo shop's website shows the survey in every shape, under its strict policy and its own worst style. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopSite, startShopSite } from '../../local/demo/shop-page.ts'
import { DEMO_BRAND, DEMO_SURVEYS } from '../../local/demo/surveys.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { staffOf } from '../support/staff.ts'

let gapwise: Gapwise
let shop: ShopSite | null
let browser: Browser

beforeAll(async () => {
  ;[gapwise, browser] = await Promise.all([startGapwise(), launchChromium()])
  expect(await startShopSite(gapwise.database, gapwise.url, '127.0.0.1', 0)).toBeNull()
  const staff = await staffOf(gapwise)
  await staff.call('PUT', '/api/settings', { brand: DEMO_BRAND })
  await staff.publish('after-delivery', DEMO_SURVEYS['after-delivery'])
  shop = await startShopSite(gapwise.database, gapwise.url, '127.0.0.1', 0)
})
afterAll(async () => {
  await browser?.close()
  await shop?.close()
  await gapwise?.stop()
})

test.each([
  ['/', '.popover h2'],
  ['/inline', '#feedback .inline h2'],
  ['/button', '.tab'],
  ['/frame', 'iframe'],
  ['/link', 'main a[href*="/s/"]'],
  ['/hostile', '.popover h2'],
])('%s has it, and the browser has nothing to refuse', async (path, selector) => {
  const page = await browser.newPage({ locale: 'en' })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${shop?.address}${path}`)
  await page.locator(selector).first().waitFor()
  if (path === '/frame')
    await page
      .frameLocator('iframe')
      .getByRole('heading', { name: /How likely/ })
      .waitFor()
  expect(errors.filter((text) => !text.includes('favicon'))).toEqual([])
  await page.close()
})

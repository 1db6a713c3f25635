/** The browser that the other tests rely on. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

test('text has a width, and Chinese and Arabic letters have glyphs of their own', async () => {
  const page = await browser.newPage()
  const picture = (text: string) =>
    page.evaluate((shown) => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      context.font = '40px sans-serif'
      context.fillText(shown, 0, 60)
      return canvas.toDataURL()
    }, text)
  const [one, other, blank] = [await picture('期'), await picture('感'), await picture('')]
  expect(one).not.toBe(blank)
  expect(one).not.toBe(other) // two missing glyphs would be the same empty box
  expect(await picture('Gap')).not.toBe(blank)
  // So would these, and a letter would look alike wherever it stands; ب is another in the midst of a word.
  expect(await picture('ب')).not.toBe(await picture('س'))
  expect(await picture('ببب')).not.toBe(await picture('ب\u200cب\u200cب'))
  await page.close()
})

test('axe finds what is wrong with a page, so that finding nothing says something', async () => {
  const page = await browser.newPage()
  await page.setContent(
    '<html><body><input><img src="data:,"><p style="color:#bbb">Pale</p><a href="#" style="font-size:8px">a</a></body></html>',
  )
  const rules = (await axeFindings(page)).map((finding) => finding.split(':')[0])
  for (const rule of ['label', 'image-alt', 'color-contrast', 'html-has-lang'])
    expect(rules).toContain(rule)
  await page.close()
})

test('many contexts open and close without ending the browser', async () => {
  for (let i = 0; i < 10; i++) {
    const context = await browser.newContext()
    await context.newPage()
    await context.close()
  }
  expect(browser.isConnected()).toBe(true)
})

test('where there is no browser, one line says what to do', async () => {
  const before = process.env.CHROMIUM_PATH
  process.env.CHROMIUM_PATH = '/nowhere/chromium'
  try {
    await expect(launchChromium()).rejects.toThrow(
      /^No browser for the tests: install Chrome or Edge, or set CHROMIUM_PATH to a Chromium\.$/,
    )
  } finally {
    if (before === undefined) delete process.env.CHROMIUM_PATH
    else process.env.CHROMIUM_PATH = before
  }
})

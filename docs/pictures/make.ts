/** `npm run pictures`: takes the README's pictures from the running service with its demo shop. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { isCommand, runCommand } from '../../local/command.ts'
import { launchChromium } from '../../test/support/chromium.ts'
import { fillDemoShop, PERSON } from '../../test/support/demo-shop.ts'
import { startGapwise } from '../../test/support/gapwise.ts'
import { fillIn } from '../../test/support/sign-in.ts'

const folder = import.meta.dirname

if (isCommand(import.meta)) {
  await runCommand(async () => {
    const gapwise = await startGapwise()
    const browser = await launchChromium()
    try {
      await fillDemoShop(gapwise.url, gapwise.setupToken)
      await picture(browser, gapwise.url, 'en-GB', '/app/gaps', 'gaps.png')
      await picture(browser, gapwise.url, 'zh-CN', '/app/gaps', 'gaps.zh-CN.png')
      await picture(browser, gapwise.url, 'en-GB', '/app/nps', 'nps.png')
    } finally {
      await browser.close()
      await gapwise.stop()
    }
  })
}

async function picture(browser: Browser, url: string, locale: string, path: string, file: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale })
  const page = await context.newPage()
  await page.goto(url + path)
  await fillIn(page, PERSON)
  await page.locator('canvas').first().waitFor()
  await page.waitForLoadState('networkidle')
  writeFileSync(join(folder, file), await page.screenshot())
  await context.close()
}

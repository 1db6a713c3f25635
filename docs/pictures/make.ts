/** `npm run pictures`: takes the README's pictures from the running service with its demo shop. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { isCommand, runCommand } from '../../local/command.ts'
import { makeDemo } from '../../local/demo/demo.ts'
import { launchChromium } from '../../test/support/chromium.ts'
import { startGapwise } from '../../test/support/gapwise.ts'

const folder = import.meta.dirname
const person = { email: 'sam@tidewell.example', password: 'only for the pictures' }

if (isCommand(import.meta)) {
  await runCommand(async () => {
    const gapwise = await startGapwise()
    const browser = await launchChromium()
    try {
      await fillShop(gapwise)
      await picture(browser, gapwise.url, 'en-GB', '/app/gaps', 'gaps.png')
      await picture(browser, gapwise.url, 'zh-CN', '/app/gaps', 'gaps.zh-CN.png')
      await picture(browser, gapwise.url, 'en-GB', '/app/nps', 'nps.png')
    } finally {
      await browser.close()
      await gapwise.stop()
    }
  })
}

/** The demo shop, made as `npm start` makes it: through the API, with a key. */
async function fillShop(gapwise: Awaited<ReturnType<typeof startGapwise>>): Promise<void> {
  const { url, setupToken, post } = gapwise
  const setup = await post('/api/setup', { token: setupToken, name: 'Sam Reyes', ...person })
  const cookie = setup.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const own = { origin: url, 'x-requested-with': 'gapwise', cookie }
  const made = await post('/api/api-keys', { name: 'Demo shop', scope: 'write' }, own)
  const { key } = (await made.json()) as { key: string }
  await makeDemo({ url, key, today: new Date().toISOString().slice(0, 10) })
}

async function picture(browser: Browser, url: string, locale: string, path: string, file: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale })
  const page = await context.newPage()
  await page.goto(url + path)
  await page.locator('input[type=email]').fill(person.email)
  await page.locator('input[type=password]').fill(person.password)
  await page.locator('button[type=submit]').click()
  await page.locator('canvas').first().waitFor()
  await page.waitForLoadState('networkidle')
  writeFileSync(join(folder, file), await page.screenshot())
  await context.close()
}

/** What a browser really loads to show a page of the dashboard first: its scripts and styles, in gzip. */
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { SignedInState } from './sign-in.ts'

export type FirstLoad = {
  /** Scripts and styles together, each in gzip as a server would send it; fonts and figures aside. */
  bytes: number
  /** The files, the largest first. */
  files: { name: string; bytes: number }[]
}

/** Opens an address with an empty cache, as large as a desktop shows it, touches nothing and waits until all is quiet. */
export async function firstLoadOf(
  browser: Browser,
  address: string,
  locale: string,
  storageState: SignedInState,
): Promise<FirstLoad> {
  const context = await browser.newContext({
    storageState,
    locale,
    viewport: { width: 1440, height: 900 },
  })
  try {
    const page = await context.newPage()
    // What comes once the first screen has been at rest is not part of it, however long that takes to come.
    await page.addInitScript(() => {
      globalThis.requestIdleCallback = () => 0
    })
    const coming: Promise<{ name: string; bytes: number }>[] = []
    page.on('response', (response) => {
      if (!['script', 'stylesheet'].includes(response.request().resourceType())) return
      const name = new URL(response.url()).pathname.replace('/assets/', '')
      coming.push(response.body().then((body) => ({ name, bytes: gzipSync(body).length })))
    })
    await page.goto(address)
    await page.locator('#main h1').waitFor()
    await page.waitForLoadState('networkidle')
    const files = (await Promise.all(coming)).sort((a, b) => b.bytes - a.bytes)
    return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files }
  } finally {
    await context.close()
  }
}

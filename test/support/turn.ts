/** From one step of a survey to the next, however it comes: by the script, or loaded without one. */
import type { Page } from 'playwright-core'

/**
 * Sends the step and waits until what comes after it stands whole.
 *
 * A title or a URL changes as soon as the next document begins, when little or nothing of it can be found yet.
 *
 * @param send what sends it; pressing Next (or Send) unless told otherwise
 */
export async function turn(
  page: Page,
  send: () => Promise<unknown> = () => page.locator('button.next').click(),
): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-left', ''))
  await send()
  await page.locator('body:not([data-left])').waitFor()
  await page.waitForLoadState()
}

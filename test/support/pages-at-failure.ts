/** A browser test that fails tells what its pages showed: a time limit alone says nothing. */
import { afterEach } from 'vitest'
import { launchedBrowsers } from './chromium.ts'

const MOST_LETTERS = 2000

afterEach(async ({ task }) => {
  const [error] = task.result?.errors ?? []
  if (!error) return
  const pages = launchedBrowsers().flatMap((browser) =>
    browser.contexts().flatMap((context) => context.pages()),
  )
  const shown = pages.map(async (page) => {
    const text = await page
      .locator('body')
      .innerText({ timeout: 2000 })
      .catch((why: unknown) => String(why))
    return `${new URL(page.url()).pathname} shows:\n${text.replace(/\n+/g, '\n').slice(0, MOST_LETTERS)}`
  })
  error.message += `\n${(await Promise.all(shown)).join('\n')}`
})

/** Staff by the door that people use. */
import type { Browser, BrowserContext, Page } from 'playwright-core'

export type Person = { email: string; password: string }
export type SignedInState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Signs somebody in. @returns what a further context needs to be signed in too, and no more: no chosen language or theme */
export async function signIn(
  browser: Browser,
  url: string,
  person: Person,
): Promise<SignedInState> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${url}/app/surveys`)
  await fillIn(page, person)
  await page.locator('#main h1').waitFor()
  const { cookies } = await context.storageState()
  await context.close()
  return { cookies, origins: [] }
}

/** Fills in the form that stands before every room, in whatever language, and sends it. */
export async function fillIn(page: Page, { email, password }: Person): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
}

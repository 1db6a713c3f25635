/** Webhooks in the settings: made, tried, switched off and on, and what became of each delivery. */
import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'
import { afterDelivery } from './dashboard-shop.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let sink: Server
let status = 204

beforeAll(async () => {
  sink = createServer((_, reply) => reply.writeHead(status).end())
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
  const address = sink.address()
  const port = typeof address === 'object' ? address?.port : undefined
  gapwise = await startGapwise({ webhooksTo: `http://127.0.0.1:${port}` })
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  await owner.publish(afterDelivery)
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
  sink?.close()
})

test('an owner makes a webhook, tries it, and is told on the Overview when it was switched off', async () => {
  const state = await signIn(browser, gapwise.url, ANN)
  const page = await (await browser.newContext({ storageState: state })).newPage()
  await page.goto(`${gapwise.url}/app/settings?tab=webhooks`)
  const form = page.locator('form')
  await form.getByLabel('Address').fill('https://localhost/hook')
  await form.getByRole('button', { name: 'Make the webhook' }).click()
  await form.getByText('Nothing can be sent there').waitFor()
  await form.getByLabel('Address').fill('https://hooks.example.com/gapwise')
  await form.getByLabel('A customer was erased').uncheck()
  await form.getByLabel('All surveys').uncheck()
  await form.getByLabel('After delivery').waitFor()
  await form.getByRole('button', { name: 'Make the webhook' }).click()
  expect(await form.getByLabel('The secret').inputValue()).toMatch(/^whsec_/)

  const row = page.locator('.webhooks > li')
  await row.getByText('Switched on').waitFor()
  await row.getByRole('button', { name: 'Send a test' }).click()
  await row.getByText('Delivered. The receiver replied 204.').waitFor()
  status = 500
  await row.getByRole('button', { name: 'Send a test' }).click()
  await row.getByText('Failed. The receiver replied 500.').waitFor()
  await row.getByText('Deliveries').click()
  await row.locator('.log li').nth(1).waitFor()
  status = 204
  await row.getByRole('button', { name: 'Send again' }).first().click()
  await expect.poll(() => row.locator('.log li').filter({ hasText: 'Delivered' }).count()).toBe(2)
  expect(await axeFindings(page)).toEqual([])
  await row.getByRole('button', { name: 'Change' }).click()
  await row.getByLabel('A complaint has changed').uncheck()
  await row.getByRole('button', { name: 'Save the webhook' }).click()
  await row.locator('form').waitFor({ state: 'detached' })
  await row.getByText('A complaint has changed').waitFor({ state: 'detached' })
  await row.getByRole('button', { name: 'Switch off' }).click()
  await row.getByText(/^Switched off since/).waitFor()

  await gapwise.database.execute("UPDATE webhooks SET disabled = 'failing'")
  await page.goto(`${gapwise.url}/app/overview`)
  await page.getByText('1 webhook was switched off').waitFor()
  await page.getByRole('link', { name: 'Look at the webhooks' }).click()
  await row.getByText('nothing had got through for three days').waitFor()
  await row.getByRole('button', { name: 'Switch on' }).click()
  await row.getByText('Switched on').waitFor()
  await row.getByRole('button', { name: 'Delete', exact: true }).click()
  await row.getByRole('button', { name: 'Delete now' }).click()
  await page.getByRole('heading', { name: '0 webhooks' }).waitFor()
  await page.context().close()
})

/** Staff invite customers by mail and see what became of each; a customer answers from the mail, another stops them. */
import { createServer } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { startProvider } from '../support/mail-sink.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { signIn } from '../support/sign-in.ts'

let provider: Awaited<ReturnType<typeof startProvider>>
let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let context: BrowserContext

beforeAll(async () => {
  provider = await startProvider(({ to }) =>
    to.startsWith('gone') ? { status: 422, body: 'no such mailbox' } : undefined,
  )
  const port = await freePort()
  gapwise = await startGapwise({
    port,
    settings: {
      MAIL_FROM: 'The Shop <feedback@shop.example>',
      MAIL_URL: provider.url,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    },
  })
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
  await owner.csv(
    '/api/customers/import',
    'customer,name,email,tier\nM1,Plum Hotel,plum@customers.example,key\nM2,Bamboo House,bamboo@customers.example,key\nM3,No Address,,key\nM4,Gone Away,gone@customers.example,key\nM5,Small One,small@customers.example,small\n',
  )
  context = await browser.newContext({ storageState: await signIn(browser, gapwise.url, ANN) })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
  await provider?.stop()
})

const open = async (path: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/${path}`)
  return page
}
const panelOf = (page: Page) => page.getByRole('region', { name: 'Invitations by mail' })
const share = () => open(`survey?survey=${survey.slug}&tab=share`)

test('who fits is counted first, then each is mailed, and the list says what became of it', async () => {
  const page = await share()
  const panel = panelOf(page)
  await panel.getByText('Nobody has been invited yet').waitFor()
  await panel.getByLabel('Tier').selectOption('key')
  await panel.getByRole('button', { name: 'See who fits' }).click()
  await panel.getByText('3 customers with an email address fit').waitFor()
  expect(provider.tries).toEqual([])
  await panel.getByRole('button', { name: 'Send 3 invitations' }).click()
  await panel.getByText('3 invitations are on their way.').waitFor()
  await panel.getByRole('row', { name: /Plum Hotel.*Not answered yet.*Sent.*None/ }).waitFor()
  await panel.getByRole('row', { name: /Gone Away.*Failed.*no such mailbox/ }).waitFor()
  expect(provider.to('plum@customers.example')).toHaveLength(1)
  expect(provider.to('small@customers.example')).toHaveLength(0)
  expect(await axeFindings(page)).toEqual([])
  await page.close()
})

test('from the mail a score is chosen, and only sending it answers; then nobody is reminded of it', async () => {
  const [plum] = provider.to('plum@customers.example')
  const mail = await (await browser.newContext()).newPage()
  await mail.setContent(plum?.mail.html ?? '')
  expect(await mail.locator('a', { hasText: /^\d+$/ }).count()).toBe(11)
  await mail.getByRole('link', { name: '9', exact: true }).click()
  await mail.waitForURL(/\/i\//)
  expect(await mail.locator('input[name="recommend"]:checked').inputValue()).toBe('9')
  for (const step of ['Step 2', 'Step 3']) {
    await mail.locator('button.next').click()
    await mail.getByText(step).waitFor()
  }
  await mail.locator('button.next').click()
  await mail.getByText('Thank you. Your answers are in.').waitFor()
  await mail.context().close()
  const page = await share()
  const panel = panelOf(page)
  await panel.getByRole('row', { name: /Plum Hotel.*Answered/ }).waitFor()
  await panel.getByRole('button', { name: 'Remind 1 person' }).click()
  await panel.getByText('1 reminder is on its way.').waitFor()
  await panel.getByRole('row', { name: /Bamboo House.*Sent.*Sent/ }).waitFor()
  expect(await panel.getByRole('button', { name: /Remind/ }).count()).toBe(0)
  expect(provider.to('bamboo@customers.example').map(({ mail }) => mail.subject)).toEqual([
    'After delivery',
    'Reminder: After delivery',
  ])
  await page.close()
})

test('a customer stops the mails by the link in one, and the record says since when', async () => {
  const [bamboo] = provider.to('bamboo@customers.example')
  const mail = await (await browser.newContext()).newPage()
  await mail.setContent(bamboo?.mail.html ?? '')
  await mail.getByRole('link', { name: 'Stop these emails' }).click()
  await mail.waitForURL(/\/unsubscribe\//)
  expect(await axeFindings(mail)).toEqual([])
  await mail.getByRole('button', { name: 'Stop these emails' }).click()
  await mail.getByText('You will get no more survey emails from us.').waitFor()
  await mail.context().close()
  const page = await open('customers?customer=M2')
  await page.getByText('Unsubscribed since').waitFor()
  expect(await page.getByRole('button', { name: 'Send the invitation' }).count()).toBe(0)
  await page.close()
})

test('one customer is invited from the record, and the timeline tells it', async () => {
  const page = await open('customers?customer=M5')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText('1 invitation is on its way.').waitFor()
  await page.locator('.happening', { hasText: 'Mail' }).waitFor()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText('Invited before, with a link that still works: 1').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.close()
})

/**
 * A port that nobody has, for an address that has to be known before the service starts: below those that the system
 * gives out, or another test could be given it meanwhile.
 */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(10_000 * Math.random())
  const isFree = await new Promise<boolean>((tell) => {
    const server = createServer().once('error', () => tell(false))
    server.listen(port, '127.0.0.1', () => server.close(() => tell(true)))
  })
  return isFree ? port : freePort()
}

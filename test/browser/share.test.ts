/** Sharing on a website, and a draft that is edited in two places at once, in a real browser. */
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IDENTIFY, SIGNING } from '../../web/dashboard/surveys/identity-snippets.ts'
import { aSurvey } from '../support/a-survey.ts'
import { axeFindings } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ANN, type Owner, ownerOf, type Published } from '../support/owner.ts'
import { textInQr } from '../support/qr-reading.ts'
import { signIn } from '../support/sign-in.ts'

let gapwise: Gapwise
let browser: Browser
let owner: Owner
let survey: Published
let context: BrowserContext

beforeAll(async () => {
  gapwise = await startGapwise()
  browser = await launchChromium()
  owner = await ownerOf(gapwise)
  survey = await owner.publish({
    title: { en: 'Your order', 'zh-CN': '您的订单' },
    locales: ['en', 'zh-CN'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'comment', type: 'text' },
      { key: 'problem', type: 'complaint', categories: [{ key: 'late' }] },
    ],
  })
  context = await browser.newContext({
    storageState: await signIn(browser, gapwise.url, ANN),
    acceptDownloads: true,
  })
})
afterAll(async () => {
  await browser?.close()
  await gapwise?.stop()
})

const open = async (tab: string, { slug } = survey): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${gapwise.url}/app/survey?survey=${slug}&tab=${tab}`)
  return page
}
const stored = async () => (await owner.fetch(`/api/surveys/${survey.id}`)).json()

test('every trigger of the widget is set here and kept', async () => {
  const page = await open('share')
  await page.getByLabel('After seconds on the page').fill('30')
  await page.getByLabel('After the event').fill('paid')
  await page.getByLabel('After scrolling, in percent').fill('60')
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect((await stored()).sharing.widget).toMatchObject({
    visibleSeconds: 30,
    event: 'paid',
    scrollPercent: 60,
  })
  await page.close()
})

test('opening and closing are times of the account, not of whoever looks, and the zone is said', async () => {
  await owner.send('PUT', '/api/settings', { timeZone: 'Asia/Shanghai' })
  const travelling = await browser.newContext({
    storageState: await context.storageState(),
    timezoneId: 'America/New_York',
  })
  const page = await travelling.newPage()
  await page.goto(`${gapwise.url}/app/survey?survey=${survey.slug}&tab=share`)
  const closes = page.getByLabel('Closes')
  await closes.fill('2099-07-01T18:30')
  await page.getByText('Time zone: Asia/Shanghai').first().waitFor()
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect((await stored()).sharing.closesAt).toBe('2099-07-01T10:30:00.000Z')
  await page.reload()
  expect(await closes.inputValue()).toBe('2099-07-01T18:30')
  await travelling.close()
  await owner.send('PUT', '/api/settings', { timeZone: 'UTC' })
})

test('the piece for a mail is the published question with eleven links, in the language that was chosen', async () => {
  const page = await open('share')
  const field = page.getByRole('textbox', { name: 'In a mail: eleven links' })
  await page.getByLabel('Language', { exact: true }).selectOption('zh-CN')
  await expect.poll(() => field.inputValue()).toContain('您有多大可能')
  const mail = await (await browser.newContext()).newPage()
  await mail.setContent(await field.inputValue())
  const links = await mail.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(links.map((href) => new URL(href ?? '').searchParams.get('recommend'))).toEqual(
    Array.from({ length: 11 }, (_, score) => String(score)),
  )
  // One of them is followed: chosen on the page, and nothing is stored by it.
  await mail.goto(links[3] ?? '')
  expect(await mail.locator('input[name=recommend]:checked').getAttribute('value')).toBe('3')
  expect(await owner.exported(survey, 'ndjson')).toBe('')
  await mail.context().close()
  await page.close()
})

test('the code is saved as a drawing and as a picture, under the name of the survey', async () => {
  const page = await open('share')
  const saved = async (name: string) => {
    const download = page.waitForEvent('download')
    await page.locator('.qr').getByRole('button', { name, exact: true }).click()
    const file = await download
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  const svg = await saved('SVG')
  expect(svg.name).toBe(`${survey.slug}.svg`)
  const drawing = svg.bytes.toString()
  const size = Number(/viewBox="0 0 (\d+) /.exec(drawing)?.[1])
  const link = `${gapwise.url}/s/${survey.slug}?channel=qr`
  const isDrawn = (row: number, column: number) => drawing.includes(`M${column + 4} ${row + 4}h1v1`)
  expect(textInQr(isDrawn, size - 8)).toBe(link)
  const png = await saved('PNG')
  expect(png.name).toBe(`${survey.slug}.png`)
  // Width and height of a PNG stand in its first 24 bytes: large enough for a poster, and a square.
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1000)
  expect(png.bytes.readUInt32BE(20)).toBe(png.bytes.readUInt32BE(16))
  const modules = await page.evaluate(darkModules, { png: png.bytes.toString('base64'), size })
  expect(textInQr((row, column) => modules[row + 4]?.[column + 4] ?? false, size - 8)).toBe(link)
  await page.close()
})

/** Whether the middle of each module of a picture is dark, row by row; read in the page. */
async function darkModules(picture: { png: string; size: number }): Promise<boolean[][]> {
  const { png, size } = picture
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
  pen?.drawImage(image, 0, 0)
  const middle = (module: number) => Math.floor(((module + 0.5) * image.width) / size)
  const all = Array.from({ length: size }, (_, module) => middle(module))
  return all.map((y) => all.map((x) => (pen?.getImageData(x, y, 1, 1).data[0] ?? 255) < 128))
}

test.each([
  ['en', 'Card to print (A6)', 'Print the card'],
  ['zh-CN', '打印用卡片（A6）', '打印卡片'],
])(
  'a card with title, line, code and address is printed on one page of A6: %s',
  async (language, button, action) => {
    const page = await (
      await browser.newContext({
        storageState: await context.storageState(),
        bypassCSP: true,
      })
    ).newPage()
    await page.addInitScript((tag) => {
      localStorage.setItem('gapwise.language', tag)
      Object.assign(globalThis, {
        printed: 0,
        print: () => Object.assign(globalThis, { printed: 1 }),
      })
    }, language)
    await page.goto(`${gapwise.url}/app/survey?survey=${survey.slug}&tab=share`)
    await page.getByRole('button', { name: button }).click()
    const card = page.locator('.qr-card')
    expect(await card.locator('h2').textContent()).toBe('Your order')
    expect(await card.locator('p').allTextContents()).toEqual([
      'Tell us how it was',
      '欢迎说说您的感受',
      `${new URL(gapwise.url).host}/s/${survey.slug}`,
    ])
    expect(await axeFindings(page)).toEqual([])
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sheets = [...pdf.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) =>
      box.slice(1).map((points) => Math.round((Number(points) / 72) * 25.4)),
    )
    expect(sheets).toEqual([[105, 148]])
    await page.getByRole('button', { name: action }).click()
    expect(await page.evaluate(() => Reflect.get(globalThis, 'printed'))).toBe(1)
    await page.context().close()
  },
)

test('the preview is the widget itself, in every shape; what is answered there is not stored', async () => {
  const page = await open('share')
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  const frame = page.frameLocator('.widget-preview')
  // All of it in view: a button that floats in a frame cannot be scrolled to.
  await page.setViewportSize({ width: 1440, height: 3600 })
  for (const shape of ['Inline', 'Button', 'Popover']) {
    const radio = page.getByRole('radio', { name: shape })
    // Its label is what is seen, and stands still before it is clicked.
    await radio.locator('xpath=..').click()
    expect(await radio.isChecked()).toBe(true)
    // Until the next one has come, the frame shows the shape before.
    const isShown = (one: Frame) => one.url().includes(`shape=${shape.toLowerCase()}`)
    await expect.poll(() => page.frames().some(isShown)).toBe(true)
    if (shape === 'Button') await frame.getByRole('button', { name: 'Feedback' }).click()
    await frame.getByRole('region', { name: 'Your order' }).waitFor()
  }
  await frame.locator('input[value="9"]').check({ force: true })
  await frame.locator('.next:visible').click()
  await frame.locator('textarea:visible').first().fill('Only a try')
  await frame.locator('.next:visible').click()
  await frame.getByText('Thank you. Your answers are in.').waitFor()
  expect(await owner.exported(survey, 'ndjson')).toBe('')
  expect(await page.evaluate(() => localStorage.gapwise)).toBeUndefined()
  expect(faults).toEqual([])
  await page.close()
})

test('the identity key is shown to owners, signs as the snippets do, and another one takes its place', async () => {
  const page = await open('share')
  await page.getByRole('button', { name: 'Show the key' }).click()
  const field = page.getByRole('textbox', { name: 'Identity key' })
  const before = await field.inputValue()
  const answer = async (id: string, key: string) => {
    const signature = createHmac('sha256', key).update('c-1').digest('hex')
    const customer = { id: 'c-1', signature }
    const body = { id, version: 1, answers: { recommend: 9 }, customer }
    await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body)
    return (await owner.fetch(`/api/surveys/${survey.id}/responses/${id}`)).json()
  }
  expect((await answer('signed-by-the-first', before)).customerVerified).toBe(true)
  await page.getByRole('button', { name: 'Make another key' }).click()
  await page.getByRole('button', { name: 'Make another key now' }).click()
  await expect.poll(() => field.inputValue()).not.toBe(before)
  const after = await field.inputValue()
  expect((await answer('signed-by-the-old-', before)).customerVerified).toBe(false)
  expect((await answer('signed-by-the-new-', after)).customerVerified).toBe(true)
  await page.close()
})

test('the snippet for Node signs what the service believes', () => {
  process.env.GAPWISE_IDENTITY_KEY = 'a key'
  const sign = new Function('require', `${SIGNING.node}\nreturn sign`)(() => ({ createHmac }))
  const expected = createHmac('sha256', 'a key').update('c-1\na=1\nb=2').digest('hex')
  expect(sign('c-1', { b: 2, a: 1 })).toBe(expected)
  expect(IDENTIFY).not.toContain('a key')
})

test('a draft changed in two tabs is told in words, and either may be kept', async () => {
  const [mine, theirs] = [await open('settings'), await open('settings')]
  const title = (page: Page) => page.getByRole('textbox', { name: 'Title, English' })
  await title(theirs).fill('Your parcel')
  await theirs.getByText(/^Draft saved/).waitFor()
  await title(mine).fill('Your purchase')
  await mine.getByRole('heading', { name: 'This draft was changed elsewhere' }).waitFor()
  await expect.poll(() => mine.locator('.conflict .changes li').count()).toBe(1)
  await mine.getByRole('button', { name: 'Keep mine' }).click()
  await mine.getByText(/^Draft saved/).waitFor()
  expect((await stored()).draft.title.en).toBe('Your purchase')
  await title(theirs).fill('Your box')
  await theirs.getByRole('button', { name: 'Load the other one' }).click()
  await expect.poll(() => title(theirs).inputValue()).toBe('Your purchase')
  await mine.close()
  await theirs.close()
})

test('a draft is saved as a file that makes the same survey again, to the last of its members', async () => {
  // Nothing as it would be without being said.
  const whole = await owner.publish({
    ...aSurvey({ title: { en: 'Everything said', 'zh-CN': '面面俱到' } }),
    program: 'relationship',
    privacy: 'anonymous',
    noOpinion: true,
    sample: { type: 'gap', count: 1 },
    thanks: { text: { en: 'Until next time' }, redirectUrl: 'https://shop.example/' },
  })
  const draftOf = async ({ id }: Pick<Published, 'id'>) =>
    (await (await owner.fetch(`/api/surveys/${id}`)).json()).draft
  const page = await open('versions', whole)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the draft as a file (JSON)' }).click()
  const file = await (await download).path()
  const definition = JSON.parse(await readFile(file, 'utf8'))
  expect(definition).toEqual(await draftOf(whole))
  await page.goto(`${gapwise.url}/app/surveys?new=1`)
  await page.locator('#new-file').setInputFiles(file)
  await page.getByRole('heading', { level: 1, name: /Everything said/ }).waitFor()
  const slug = new URL(page.url()).searchParams.get('survey')
  const { surveys } = await (await owner.fetch('/api/surveys')).json()
  const made = surveys.find((one: Published) => one.slug === slug)
  expect(made.id).not.toBe(whole.id)
  expect(await draftOf(made)).toEqual(definition)
  await page.close()
})

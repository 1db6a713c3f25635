/** The widget on another website: what it weighs, how many requests it makes, and how long until its question is there. */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { launchChromium } from '../test/support/chromium.ts'
import { startSite } from '../test/support/site.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const SLUG = 'bench-widget'
const ROUNDS = 3

export async function widget(service: Service): Promise<Figure[]> {
  const site = await startSite()
  const browser = await launchChromium()
  try {
    await publish(service, site.origin)
    const page = (script: string) =>
      `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><p>Your order</p>${script}</html>`
    site.pages.set('/blank', { html: page('') })
    site.pages.set('/widget', {
      html: page(`<script src="${service.url}/w/${SLUG}.js" async></script>`),
    })
    const visit = async (address: string, selector: string) => {
      const times: number[] = []
      let requests = 0
      for (let round = 0; round < ROUNDS; round++) {
        const context = await browser.newContext({ locale: 'en' })
        const tab = await context.newPage()
        requests = 0
        tab.on('request', () => requests++)
        await slowed(tab)
        const start = performance.now()
        await tab.goto(address, { waitUntil: 'commit' })
        await tab.locator(selector).first().waitFor()
        times.push(performance.now() - start)
        await tab.waitForTimeout(1500)
        await context.close()
      }
      return { ms: Math.min(...times), requests }
    }
    const blank = await visit(`${site.origin}/blank`, 'h1')
    const shown = await visit(`${site.origin}/widget`, 'input[name=recommend]')
    const survey = await visit(`${service.url}/s/${SLUG}`, 'input[name=recommend]')
    const { packed, plain } = await weigh(service)
    const ms = (n: number) => `${Math.round(n)} ms`
    return [
      figure(
        'widget: bytes in brotli',
        packed,
        { most: 5000 },
        'a score and a comment, texts inside',
      ),
      figure('widget: bytes in gzip', gzipSync(plain).length, { most: 6000 }, ''),
      figure('widget: requests beside the page', shown.requests - blank.requests, { most: 1 }, ''),
      figure(
        'widget: time to the question, against the plain survey page',
        shown.ms / survey.ms,
        {},
        `${ms(shown.ms)}, survey page ${ms(survey.ms)}, blank page ${ms(blank.ms)}; 4× CPU, slow 4G`,
      ),
    ]
  } finally {
    await browser.close()
    await site.stop()
  }
}

/** A middling phone on a slow network: 4× CPU slowdown, 1.6 Mbit/s, 150 ms. */
async function slowed(tab: Page): Promise<void> {
  const session = await tab.context().newCDPSession(tab)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 94_000,
  })
}

async function weigh(service: Service): Promise<{ packed: number; plain: string }> {
  const address = `${service.url}/w/${SLUG}.js`
  const reply = await fetch(address, { headers: { 'accept-encoding': 'br' } })
  const packed = Number(reply.headers.get('content-length'))
  return { packed, plain: await reply.text() }
}

async function publish(service: Service, origin: string): Promise<void> {
  const id = await service.publish(SLUG, {
    title: { en: 'How did we do?' },
    locales: ['en'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'comment', type: 'text' },
    ],
  })
  await service.api('PUT', `/api/surveys/${id}/sharing`, JSON.stringify({ origins: [origin] }))
}

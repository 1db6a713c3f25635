/** A page whose posts fail as a test says, on a clock that stands still until the test moves it. */
import type { Page, Route } from 'playwright-core'

export type Posts = {
  /** The body of each post, in order. */
  bodies: string[]
  /** How many were on their way at once, at most. */
  atOnce: number
  /** Milliseconds the page said it would wait, newest last. */
  waits(): Promise<number[]>
  /** When each was sent by `fetch`, in milliseconds of the page's clock, once the page knows what became of them. */
  sentAt(): Promise<number[]>
}

/** How one post is answered. */
export type Answering = (route: Route) => Promise<void>
export const lost: Answering = (route) => route.abort()
/** With a whole page of its own, as the service and what stands before it refuse a form. */
export const refused =
  (status: number, retryAfter: string): Answering =>
  (route) =>
    route.fulfill({
      status,
      headers: { 'retry-after': retryAfter, 'content-type': 'text/html' },
      body: '<!doctype html><title>Busy</title><main><h1>Come back later</h1></main>',
    })

/**
 * Answers the page's posts by `answering`, and stops its clock. Called before the page is opened.
 * @param answering looked at for each post, so that a test may change it
 */
export async function failing(page: Page, answering: { by: Answering | null }): Promise<Posts> {
  let underWay = 0
  const posts: Posts = {
    bodies: [],
    atOnce: 0,
    waits: () => page.evaluate(() => JSON.parse(document.documentElement.dataset.waits ?? '[]')),
    async sentAt() {
      await page.waitForFunction(() => {
        const { sent = '[]', known = '0' } = document.documentElement.dataset
        return JSON.parse(sent).length === Number(known)
      })
      return page.evaluate(() => JSON.parse(document.documentElement.dataset.sent ?? '[]'))
    },
  }
  await page.clock.install()
  await page.addInitScript(() => {
    const { setTimeout, fetch } = window
    const waits: number[] = []
    Object.assign(window, {
      setTimeout: (act: TimerHandler, milliseconds = 0, ...more: unknown[]) => {
        if (milliseconds >= 1000 && milliseconds !== 60_000) waits.push(milliseconds)
        document.documentElement.dataset.waits = JSON.stringify(waits)
        return setTimeout(act, milliseconds, ...more)
      },
      fetch: (...request: Parameters<typeof fetch>) => {
        const { dataset } = document.documentElement
        dataset.sent = JSON.stringify([...JSON.parse(dataset.sent ?? '[]'), Date.now()])
        const reply = fetch(...request)
        const know = () => {
          dataset.known = `${Number(dataset.known ?? 0) + 1}`
        }
        reply.then(know, know)
        return reply
      },
    })
  })
  await page.route('**', async (route) => {
    const request = route.request()
    if (request.method() !== 'POST') return route.fallback()
    posts.bodies.push(request.postData() ?? '')
    posts.atOnce = Math.max(posts.atOnce, ++underWay)
    await (answering.by?.(route) ?? route.continue())
    underWay--
  })
  return posts
}

/** Replies that come late: the service has answered, and the page hears of it when the test says so. */
import type { Page, Request } from 'playwright-core'

export type Held = {
  /** Waits until so many replies have been held back since the start. */
  until: (count: number) => Promise<void>
  /** Lets one through, by the order of asking from 0; resolves when the page has it. */
  release: (nth?: number) => Promise<void>
  /** Holds nothing back any more. */
  open: () => Promise<void>
  /** The status of every reply so far, held or not. */
  statuses: number[]
}

/** Holds back the replies to the requests that are meant, from now on. */
export async function hold(page: Page, isMeant: (request: Request) => boolean): Promise<Held> {
  const gates: PromiseWithResolvers<void>[] = []
  const arrivals: Promise<void>[] = []
  const statuses: number[] = []
  let isOpen = false
  let heard = () => {}
  await page.route('**', async (route) => {
    if (!isMeant(route.request())) return route.fallback()
    const gate = Promise.withResolvers<void>()
    const arrival = Promise.withResolvers<void>()
    const nth = gates.push(gate) - 1
    arrivals[nth] = arrival.promise
    if (isOpen) gate.resolve()
    try {
      const response = await route.fetch()
      statuses.push(response.status())
      ready.add(nth)
      heard()
      await gate.promise
      await route.fulfill({ response })
    } catch {
      // Whoever asked does not want to know any more.
    } finally {
      arrival.resolve()
    }
  })
  const ready = new Set<number>()
  return {
    statuses,
    until: async (count) => {
      while (ready.size < count) await new Promise<void>((resolve) => (heard = resolve))
    },
    release: async (nth = 0) => {
      gates[nth]?.resolve()
      await arrivals[nth]
    },
    open: async () => {
      isOpen = true
      for (const gate of gates) gate.resolve()
      await Promise.all(arrivals)
    },
  }
}

/** Requests of one method to addresses that end so, their query left out. */
export const asking =
  (method: string, end: string | RegExp) =>
  (request: Request): boolean => {
    const { pathname } = new URL(request.url())
    const isThere = typeof end === 'string' ? pathname.endsWith(end) : end.test(pathname)
    return request.method() === method && isThere
  }

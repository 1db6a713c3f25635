/** What a browser loads to show each room of the dashboard as its first page: scripts and styles in gzip, fonts aside. */
import { launchChromium } from '../test/support/chromium.ts'
import { fillDemoShop, PERSON } from '../test/support/demo-shop.ts'
import { firstLoadOf } from '../test/support/first-load.ts'
import { signIn } from '../test/support/sign-in.ts'
import { rooms } from '../web/dashboard/rooms.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const MOST_BYTES = 90_000

export async function firstLoad({ url, setupToken }: Service): Promise<Figure[]> {
  const browser = await launchChromium()
  try {
    await fillDemoShop(url, setupToken)
    const state = await signIn(browser, url, PERSON)
    const figures: Figure[] = []
    for (const { path } of rooms) {
      const address = `${url}/app/${path}`
      const loads = await Promise.all(
        ['en', 'zh-CN'].map((locale) => firstLoadOf(browser, address, locale, state)),
      )
      const [heaviest] = loads.sort((a, b) => b.bytes - a.bytes)
      const told = (heaviest?.files ?? []).slice(0, 3).map(({ name, bytes }) => `${name} ${bytes}`)
      const bytes = heaviest?.bytes ?? Number.NaN
      figures.push(
        figure(`first load: bytes of ${path}`, bytes, { most: MOST_BYTES }, told.join(', ')),
      )
    }
    return figures
  } finally {
    await browser.close()
  }
}

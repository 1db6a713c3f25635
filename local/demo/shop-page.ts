/**
 * The demo shop's own website, on an origin of its own, so that the widget is seen the way it is used: on a
 * page that isn't ours, with a strict policy, and one that styles everything it can.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from '@libsql/client/http'
import { Sharing } from '../../schema/sharing.ts'
import { SHOP_PAGES, SHOP_STYLE, shopPage } from './shop-pages.ts'
import { DEMO_BRAND } from './surveys.ts'

const SLUG = 'after-delivery'

export type ShopSite = { address: string; close(): Promise<void> }

/**
 * Serves the shop and lets its origin show the demo survey. Null when there is no demo.
 * @param gapwise the service's address; @param port tried first, any other if it is taken
 */
export async function startShopSite(
  client: Client,
  gapwise: string,
  host: string,
  port: number,
): Promise<ShopSite | null> {
  if (!(await hasDemo(client))) return null
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
    const page = SHOP_PAGES.find(({ path }) => path === pathname)
    const isStyle = pathname === '/shop.css'
    response.writeHead(page || isStyle ? 200 : 404, {
      'content-type': isStyle ? 'text/css' : 'text/html; charset=utf-8',
      'content-security-policy': policy(gapwise),
    })
    const lang = searchParams.get('lang') === 'zh-CN' ? 'zh-CN' : 'en'
    const isDark = searchParams.has('dark')
    if (isStyle) response.end(SHOP_STYLE)
    else if (page) response.end(shopPage({ page, gapwise, slug: SLUG, lang, isDark }))
    else response.end('Not here')
  })
  const address = await listening(server, host, port)
  await allowOrigin(client, gapwise, address)
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** As strict as a shop can be: its own files, the widget's host, nothing inline, no text as script. */
const policy = (gapwise: string) =>
  [
    "default-src 'self'",
    `script-src 'self' ${gapwise}`,
    `connect-src ${gapwise}`,
    `frame-src ${gapwise}`,
    "object-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

async function hasDemo(client: Client): Promise<boolean> {
  const { rows } = await client.execute('SELECT 1 FROM surveys WHERE slug = ?', [SLUG])
  const { rows: settings } = await client.execute('SELECT value FROM settings WHERE id = 1')
  const brand = JSON.parse(String(settings[0]?.value ?? '{}')).brand
  return rows.length > 0 && brand?.en === DEMO_BRAND.en
}

async function listening(server: Server, host: string, port: number): Promise<string> {
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch(() => listen(0))
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return `http://${isEverywhere ? '127.0.0.1' : host}:${addressOf(server).port}`
}

/** Safe because the server listens on TCP. */
const addressOf = (server: Server) => server.address() as AddressInfo

/** The survey lists the websites that may show it; this one is added, with a key that exists only meanwhile. */
async function allowOrigin(client: Client, gapwise: string, origin: string): Promise<void> {
  const key = `gw_${randomBytes(32).toString('base64url')}`
  await client.execute(
    "INSERT OR REPLACE INTO api_keys (id, hash, name, scope, created_at) VALUES ('shop-site', ?, 'Demo shop', 'write', ?)",
    [createHash('sha256').update(key).digest('hex'), Date.now()],
  )
  try {
    const { rows } = await client.execute('SELECT id FROM surveys WHERE slug = ?', [SLUG])
    const address = `${gapwise}/api/surveys/${rows[0]?.id}/sharing`
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sharing = Sharing.parse(await (await fetch(address, { headers })).json())
    if (sharing.origins.includes(origin)) return
    // The shops of earlier starts are gone; a list has room for fifty.
    const others = sharing.origins.filter((other) => !other.startsWith('http://127.0.0.1:'))
    const body = JSON.stringify({ ...sharing, origins: [...others, origin] })
    await fetch(address, { method: 'PUT', headers, body })
  } finally {
    await client.execute("DELETE FROM api_keys WHERE id = 'shop-site'")
  }
}

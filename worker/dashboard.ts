/** The dashboard: one page for / and /app/*, its files by their hashed names. */
import { Hono } from 'hono'
import { Problem } from '../schema/problem.ts'
import type { App } from './context.ts'
import { dashboardPolicy } from './headers.ts'

export const dashboard = new Hono<App>()
  .get('/', (c) => page(c.env, c.req.raw, c.var.nonce))
  .get('/app', (c) => page(c.env, c.req.raw, c.var.nonce))
  .get('/app/*', (c) => page(c.env, c.req.raw, c.var.nonce))
  .get('/assets/*', async (c) => {
    const file = await c.env.ASSETS.fetch(c.req.raw)
    if (!file.ok) throw new Problem('not-found')
    const headers = new Headers(file.headers)
    headers.set('cache-control', 'public, max-age=31536000, immutable')
    return new Response(file.body, { status: file.status, headers })
  })

/** The page with this reply's nonce on its script and style tags. */
async function page(env: App['Bindings'], request: Request, nonce: string): Promise<Response> {
  const file = await env.ASSETS.fetch(new URL('/index.html', request.url))
  if (!file.ok) throw new Problem('not-found')
  const html = (await file.text()).replaceAll(
    /<(script|style|link)(?=[\s>])/g,
    `<$1 nonce="${nonce}"`,
  )
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': dashboardPolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
  })
}

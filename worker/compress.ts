/**
 * Pages, JSON and CSV travel compressed to whoever takes that; the runtime does it on the way out.
 *
 * Lengths of compressed replies can betray a secret to someone who makes a browser ask again and again with
 * guesses beside it (BREACH). Visitors have no cookie and nothing secret to them alone, and a nonce is new in
 * every reply, so their pages are compressed always; what a session reads is not, when another site has asked.
 */
import type { MiddlewareHandler } from 'hono'
import type { App } from './context.ts'

/** Streams of events are not among them: each event has to leave at once. */
const WORTH_IT =
  /^(text\/(html|css|csv|plain|javascript)|application\/(json|problem\+json|x-ndjson|manifest\+json)|image\/svg\+xml)\b/

export const compress: MiddlewareHandler<App> = async (c, next) => {
  await next()
  const { headers } = c.res
  const type = headers.get('content-type') ?? ''
  // What comes back to a POST is a page or too short to be worth it.
  const isWorthIt = WORTH_IT.test(type) && (c.req.method === 'GET' || type.startsWith('text/html'))
  if (!isWorthIt) return
  headers.append('vary', 'Accept-Encoding')
  if (headers.has('content-encoding') || isAskedByOthers(c.req.raw.headers)) return
  const encoding = encodingIn(c.req.header('accept-encoding') ?? '')
  if (encoding !== null) headers.set('content-encoding', encoding)
}

/** Whether another site made a signed-in browser ask. */
const isAskedByOthers = (headers: Headers): boolean =>
  headers.has('cookie') && /^(cross|same)-site$/.test(headers.get('sec-fetch-site') ?? '')

/** The best encoding a client takes: Brotli, else gzip, else none. */
export function encodingIn(accepted: string): 'br' | 'gzip' | null {
  const refused = /;\s*q=0(\.0*)?$/
  const names = accepted
    .toLowerCase()
    .split(',')
    .filter((each) => !refused.test(each.trim()))
    .map((each) => each.split(';')[0]?.trim())
  if (names.includes('br')) return 'br'
  return names.includes('gzip') || names.includes('x-gzip') ? 'gzip' : null
}

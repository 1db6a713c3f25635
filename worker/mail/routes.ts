/** The way out of our mails: a page to look at, and the act (RFC 8058), which asks for nothing but the address itself. */
import { type Context, Hono } from 'hono'
import { Problem } from '../../schema/problem.ts'
import { chooseLocale, wording } from '../../schema/wording.ts'
import { ASSETS } from '../answering/assets.ts'
import { renderPage } from '../answering/failure-page.ts'
import { page } from '../answering/page-context.ts'
import { WORDS } from '../answering/words.ts'
import { bytesOf, MOST_PUBLIC_BYTES } from '../body.ts'
import type { App } from '../context.ts'
import { renderProblem, wantsPage } from '../problem.ts'
import { accountSettings } from '../settings/store.ts'
import { stopPage } from './page.ts'
import { suppress } from './store.ts'
import { hashInToken } from './unsubscribing.ts'

export const unsubscribing = new Hono<App>()
  .get('/unsubscribe/:token', async (c) => {
    await hashOf(c)
    return told(c, 'asked')
  })
  .post('/unsubscribe/:token', async (c) => {
    const hash = await hashOf(c)
    // No cookie and no origin is asked for: whoever has the address may end the mails, and so may their mail program.
    // A mail program sends the words as a form, in either of the two ways forms are sent.
    const body = new TextDecoder().decode(await bytesOf(c.req.raw, MOST_PUBLIC_BYTES))
    if (!/List-Unsubscribe[="\s]{1,8}One-Click/.test(body)) throw new Problem('malformed-request')
    await c.var.db.write([suppress(hash, c.var.now.getTime())])
    return wantsPage(c) ? told(c, 'done') : c.body(null, 200, UNSEEN)
  })

unsubscribing.onError((error, c) => {
  if (wantsPage(c)) return renderPage(error, c)
  const reply = renderProblem(error, c)
  for (const [name, value] of Object.entries(UNSEEN)) reply.headers.set(name, value)
  return reply
})

/** The address has a token in it, whatever is told of it. */
const UNSEEN = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

/** @throws Problem not-found for a token that is not of our making */
async function hashOf(c: Context<App>): Promise<string> {
  const hash = await hashInToken(c.env.GAPWISE_SECRET, c.req.param('token') ?? '')
  if (hash === null) throw new Problem('not-found')
  return hash
}

async function told(c: Context<App>, about: 'asked' | 'done'): Promise<Response> {
  const offered = Object.keys(WORDS)
  const locale = chooseLocale(offered, c.req.query('lang'), c.req.header('accept-language'))
  const { brand, colour, logo, privacyLink } = await accountSettings(c.var.db)
  const html = stopPage({
    about,
    locale,
    locales: about === 'asked' ? offered : [locale],
    address: c.req.path,
    brand: wording(brand, locale, 'en'),
    colour,
    logo,
    privacyLink,
    linked: null,
    nonce: c.var.nonce,
    assets: ASSETS,
  })
  return page(c, [], html)
}

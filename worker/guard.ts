/** Who may come in to /api, asked before anything else is looked at: signed in, and from our own pages. */
import type { MiddlewareHandler } from 'hono'
import { Problem } from '../schema/problem.ts'
import { ownOrigin } from './address.ts'
import type { App } from './context.ts'
import { actorOf } from './staff/session.ts'

const SAFE = new Set(['GET', 'HEAD'])

/** Refuses unsafe requests that a foreign page could have made a browser send. @throws Problem cross-site-request */
export const fromOurPages: MiddlewareHandler<App> = async (c, next) => {
  if (!SAFE.has(c.req.method) && c.req.header('authorization') === undefined) {
    const site = c.req.header('sec-fetch-site')
    const isOurs =
      c.req.header('x-requested-with') === 'gapwise' &&
      c.req.header('origin') === ownOrigin(c.env, c.req.raw) &&
      (site === undefined || site === 'same-origin')
    if (!isOurs) throw new Problem('cross-site-request')
  }
  await next()
}

/** Sets `actor`. @throws Problem not-signed-in, not-allowed (a read key on an unsafe method) */
export const signedIn: MiddlewareHandler<App> = async (c, next) => {
  const found = await actorOf(c)
  if (!found) throw new Problem('not-signed-in')
  if (found.actor.kind === 'key' && found.actor.role === 'viewer' && !SAFE.has(c.req.method))
    throw new Problem('not-allowed', { detail: 'This key may only read' })
  c.set('actor', found.actor)
  await next()
}

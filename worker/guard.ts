/** Who may come in to /api, asked before anything else is looked at: signed in, and from our own pages. */
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { Problem } from '../schema/problem.ts'
import { ownOrigin } from './address.ts'
import { noteOnce } from './audit/note.ts'
import type { App } from './context.ts'
import { actorOf, hasSession } from './staff/session.ts'

const SAFE = new Set(['GET', 'HEAD'])

/**
 * Refuses unsafe requests that a foreign page could have made a browser send. With a session cookie they must
 * say in three ways that they are ours; without one (set-up, sign-in, scripts) nothing may say they are not.
 * @throws Problem cross-site-request, wrong-content-type
 */
export const fromOurPages: MiddlewareHandler<App> = async (c, next) => {
  if (SAFE.has(c.req.method)) return next()
  requireKnownType(c.req.header('content-type'))
  if (c.req.header('authorization') === undefined) {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isOwnOrigin = origin === ownOrigin(c.env, c.req.raw)
    const isOurs = hasSession(c)
      ? isOwnOrigin && c.req.header('x-requested-with') === 'gapwise'
      : isOwnOrigin || origin === undefined
    if (!isOurs || (site !== undefined && site !== 'same-origin'))
      throw new Problem('cross-site-request')
  }
  await next()
}

/** What any page can make a browser send (a form, plain text) is taken nowhere, not even where no body is read. */
function requireKnownType(type: string | undefined): void {
  const [bare = ''] = (type ?? '').toLowerCase().split(';')
  if (!['', 'application/json', 'text/csv'].includes(bare.trim()))
    throw new Problem('wrong-content-type')
}

/** Sets `actor`. @throws Problem not-signed-in, not-allowed (a read key on an unsafe method) */
export const signedIn: MiddlewareHandler<App> = async (c, next) => {
  const found = await actorOf(c)
  if (!found) throw new Problem('not-signed-in')
  const { actor } = found
  c.set('actor', actor)
  if (actor.kind === 'key' && actor.role === 'viewer' && !SAFE.has(c.req.method)) {
    noteRefusal(c)
    throw new Problem('not-allowed', { detail: 'This key may only read' })
  }
  await next()
  if (c.error instanceof Problem && c.error.problem === 'not-allowed') noteRefusal(c)
}

/** Tells the log who asked for what they may not; the address by its pattern, without ids. */
function noteRefusal(c: Context<App>): void {
  const { actor, db, now } = c.var
  const target = `${c.req.method} ${routePath(c, -1)}`
  c.executionCtx.waitUntil(noteOnce(db, actor, now, 'access-refused', target))
}

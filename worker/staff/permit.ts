/** The one question about permission: asked in the first line of every verb, and of every route that has none. */
import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../schema/problem.ts'
import { type Actor, mayDo, type Permission } from '../../schema/staff.ts'
import type { App } from '../context.ts'

/** @throws Problem not-allowed */
export function permit(actor: Actor, permission: Permission): void {
  // Keys never manage people or other keys: whoever finds one must not be able to make more.
  const isPersonal =
    /^(staff|keys|customers:erase)/.test(permission) && !permission.endsWith(':read')
  if (!mayDo(actor.role, permission) || (actor.kind === 'key' && isPersonal))
    throw new Problem('not-allowed', { detail: `Needs ${permission}` })
}

/** Asks before the body of a request is looked at. @throws Problem not-allowed */
export const permits =
  (permission: Permission): MiddlewareHandler<App> =>
  async (c, next) => {
    permit(c.var.actor, permission)
    await next()
  }

/** The one question about permission: asked in the first line of every verb, and of every route that has none. */
import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../schema/problem.ts'
import { type Actor, mayDo, type Permission } from '../../schema/staff.ts'
import type { App } from '../context.ts'

/**
 * What is personal needs a password given not long ago: who finds a desk unlocked takes nothing over (ASVS 7.5.1).
 * @throws Problem not-allowed, confirm-password
 */
export function permit(actor: Actor, permission: Permission): void {
  // Keys never manage people or other keys: whoever finds one must not be able to make more.
  const isPersonal = /^(staff:write|keys|customers:erase)/.test(permission)
  if (!mayDo(actor.role, permission) || (actor.kind === 'key' && isPersonal))
    throw new Problem('not-allowed', { detail: `Needs ${permission}` })
  const isChange = isPersonal && permission !== 'keys:read'
  if (isChange && !actor.isFresh) throw new Problem('confirm-password')
}

/** Asks before the body of a request is looked at. @throws Problem not-allowed, confirm-password */
export const permits =
  (permission: Permission): MiddlewareHandler<App> =>
  async (c, next) => {
    permit(c.var.actor, permission)
    await next()
  }

/** The one question about permission: asked in the first line of every verb and every route that reads. */
import { Problem } from '../../schema/problem.ts'
import { type Actor, mayDo, type Permission } from '../../schema/staff.ts'

/** @throws Problem not-allowed */
export function permit(actor: Actor, permission: Permission): void {
  // Keys never manage people or other keys: whoever finds one must not be able to make more.
  const isPersonal = /^(staff|keys|customers:erase)/.test(permission) && !permission.endsWith(':read')
  if (!mayDo(actor.role, permission) || (actor.kind === 'key' && isPersonal))
    throw new Problem('not-allowed', { detail: `Needs ${permission}` })
}

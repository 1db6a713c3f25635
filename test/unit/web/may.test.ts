import { expect, test } from 'vitest'
import { mayDo, type Permission, ROLES } from '../../../schema/staff.ts'
import type { Session } from '../../../web/dashboard/api.ts'
import { mayEdit, mayErase, mayOwn, mayServe } from '../../../web/dashboard/may.ts'

const sessionOf = (role: (typeof ROLES)[number]): Session =>
  ({ actor: { kind: 'staff', id: '1', name: 'Ann', role } }) as Session

/** What the dashboard offers by each of its questions; the service decides by these very permissions. */
const behind: [string, (session: Session) => boolean, Permission[]][] = [
  ['editing', mayEdit, ['surveys:write', 'responses:write']],
  ['serving', mayServe, ['notes:write', 'complaints:work', 'customers:write']],
  ['owning', mayOwn, ['settings:write', 'staff:write', 'keys:write', 'audit:read']],
  ['erasing', mayErase, ['customers:erase']],
]

for (const [name, may, permissions] of behind)
  test.each(ROLES)(`${name} is offered to %s exactly where the service allows it`, (role) => {
    for (const permission of permissions)
      expect(may(sessionOf(role)), permission).toBe(mayDo(role, permission))
  })

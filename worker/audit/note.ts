/** A line of the audit log, to be written in the batch of the change it tells of: neither is stored without the other. */
import type { Audited } from '../../schema/audit.ts'
import type { Actor } from '../../schema/staff.ts'
import type { Statement } from '../db.ts'
import { insertEntry } from './store.ts'

/** @param detail what changed, by name; never a password, key or token */
export const note = (
  actor: Pick<Actor, 'kind' | 'id' | 'name'>,
  now: Date,
  action: Audited,
  target: string,
  detail: Readonly<Record<string, unknown>> = {},
): Statement =>
  insertEntry({
    at: now.getTime(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    target: target.slice(0, 200),
    detail: JSON.stringify(detail),
  })

/** A line of the audit log, to be written in the batch of the change it tells of: neither is stored without the other. */
import type { Audited } from '../../schema/audit.ts'
import type { Actor } from '../../schema/staff.ts'
import type { Database, Statement } from '../db.ts'
import { insertEntry, wasEntered } from './store.ts'

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

/** What may be tried again and again is told once in this time. */
const ONCE_MS = 60 * 60_000

/** A refusal, told at most once an hour for the same actor and target: a program that keeps knocking fills no log. */
export async function noteOnce(
  db: Database,
  actor: Pick<Actor, 'kind' | 'id' | 'name'>,
  now: Date,
  action: Audited,
  target: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  if (await wasEntered(db, actor.id, action, target.slice(0, 200), now.getTime() - ONCE_MS)) return
  await db.write([note(actor, now, action, target, detail)])
}

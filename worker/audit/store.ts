/** SQL on the audit log. */
import { and, desc, eq, gt, lt } from 'drizzle-orm'
import type { AuditEntry } from '../../schema/audit.ts'
import { audit } from '../../schema/tables/audit.ts'
import type { Database, Statement } from '../db.ts'

type Row = Omit<typeof audit.$inferSelect, 'seq'>

export const insertEntry = (row: Row): Statement => ({
  sql: `INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, target, detail)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  args: [row.at, row.actorKind, row.actorId, row.actorName, row.action, row.target, row.detail],
})

/** Entries before a place in the log, the latest first. */
export async function entriesBefore(
  db: Database,
  before: number | null,
  limit: number,
): Promise<(AuditEntry & { seq: number })[]> {
  const rows = await db.orm
    .select()
    .from(audit)
    .where(before === null ? undefined : lt(audit.seq, before))
    .orderBy(desc(audit.seq))
    .limit(limit)
  return rows.map(({ seq, at, actorKind, actorId, actorName, action, target, detail }) => ({
    seq,
    at: new Date(at).toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    action,
    target,
    detail: JSON.parse(detail),
  }))
}

/** Whether an actor's action on a target was told after a moment. Looks at the end of the log only. */
export async function wasEntered(
  db: Database,
  actorId: string,
  action: string,
  target: string,
  after: number,
): Promise<boolean> {
  const latest = db.orm.select().from(audit).orderBy(desc(audit.seq)).limit(LATEST).as('latest')
  const found = await db.orm
    .select({ seq: latest.seq })
    .from(latest)
    .where(
      and(
        eq(latest.actorId, actorId),
        eq(latest.action, action),
        eq(latest.target, target),
        gt(latest.at, after),
      ),
    )
    .limit(1)
  return found.length > 0
}

const LATEST = 1000

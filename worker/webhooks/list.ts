/** SQL on deliveries as owners see them: what was or is to be sent, never what it said. */
import { and, desc, eq, lt } from 'drizzle-orm'
import { outbox } from '../../schema/tables/webhooks.ts'
import type { Delivery } from '../../schema/webhooks.ts'
import type { Database } from '../db.ts'

/** Deliveries before a place in their order, the latest first. */
export async function deliveriesBefore(
  db: Database,
  webhookId: string,
  state: Delivery['state'] | undefined,
  before: number | null,
  limit: number,
): Promise<{ seq: number; delivery: Delivery }[]> {
  const rows = await db.orm
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.webhookId, webhookId),
        state && eq(outbox.state, state),
        before === null ? undefined : lt(outbox.seq, before),
      ),
    )
    .orderBy(desc(outbox.seq))
    .limit(limit)
  return rows.map((row) => ({ seq: row.seq, delivery: asDelivery(row) }))
}

export async function deliveryById(
  db: Database,
  webhookId: string,
  id: string,
): Promise<Delivery | null> {
  const [row] = await db.orm
    .select()
    .from(outbox)
    .where(and(eq(outbox.webhookId, webhookId), eq(outbox.id, id)))
  return row ? asDelivery(row) : null
}

const asDelivery = (row: typeof outbox.$inferSelect): Delivery => ({
  id: row.id,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  createdAt: iso(row.createdAt),
  lastAttemptAt: row.lastAt === null ? null : iso(row.lastAt),
  nextAttemptAt: row.state === 'pending' ? iso(row.nextAt) : null,
  status: row.status,
  failure: row.failure,
  canResend: row.payload !== null,
})

const iso = (at: number) => new Date(at).toISOString()

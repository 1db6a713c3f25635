/** SQL on purchases: when customers bought. */
import type { Database, Statement } from '../db.ts'

export type Purchase = { customerId: string; at: number }

/** Adds purchases; those that are known stay one. */
export const putPurchases = (purchases: readonly Purchase[]): Statement => ({
  sql: `INSERT INTO purchases (customer_id, at)
    SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
  args: [JSON.stringify(purchases.map(({ customerId, at }) => [customerId, at]))],
})

/** Which of these purchases are known. */
export async function purchasesAmong(
  db: Database,
  purchases: readonly Purchase[],
): Promise<Purchase[]> {
  const [found] = await db.read([
    {
      sql: `SELECT p.customer_id, p.at FROM json_each(?) j JOIN purchases p
        ON p.customer_id = j.value ->> 0 AND p.at = j.value ->> 1`,
      args: [JSON.stringify(purchases.map(({ customerId, at }) => [customerId, at]))],
    },
  ])
  return (found?.rows ?? []).map(purchaseIn)
}

/** One customer's, oldest first. */
export async function purchasesOf(db: Database, customerId: string): Promise<Purchase[]> {
  const sql = 'SELECT customer_id, at FROM purchases WHERE customer_id = ? ORDER BY at'
  const [found] = await db.read([{ sql, args: [customerId] }])
  return (found?.rows ?? []).map(purchaseIn)
}

/** How many purchases are known, and of which time. */
export async function purchaseSpan(
  db: Database,
): Promise<{ purchases: number; first: number | null; last: number | null }> {
  const sql = 'SELECT count(*) AS n, min(at) AS first, max(at) AS last FROM purchases'
  const [found] = await db.read([{ sql, args: [] }])
  const row = found?.rows[0]
  const time = (at: unknown) => (at == null ? null : Number(at))
  return { purchases: Number(row?.n ?? 0), first: time(row?.first), last: time(row?.last) }
}

export const forgetPurchasesOf = (customerId: string): Statement => ({
  sql: 'DELETE FROM purchases WHERE customer_id = ?',
  args: [customerId],
})

export const forgetPurchases = (): Statement => ({ sql: 'DELETE FROM purchases', args: [] })

const purchaseIn = (row: Record<string, unknown>): Purchase => ({
  customerId: String(row.customer_id),
  at: Number(row.at),
})

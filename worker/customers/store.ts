/** SQL on customers. */
import { OPEN_STATES } from '../../schema/complaints.ts'
import type { Customer, NewCustomer } from '../../schema/customers.ts'
import type { Database, Statement } from '../db.ts'

export type Listed = Customer & {
  responses: number
  lastAnsweredAt: string | null
  openComplaints: number
}
export type CustomerFilter = {
  /** Part of a name, an address or an id. */
  search?: string | undefined
  tier?: string | undefined
  stage?: string | undefined
  /** Only those with a complaint that is still worked on. */
  complaining?: boolean
}

const IS_OPEN = `p.state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`
const COLUMNS = 'id, name, email, tier, stage, locale, created_at, updated_at'

/** Customers, the latest first, after a row. */
export async function customersOf(
  db: Database,
  { search, tier, stage, complaining = false }: CustomerFilter,
  after: number | null,
  limit: number,
): Promise<(Listed & { row: number })[]> {
  const like = search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const [found] = await db.read([
    {
      sql: `SELECT rowid AS row, ${COLUMNS},
          (SELECT count(*) FROM responses r WHERE r.customer_id = c.id) AS responses,
          (SELECT max(submitted_at) FROM responses r WHERE r.customer_id = c.id) AS last_at,
          (SELECT count(*) FROM complaints p WHERE p.customer_id = c.id AND ${IS_OPEN}) AS open_complaints
        FROM customers c
        WHERE rowid < ?1 AND (?2 IS NULL OR tier = ?2) AND (?3 IS NULL OR stage = ?3)
          AND (?6 IS NULL OR EXISTS (SELECT 1 FROM complaints p WHERE p.customer_id = c.id AND ${IS_OPEN}))
          AND (?4 IS NULL OR name LIKE ?4 ESCAPE '\\' OR email LIKE ?4 ESCAPE '\\' OR id LIKE ?4 ESCAPE '\\')
        ORDER BY rowid DESC LIMIT ?5`,
      args: [
        after ?? Number.MAX_SAFE_INTEGER,
        tier ?? null,
        stage ?? null,
        like,
        limit,
        complaining ? 1 : null,
      ],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    ...asCustomer(row),
    row: Number(row.row),
    responses: Number(row.responses),
    lastAnsweredAt: row.last_at === null ? null : iso(row.last_at),
    openComplaints: Number(row.open_complaints),
  }))
}

export async function customerById(db: Database, id: string): Promise<Customer | null> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE id = ?`
  const [found] = await db.read([{ sql, args: [id] }])
  const row = found?.rows[0]
  return row ? asCustomer(row) : null
}

/** The customers with these ids that there are, by id. */
export async function customersAmong(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Customer>> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE id IN (SELECT value FROM json_each(?))`
  const [found] = await db.read([{ sql, args: [JSON.stringify(ids)] }])
  return new Map((found?.rows ?? []).map((row) => [String(row.id), asCustomer(row)]))
}

/** Inserts new customers; fails the batch when one is there already. */
export const insertCustomers = (customers: readonly NewCustomer[], now: number): Statement => ({
  sql: `INSERT INTO customers (${COLUMNS})
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2, ?2
    FROM json_each(?1)`,
  args: [JSON.stringify(customers.map(cellsOf)), now],
})

/** Stores customers as they are given, whether they are there or not. */
export const putCustomers = (customers: readonly NewCustomer[], now: number): Statement => ({
  sql: `INSERT INTO customers (${COLUMNS})
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2, ?2
    FROM json_each(?1) WHERE true
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email,
      tier = excluded.tier, stage = excluded.stage, locale = excluded.locale, updated_at = ?2`,
  args: [JSON.stringify(customers.map(cellsOf)), now],
})

export const deleteCustomer = (id: string): Statement => ({
  sql: 'DELETE FROM customers WHERE id = ?',
  args: [id],
})

/** A thing that happened with a customer, by where it is kept. */
export type Happening = { at: number; kind: Kind; seq: number }
const KINDS = ['response', 'complaint', 'invitation'] as const
export type Kind = (typeof KINDS)[number]

/** What happened with a customer, newest first, after a place; of equal times answers come first. */
export async function happeningsOf(
  db: Database,
  customerId: string,
  after: Happening | null,
  limit: number,
): Promise<Happening[]> {
  const [found] = await db.read([
    {
      sql: `SELECT at, kind, seq FROM (
          SELECT submitted_at AS at, 0 AS kind, seq FROM responses WHERE customer_id = ?1
          UNION ALL SELECT opened_at, 1, seq FROM complaints WHERE customer_id = ?1
          UNION ALL SELECT created_at, 2, rowid FROM invitations WHERE customer_id = ?1)
        WHERE (at, -kind, seq) < (?2, ?3, ?4) ORDER BY at DESC, kind, seq DESC LIMIT ?5`,
      args: [
        customerId,
        after?.at ?? Number.MAX_SAFE_INTEGER,
        after ? -KINDS.indexOf(after.kind) : 0,
        after?.seq ?? Number.MAX_SAFE_INTEGER,
        limit,
      ],
    },
  ])
  return (found?.rows ?? []).map((row) =>
    happening(Number(row.at), Number(row.kind), Number(row.seq)),
  )
}

/** A place in that order from the numbers of a cursor. */
export const happening = (at: number, kind: number, seq: number): Happening => ({
  at,
  kind: KINDS[kind] ?? 'response',
  seq,
})

/** The numbers a cursor is made of. */
export const placeOf = ({ at, kind, seq }: Happening) => [at, KINDS.indexOf(kind), seq] as const

/** The surveys in which something of a customer is kept, by slug and id. */
export async function surveysAnsweredBy(
  db: Database,
  customerId: string,
): Promise<{ slug: string; id: string }[]> {
  const [found] = await db.read([
    {
      sql: `SELECT slug, id FROM surveys s WHERE
        EXISTS (SELECT 1 FROM responses r WHERE r.customer_id = ?1 AND r.survey_id = s.id)
        OR EXISTS (SELECT 1 FROM conflicts f
          WHERE f.survey_id = s.id AND f.response ->> '$.customerId' = ?1)`,
      args: [customerId],
    },
  ])
  return (found?.rows ?? []).map((row) => ({ slug: String(row.slug), id: String(row.id) }))
}

const cellsOf = ({ id, name, email, tier, stage, locale }: NewCustomer) => [
  id,
  name,
  email,
  tier,
  stage,
  locale,
]

const asCustomer = (row: Record<string, unknown>): Customer => ({
  id: String(row.id),
  name: textOrNull(row.name),
  email: textOrNull(row.email),
  tier: textOrNull(row.tier),
  stage: textOrNull(row.stage),
  locale: textOrNull(row.locale),
  createdAt: iso(row.created_at),
  updatedAt: iso(row.updated_at),
})

const iso = (at: unknown) => new Date(Number(at)).toISOString()
const textOrNull = (value: unknown) => (value === null ? null : String(value))

/** SQL on staff, sessions, keys and the way in. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Role } from '../../schema/staff.ts'
import { apiKeys, sessions, setupTokens, staff } from '../../schema/tables/staff.ts'
import { type Database, type Statement, statement } from '../db.ts'

export type StaffRow = typeof staff.$inferSelect

export async function staffByEmail(db: Database, email: string): Promise<StaffRow | null> {
  const [row] = await db.orm.select().from(staff).where(eq(staff.email, email))
  return row ?? null
}

export async function hasOwner(db: Database): Promise<boolean> {
  const [row] = await db.orm
    .select({ n: sql<number>`count(*)` })
    .from(staff)
    .where(and(eq(staff.role, 'owner'), isNull(staff.disabledAt)))
  return Number(row?.n ?? 0) > 0
}

/** Makes an owner, or gives one who is locked out a new password, which ends their sessions. */
export const insertOwner = (db: Database, row: typeof staff.$inferInsert): Statement[] => [
  statement(
    db.orm
      .insert(staff)
      .values(row)
      .onConflictDoUpdate({
        target: staff.email,
        set: { name: row.name, role: 'owner', passwordHash: row.passwordHash, disabledAt: null },
      }),
  ),
  { sql: 'DELETE FROM sessions WHERE staff_id = ?', args: [row.id] },
]

/** Uses a set-up token up. @returns false when it is used already, over or unknown; of many at once only one hears true */
export async function takeSetupToken(db: Database, hash: string, now: number): Promise<boolean> {
  const [taken] = await db.write([
    {
      sql: `UPDATE setup_tokens SET used_at = ?1
        WHERE hash = ?2 AND used_at IS NULL AND expires_at > ?1 RETURNING hash`,
      args: [now, hash],
    },
  ])
  return taken?.rows.length === 1
}

/** Makes a token good again that was taken for nothing. */
export const returnSetupToken = (hash: string): Statement => ({
  sql: 'UPDATE setup_tokens SET used_at = NULL WHERE hash = ?',
  args: [hash],
})

export async function isUsedSetupToken(db: Database, hash: string): Promise<boolean> {
  const [row] = await db.orm.select().from(setupTokens).where(eq(setupTokens.hash, hash))
  return row !== undefined && row.usedAt !== null
}

export const insertSession = (db: Database, row: typeof sessions.$inferInsert): Statement =>
  statement(db.orm.insert(sessions).values(row))

/** The person behind a session, unless it is over or they were disabled. */
export async function staffOfSession(
  db: Database,
  hash: string,
  now: number,
  idleMs: number,
): Promise<{
  id: string
  name: string
  role: Role
  createdAt: number
  lastSeenAt: number
} | null> {
  const [row] = await db.orm
    .select({
      id: staff.id,
      name: staff.name,
      role: staff.role,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(staff, eq(staff.id, sessions.staffId))
    .where(
      and(
        eq(sessions.hash, hash),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, now - idleMs),
        isNull(staff.disabledAt),
      ),
    )
  return row ?? null
}

export const touchSession = (hash: string, now: number): Statement => ({
  sql: 'UPDATE sessions SET last_seen_at = ? WHERE hash = ?',
  args: [now, hash],
})

export const deleteSession = (hash: string): Statement => ({
  sql: 'DELETE FROM sessions WHERE hash = ?',
  args: [hash],
})

export async function keyByHash(db: Database, hash: string, now: number) {
  const [row] = await db.orm
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.hash, hash),
        isNull(apiKeys.revokedAt),
        sql`(${apiKeys.expiresAt} IS NULL OR ${apiKeys.expiresAt} > ${now})`,
      ),
    )
  return row ?? null
}

export const insertKey = (db: Database, row: typeof apiKeys.$inferInsert): Statement =>
  statement(db.orm.insert(apiKeys).values(row))

export async function openKeys(db: Database) {
  return db.orm
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scope: apiKeys.scope,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
    })
    .from(apiKeys)
    .where(isNull(apiKeys.revokedAt))
}

export const revokeKey = (id: string, now: number): Statement => ({
  sql: 'UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
  args: [now, id],
})

/**
 * Counts a try in each bucket (an account, an address); windows that began at `since` or before are over.
 * @returns the tries in each window with this one, and when it began
 */
export async function countTries(
  db: Database,
  buckets: readonly string[],
  now: number,
  since: number,
): Promise<{ tries: number; startedAt: number }[]> {
  const [, ...counted] = await db.write([
    { sql: 'DELETE FROM sign_in_failures WHERE window_started_at <= ?', args: [since] },
    ...buckets.map((bucket) => countTry(bucket, now)),
  ])
  return counted.map(({ rows: [row] }) => ({
    tries: Number(row?.failures),
    startedAt: Number(row?.window_started_at),
  }))
}

const countTry = (bucket: string, now: number): Statement => ({
  sql: `INSERT INTO sign_in_failures (bucket, failures, window_started_at) VALUES (?, 1, ?)
    ON CONFLICT (bucket) DO UPDATE SET failures = min(failures + 1, 1000000)
    RETURNING failures, window_started_at`,
  args: [bucket, now],
})

/** A good try takes its own count back, and no other: many people may share an address. */
export const uncountTry = (bucket: string): Statement => ({
  sql: 'UPDATE sign_in_failures SET failures = max(failures - 1, 0) WHERE bucket = ?',
  args: [bucket],
})

export const forgetFailures = (bucket: string): Statement => ({
  sql: 'DELETE FROM sign_in_failures WHERE bucket = ?',
  args: [bucket],
})

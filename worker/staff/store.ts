/** SQL on staff, sessions, keys and the way in. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import {
  apiKeys,
  sessions,
  setupTokens,
  signInFailures,
  staff,
} from '../../schema/tables/staff.ts'
import type { Role } from '../../schema/staff.ts'
import { clearGuards, type Database, guardChanged, type Statement, statement } from '../db.ts'

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

/** Makes an owner with a set-up token, or gives one who is locked out a new password; the batch fails when the token is used, expired or unknown. */
export const insertOwner = (
  db: Database,
  tokenHash: string,
  row: typeof staff.$inferInsert,
): Statement[] => [
  {
    sql: 'UPDATE setup_tokens SET used_at = ?1 WHERE hash = ?2 AND used_at IS NULL AND expires_at > ?1',
    args: [row.createdAt, tokenHash],
  },
  guardChanged(1),
  clearGuards,
  statement(
    db.orm
      .insert(staff)
      .values(row)
      .onConflictDoUpdate({
        target: staff.email,
        set: { name: row.name, role: 'owner', passwordHash: row.passwordHash, disabledAt: null },
      }),
  ),
]

export async function isOpenSetupToken(db: Database, hash: string, now: number): Promise<'open' | 'used' | 'unknown'> {
  const [row] = await db.orm.select().from(setupTokens).where(eq(setupTokens.hash, hash))
  if (!row) return 'unknown'
  return row.usedAt === null && row.expiresAt > now ? 'open' : 'used'
}

export const insertSession = (db: Database, row: typeof sessions.$inferInsert): Statement =>
  statement(db.orm.insert(sessions).values(row))

/** The person behind a session, unless it is over or they were disabled. */
export async function staffOfSession(
  db: Database,
  hash: string,
  now: number,
  idleMs: number,
): Promise<{ id: string; name: string; role: Role; lastSeenAt: number } | null> {
  const [row] = await db.orm
    .select({
      id: staff.id,
      name: staff.name,
      role: staff.role,
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

/** Failures in a bucket (an account, an address) within its window. */
export async function failuresOf(db: Database, buckets: readonly string[], since: number) {
  const rows = await db.orm
    .select()
    .from(signInFailures)
    .where(
      and(
        sql`${signInFailures.bucket} IN (SELECT value FROM json_each(${JSON.stringify(buckets)}))`,
        gt(signInFailures.windowStartedAt, since),
      ),
    )
  return new Map(rows.map((row) => [row.bucket, row]))
}

export const countFailure = (bucket: string, now: number, since: number): Statement => ({
  sql: `INSERT INTO sign_in_failures (bucket, failures, window_started_at) VALUES (?1, 1, ?2)
    ON CONFLICT (bucket) DO UPDATE SET
      failures = CASE WHEN window_started_at > ?3 THEN min(failures + 1, 1000000) ELSE 1 END,
      window_started_at = CASE WHEN window_started_at > ?3 THEN window_started_at ELSE ?2 END`,
  args: [bucket, now, since],
})

export const forgetFailures = (bucket: string): Statement => ({
  sql: 'DELETE FROM sign_in_failures WHERE bucket = ?',
  args: [bucket],
})

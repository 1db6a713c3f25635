/** SQL on the people who work here, and their invitations. */
import type { Role } from '../../schema/staff.ts'
import type { staff, staffInvitations } from '../../schema/tables/staff.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'

type StaffRow = typeof staff.$inferSelect
type InvitationRow = typeof staffInvitations.$inferSelect

const STAFF = `SELECT id, name, email, role, password_hash AS passwordHash, created_at AS createdAt,
  disabled_at AS disabledAt FROM staff`
const INVITATIONS = `SELECT id, hash, name, email, role, created_at AS createdAt, expires_at AS expiresAt
  FROM staff_invitations`

export const everyone = (db: Database) =>
  rowsOf<StaffRow>(db, `${STAFF} ORDER BY created_at, id`, [])
export const staffById = async (db: Database, id: string): Promise<StaffRow | null> =>
  (await rowsOf<StaffRow>(db, `${STAFF} WHERE id = ?`, [id]))[0] ?? null
export const staffByEmail = async (db: Database, email: string): Promise<StaffRow | null> =>
  (await rowsOf<StaffRow>(db, `${STAFF} WHERE email = ?`, [email]))[0] ?? null

/** Invitations that still work at `now`. */
export const openInvitations = (db: Database, now: number) =>
  rowsOf<InvitationRow>(db, `${INVITATIONS} WHERE expires_at > ? ORDER BY created_at, id`, [now])
export const invitationByHash = async (db: Database, hash: string, now: number) =>
  (
    await rowsOf<InvitationRow>(db, `${INVITATIONS} WHERE hash = ? AND expires_at > ?`, [hash, now])
  )[0] ?? null

/** A new invitation; one before it to the same address no longer works. */
export const insertInvitation = (row: InvitationRow): Statement[] => [
  { sql: 'DELETE FROM staff_invitations WHERE email = ?', args: [row.email] },
  {
    sql: `INSERT INTO staff_invitations (id, hash, name, email, role, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    args: [row.id, row.hash, row.name, row.email, row.role, row.createdAt, row.expiresAt],
  },
]

export const deleteInvitation = (id: string): Statement => ({
  sql: 'DELETE FROM staff_invitations WHERE id = ?',
  args: [id],
})

/** Uses an invitation up and stores who it was for; fails the batch when it is gone or the address is taken. */
export const insertStaff = (row: Omit<StaffRow, 'disabledAt'>): Statement[] => [
  deleteInvitation(row.id),
  guardChanged(1),
  clearGuards,
  {
    sql: `INSERT INTO staff (id, name, email, role, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    args: [row.id, row.name, row.email, row.role, row.passwordHash, row.createdAt],
  },
]

type StaffUpdate = { id: string; name: string; role: Role; disabledAt: number | null }
export const changeStaff = ({ id, name, role, disabledAt }: StaffUpdate): Statement => ({
  sql: 'UPDATE staff SET name = ?, role = ?, disabled_at = ? WHERE id = ?',
  args: [name, role, disabledAt, id],
})

export const setPassword = (id: string, passwordHash: string): Statement => ({
  sql: 'UPDATE staff SET password_hash = ? WHERE id = ?',
  args: [passwordHash, id],
})

export const endSessionsOf = (id: string): Statement => ({
  sql: 'DELETE FROM sessions WHERE staff_id = ?',
  args: [id],
})

export const deleteStaff = (id: string): Statement[] => [
  endSessionsOf(id),
  { sql: 'DELETE FROM staff WHERE id = ?', args: [id] },
]

/** Fails the batch when it would leave no owner who can sign in. */
export const guardOwner: Statement[] = [
  {
    sql: `INSERT INTO guards (holds)
      SELECT count(*) > 0 FROM staff WHERE role = 'owner' AND disabled_at IS NULL`,
    args: [],
  },
  clearGuards,
]

/** Rows as their columns are named; the tables are STRICT, so their types are known. */
async function rowsOf<Row>(db: Database, sql: string, args: Statement['args']): Promise<Row[]> {
  const [found] = await db.read([{ sql, args }])
  return (found?.rows ?? []).map((row) => ({ ...row })) as Row[]
}

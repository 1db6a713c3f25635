/** SQL on jobs. */
import { eq } from 'drizzle-orm'
import { jobs } from '../../schema/tables/jobs.ts'
import { type Database, type Statement, statement } from '../db.ts'

export const insertJob = (db: Database, id: string, kind: string, now: number): Statement =>
  statement(
    db.orm.insert(jobs).values({ id, kind, status: 'running', createdAt: now, updatedAt: now }),
  )

export const noteJob = (
  id: string,
  status: 'running' | 'done' | 'failed',
  result: unknown,
  now: number,
): Statement => ({
  sql: 'UPDATE jobs SET status = ?, result = ?, updated_at = ? WHERE id = ?',
  args: [status, JSON.stringify(result), now, id],
})

export async function jobById(db: Database, id: string) {
  const [row] = await db.orm.select().from(jobs).where(eq(jobs.id, id))
  return row ?? null
}

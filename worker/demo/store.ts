/** SQL that takes the demo shop away, a bounded piece at a time. */
import { DEMO_CUSTOMERS, DEMO_EXPOSURE, DEMO_PREFIX, DEMO_SLUGS } from '../../schema/demo.ts'
import type { Database, Statement } from '../db.ts'

export type DemoSurvey = { id: string; slug: string }

/** The surveys that came with the demo shop and are still there. */
export async function demoSurveys(db: Database): Promise<DemoSurvey[]> {
  const sql =
    'SELECT id, slug FROM surveys WHERE slug IN (SELECT value FROM json_each(?)) ORDER BY id'
  const [found] = await db.read([{ sql, args: [JSON.stringify(DEMO_SLUGS)] }])
  return (found?.rows ?? []).map(({ id, slug }) => ({ id: String(id), slug: String(slug) }))
}

/** Rows that one statement deletes: well within a call's deadline. */
const PIECE = 4000

/** Large tables of a survey; what is small goes with the survey itself. */
const LARGE = ['responses', 'retractions', 'deleted_responses', 'conflicts'] as const

/** The next piece of a survey's rows. @returns how many there were; 0 when none is left */
export async function deletePiece(db: Database, { id }: DemoSurvey): Promise<number> {
  const key = 'survey_id, segment, measure, day, part'
  const done = await db.write([
    ...LARGE.map((table): Statement => {
      const place = table === 'deleted_responses' ? 'id' : 'rowid'
      return {
        sql: `DELETE FROM ${table} WHERE survey_id = ?1 AND ${place} IN
          (SELECT ${place} FROM ${table} WHERE survey_id = ?1 LIMIT ${PIECE})`,
        args: [id],
      }
    }),
    {
      sql: `DELETE FROM tallies WHERE (${key}) IN
        (SELECT ${key} FROM tallies WHERE survey_id = ? LIMIT ${PIECE})`,
      args: [id],
    },
  ])
  return done.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
}

/** Complaints of the demo: its own history, and what was told in its surveys since. @returns how many there were */
export async function deleteDemoComplaints(
  db: Database,
  surveys: readonly DemoSurvey[],
): Promise<number> {
  const [done] = await db.write([
    {
      sql: `DELETE FROM complaints WHERE seq IN (SELECT seq FROM complaints
        WHERE id GLOB ?1 OR survey_id IN (SELECT value FROM json_each(?2)) LIMIT ${PIECE})`,
      args: [`${DEMO_PREFIX}*`, JSON.stringify(surveys.map(({ id }) => id))],
    },
  ])
  return done?.rowsAffected ?? 0
}

/** The demo's customers, but for those whom somebody has since made their own. @returns how many there were */
export async function deleteDemoCustomers(db: Database): Promise<number> {
  const [done] = await db.write([
    {
      sql: `DELETE FROM customers WHERE id IN (SELECT id FROM customers
        WHERE id GLOB ? AND email GLOB ? LIMIT ${PIECE})`,
      args: [DEMO_CUSTOMERS.id, DEMO_CUSTOMERS.email],
    },
  ])
  return done?.rowsAffected ?? 0
}

export const closeDemoSurveys = (now: number): Statement => ({
  sql: `UPDATE surveys SET status = 'closed', closed_at = ? WHERE status = 'live'
    AND slug IN (SELECT value FROM json_each(?))`,
  args: [now, JSON.stringify(DEMO_SLUGS)],
})

/** The emptied surveys, with the little that still hangs on them. */
export const deleteDemoSurveys = (): Statement => ({
  sql: 'DELETE FROM surveys WHERE slug IN (SELECT value FROM json_each(?))',
  args: [JSON.stringify(DEMO_SLUGS)],
})

export const deleteDemoExposure = (): Statement => ({
  sql: 'DELETE FROM exposures WHERE name = ?',
  args: [DEMO_EXPOSURE],
})

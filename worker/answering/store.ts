/** SQL for the public side. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import { asJsonOf, responseFrom } from '../responses/store.ts'

/** Every survey that has, or had, a response with this id (ids are only unique within one). */
export async function responsesWithId(
  db: Database,
  id: string,
): Promise<{ slug: string; surveyId: string; response: SurveyResponse | null }[]> {
  const [stored, deleted] = await db.read([
    {
      sql: `SELECT s.id AS survey_id, s.slug, ${asJsonOf('r.')} AS response
        FROM responses r JOIN surveys s ON s.id = r.survey_id WHERE r.id = ?`,
      args: [id],
    },
    {
      sql: `SELECT s.id AS survey_id, s.slug FROM surveys s
        JOIN deleted_responses d ON d.survey_id = s.id AND d.id = ?`,
      args: [id],
    },
  ])
  const named = (row: Record<string, unknown>) => ({
    slug: String(row.slug),
    surveyId: String(row.survey_id),
  })
  return [
    ...(stored?.rows ?? []).map((row) => ({
      ...named(row),
      response: responseFrom(String(row.response)),
    })),
    ...(deleted?.rows ?? []).map((row) => ({ ...named(row), response: null })),
  ]
}

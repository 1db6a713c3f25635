/** SQL that lists conflicts for staff; the inbox alone writes them. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import { asJson } from './export.ts'

export type ConflictPlace = { noticedAt: number; row: number }

/** Answers that did not fit, the latest noticed first, after a place in that order. */
export async function conflictsOf(
  db: Database,
  surveyId: string,
  after: ConflictPlace | null,
  limit: number,
) {
  const [found] = await db.read([
    {
      sql: `SELECT rowid AS row, reason, response, noticed_at FROM conflicts
        WHERE survey_id = ?1 AND (noticed_at, rowid) < (?2, ?3)
        ORDER BY noticed_at DESC, rowid DESC LIMIT ?4`,
      args: [
        surveyId,
        after?.noticedAt ?? Number.MAX_SAFE_INTEGER,
        after?.row ?? Number.MAX_SAFE_INTEGER,
        limit,
      ],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    place: { noticedAt: Number(row.noticed_at), row: Number(row.row) },
    conflict: {
      reason: String(row.reason),
      noticedAt: new Date(Number(row.noticed_at)).toISOString(),
      response: asJson(storedResponse(String(row.response))),
    },
  }))
}

/** The inbox stored a response it had checked, so its shape is known. */
const storedResponse = (json: string): SurveyResponse => JSON.parse(json)

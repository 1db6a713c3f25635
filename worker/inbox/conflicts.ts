/** SQL on conflicts: answers acknowledged while libSQL was away that turned out not to fit. Staff see them; no figure counts them. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Statement } from '../db.ts'

export type Conflict = {
  response: SurveyResponse
  /** The name of the problem its sender would have been told. */
  reason: string
}

export const noteConflicts = (
  surveyId: string,
  conflicts: readonly Conflict[],
  now: number,
): Statement[] =>
  conflicts.map(({ response, reason }) => ({
    sql: `INSERT OR IGNORE INTO conflicts (survey_id, id, revision, reason, response, noticed_at)
      VALUES (?, ?, ?, ?, ?, ?)`,
    args: [surveyId, response.id, response.revision, reason, JSON.stringify(response), now],
  }))

/** What a customer sent that did not fit goes with the customer. */
export const forgetConflictsOf = (surveyId: string, customerId: string): Statement => ({
  sql: `DELETE FROM conflicts WHERE survey_id = ? AND response ->> '$.customerId' = ?`,
  args: [surveyId, customerId],
})

/** What was sent under these ids goes with the responses that are deleted. */
export const forgetConflicts = (surveyId: string, ids: readonly string[]): Statement => ({
  sql: 'DELETE FROM conflicts WHERE survey_id = ? AND id IN (SELECT value FROM json_each(?))',
  args: [surveyId, JSON.stringify(ids)],
})

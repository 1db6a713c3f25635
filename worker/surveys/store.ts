/** SQL on surveys and their versions. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import { Sharing } from '../../schema/sharing.ts'
import { SurveyDefinition } from '../../schema/survey.ts'
import { surveys, surveyVersions } from '../../schema/tables/surveys.ts'
import { clearGuards, type Database, guardChanged, type Statement, statement } from '../db.ts'

export type Survey = {
  id: string
  slug: string
  status: 'draft' | 'live' | 'closed'
  version: number
  draft: SurveyDefinition
  draftRevision: number
  sharing: Sharing
  createdAt: number
  publishedAt: number | null
  closedAt: number | null
}

export async function surveyById(db: Database, id: string): Promise<Survey | null> {
  const [row] = await db.orm.select().from(surveys).where(eq(surveys.id, id))
  return row ? asSurvey(row) : null
}

export async function surveyBySlug(db: Database, slug: string): Promise<Survey | null> {
  const [row] = await db.orm.select().from(surveys).where(eq(surveys.slug, slug))
  return row ? asSurvey(row) : null
}

/** Surveys in the order they were made, newest first, after a place in that order. */
export async function surveysAfter(
  db: Database,
  after: { createdAt: number; row: number } | null,
  limit: number,
): Promise<(Survey & { row: number; responses: number })[]> {
  const rows = await db.orm
    .select({
      survey: surveys,
      row: sql<number>`surveys.rowid`,
      responses: sql<number>`(SELECT count(*) FROM responses r WHERE r.survey_id = surveys.id)`,
    })
    .from(surveys)
    .where(
      after ? sql`(created_at, surveys.rowid) < (${after.createdAt}, ${after.row})` : undefined,
    )
    .orderBy(desc(surveys.createdAt), sql`surveys.rowid DESC`)
    .limit(limit)
  return rows.map(({ survey, row, responses }) => ({
    ...asSurvey(survey),
    row: Number(row),
    responses: Number(responses),
  }))
}

export async function versionsOf(
  db: Database,
  surveyId: string,
): Promise<{ version: number; definition: SurveyDefinition; publishedAt: number }[]> {
  const rows = await db.orm
    .select()
    .from(surveyVersions)
    .where(eq(surveyVersions.surveyId, surveyId))
    .orderBy(asc(surveyVersions.version))
  return rows.map((row) => ({ ...row, definition: definitionFrom(row.definition) }))
}

/** The ids of surveys that have ever been anonymous. */
export async function anonymousSurveys(db: Database): Promise<string[]> {
  const sql = `SELECT DISTINCT survey_id FROM survey_versions
    WHERE definition ->> '$.privacy' = 'anonymous'`
  const [found] = await db.read([{ sql, args: [] }])
  return (found?.rows ?? []).map(({ survey_id }) => String(survey_id))
}

export const insertSurvey = (db: Database, survey: Survey): Statement =>
  statement(
    db.orm.insert(surveys).values({
      id: survey.id,
      slug: survey.slug,
      status: survey.status,
      draft: JSON.stringify(survey.draft),
      createdAt: survey.createdAt,
    }),
  )

/** Stores a draft; fails the batch unless its revision is still the one it was made from. */
export const updateDraft = (id: string, from: number, draft: SurveyDefinition): Statement[] => [
  {
    sql: `UPDATE surveys SET draft = ?, draft_revision = draft_revision + 1
      WHERE id = ? AND draft_revision = ?`,
    args: [JSON.stringify(draft), id, from],
  },
  guardChanged(1),
  clearGuards,
]

/** Makes a draft the next version; fails the batch when somebody published meanwhile. */
export const insertVersion = (survey: Survey, version: number, now: number): Statement[] => [
  {
    sql: `INSERT INTO survey_versions (survey_id, version, definition, published_at)
      SELECT id, ?, draft, ? FROM surveys WHERE id = ? AND version = ? AND draft_revision = ?`,
    args: [version, now, survey.id, version - 1, survey.draftRevision],
  },
  guardChanged(1),
  clearGuards,
]

export const openSurvey = (id: string, version: number, now: number): Statement => ({
  sql: `UPDATE surveys SET status = 'live', version = ?, published_at = ?, closed_at = NULL WHERE id = ?`,
  args: [version, now, id],
})

export const closeSurvey = (id: string, now: number): Statement => ({
  sql: `UPDATE surveys SET status = 'closed', closed_at = ? WHERE id = ? AND status = 'live'`,
  args: [now, id],
})

export const updateSharing = (id: string, sharing: Sharing): Statement => ({
  sql: 'UPDATE surveys SET sharing = ? WHERE id = ?',
  args: [JSON.stringify(sharing), id],
})

/**
 * Deletes a survey with all that hangs on it. Its words are only marked as deleted in their index and go from its pages
 * when these are next merged: wiping each of a hundred thousand answers at once would take longer than a call may.
 */
export const deleteSurvey = (id: string): Statement[] => [
  wipeWords(false),
  ...[
    'responses',
    'deleted_responses',
    'retractions',
    'tallies',
    'tally_cursors',
    'segment_values',
    'conflicts',
    'invitations',
    'survey_versions',
  ]
    .map((table): Statement => ({ sql: `DELETE FROM ${table} WHERE survey_id = ?`, args: [id] }))
    .concat({ sql: 'DELETE FROM surveys WHERE id = ?', args: [id] }),
  wipeWords(true),
]

const wipeWords = (isOn: boolean): Statement => ({
  sql: `INSERT INTO response_words (response_words, rank) VALUES ('secure-delete', ${isOn ? 1 : 0})`,
  args: [],
})

/** Definitions were checked when they were stored; parsing again fills in what later versions of Gapwise default. */
const definitionFrom = (json: string): SurveyDefinition => SurveyDefinition.parse(JSON.parse(json))

const asSurvey = (row: typeof surveys.$inferSelect): Survey => ({
  ...row,
  draft: definitionFrom(row.draft),
  sharing: Sharing.parse(JSON.parse(row.sharing)),
})

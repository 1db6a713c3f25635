/** Surveys and their immutable versions. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const surveys = sqliteTable('surveys', {
  id: text().primaryKey(),
  slug: text().notNull(),
  status: text({ enum: ['draft', 'live', 'closed'] }).notNull(),
  version: integer().notNull().default(0),
  draft: text().notNull(),
  draftRevision: integer('draft_revision').notNull().default(1),
  sharing: text().notNull().default('{}'),
  createdAt: integer('created_at').notNull(),
  publishedAt: integer('published_at'),
  closedAt: integer('closed_at'),
})

export const surveyVersions = sqliteTable(
  'survey_versions',
  {
    surveyId: text('survey_id').notNull(),
    version: integer().notNull(),
    definition: text().notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.version] })],
)

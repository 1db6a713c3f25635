/** Responses as they are now, what deleted ones leave behind, and the segment values kept apart. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const responses = sqliteTable('responses', {
  seq: integer().primaryKey({ autoIncrement: true }),
  surveyId: text('survey_id').notNull(),
  id: text().notNull(),
  revision: integer().notNull(),
  version: integer().notNull(),
  submittedAt: integer('submitted_at').notNull(),
  channel: text().notNull(),
  locale: text(),
  answers: text().notNull(),
  segments: text().notNull().default('{}'),
  shown: text(),
  customerId: text('customer_id'),
  customerVerified: integer('customer_verified').notNull().default(0),
  complete: integer().notNull(),
  secondsTaken: real('seconds_taken'),
  bodyHash: text('body_hash').notNull(),
})

export const deletedResponses = sqliteTable(
  'deleted_responses',
  {
    surveyId: text('survey_id').notNull(),
    id: text().notNull(),
    deletedAt: integer('deleted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.id] })],
)

export const segmentValues = sqliteTable(
  'segment_values',
  {
    surveyId: text('survey_id').notNull(),
    name: text().notNull(),
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.name, table.value] })],
)

/** Answers that were acknowledged while the database was away and then did not fit; kept for staff to see. */
export const conflicts = sqliteTable(
  'conflicts',
  {
    surveyId: text('survey_id').notNull(),
    id: text().notNull(),
    revision: integer().notNull(),
    reason: text().notNull(),
    response: text().notNull(),
    noticedAt: integer('noticed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.id, table.revision] })],
)

/** Additive sums per survey, segment, measure and day; how far they reach; and what waits to be subtracted. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Sums a row holds; a longer vector continues in the next part. */
export const SUMS_PER_ROW = 12

export const tallies = sqliteTable(
  'tallies',
  {
    surveyId: text('survey_id').notNull(),
    segment: text().notNull(),
    measure: text().notNull(),
    day: integer().notNull(),
    part: integer().notNull(),
    s0: real().notNull(),
    s1: real().notNull(),
    s2: real().notNull(),
    s3: real().notNull(),
    s4: real().notNull(),
    s5: real().notNull(),
    s6: real().notNull(),
    s7: real().notNull(),
    s8: real().notNull(),
    s9: real().notNull(),
    s10: real().notNull(),
    s11: real().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.surveyId, table.segment, table.measure, table.day, table.part],
    }),
  ],
)

export const tallyCursors = sqliteTable('tally_cursors', {
  surveyId: text('survey_id').primaryKey(),
  foldedThrough: integer('folded_through').notNull().default(0),
  /** How far the words of the responses are in their index. */
  indexedThrough: integer('indexed_through').notNull().default(0),
  /** The time zone whose days the sums are of. */
  zone: text().notNull().default(''),
})

export const retractions = sqliteTable('retractions', {
  seq: integer().primaryKey({ autoIncrement: true }),
  surveyId: text('survey_id').notNull(),
  response: text().notNull(),
})

export const guards = sqliteTable('guards', { holds: integer().notNull() })

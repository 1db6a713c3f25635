/** Complaints, their logs, the denominators of their rates, and dated notes. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { COMPLAINT_STATES, EVENT_KINDS, SEVERITIES } from '../complaints.ts'

export const complaints = sqliteTable('complaints', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  state: text({ enum: COMPLAINT_STATES }).notNull(),
  category: text().notNull(),
  severity: text({ enum: SEVERITIES }).notNull(),
  text: text(),
  contact: text(),
  customerId: text('customer_id'),
  openedAt: integer('opened_at').notNull(),
  acknowledgedAt: integer('acknowledged_at'),
  firstResponseAt: integer('first_response_at'),
  resolvedAt: integer('resolved_at'),
  closedAt: integer('closed_at'),
  outcome: text(),
  cause: text(),
  ownerId: text('owner_id'),
  segments: text().notNull().default('{}'),
  surveyId: text('survey_id'),
  responseId: text('response_id'),
  question: text(),
  locale: text(),
  reopened: integer().notNull().default(0),
  revision: integer().notNull().default(1),
  bodyHash: text('body_hash').notNull(),
  dueAt: integer('due_at'),
  satisfied: integer(),
})

export const complaintEvents = sqliteTable('complaint_events', {
  seq: integer().primaryKey({ autoIncrement: true }),
  complaintId: text('complaint_id').notNull(),
  at: integer().notNull(),
  kind: text({ enum: EVENT_KINDS }).notNull(),
  actorId: text('actor_id'),
  actorName: text('actor_name'),
  text: text(),
  changes: text().notNull().default('{}'),
})

export const exposures = sqliteTable(
  'exposures',
  {
    name: text().notNull(),
    day: integer().notNull(),
    count: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.day] })],
)

export const notes = sqliteTable('notes', {
  id: text().primaryKey(),
  day: integer().notNull(),
  text: text().notNull(),
  rebase: integer().notNull().default(0),
  authorName: text('author_name').notNull(),
  createdAt: integer('created_at').notNull(),
})

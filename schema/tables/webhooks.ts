/** Where events are sent to, and what was or is to be sent. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { DELIVERY_FAILURES, DELIVERY_STATES, DISABLED } from '../webhooks.ts'

export const webhooks = sqliteTable('webhooks', {
  id: text().primaryKey(),
  url: text().notNull(),
  events: text().notNull(),
  surveys: text(),
  secretNumber: integer('secret_number').notNull().default(1),
  rotatedAt: integer('rotated_at'),
  disabled: text({ enum: DISABLED }),
  disabledAt: integer('disabled_at'),
  failingSince: integer('failing_since'),
  resumeAt: integer('resume_at'),
  responseSeq: integer('response_seq').notNull(),
  complaintSeq: integer('complaint_seq').notNull(),
  alertSeq: integer('alert_seq').notNull(),
  createdAt: integer('created_at').notNull(),
})

export const outbox = sqliteTable('outbox', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  webhookId: text('webhook_id').notNull(),
  event: text().notNull(),
  source: text().notNull(),
  surveyId: text('survey_id'),
  responseId: text('response_id'),
  payload: text(),
  state: text({ enum: DELIVERY_STATES }).notNull().default('pending'),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at').notNull(),
  leaseUntil: integer('lease_until').notNull().default(0),
  lastAt: integer('last_at'),
  status: integer(),
  failure: text({ enum: DELIVERY_FAILURES }),
  createdAt: integer('created_at').notNull(),
})

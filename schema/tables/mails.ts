/** Mails to customers, and who wants none. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const mails = sqliteTable('mails', {
  id: text().primaryKey(),
  invitationId: text('invitation_id').notNull(),
  kind: text().notNull(),
  state: text().notNull(),
  queuedAt: integer('queued_at').notNull(),
  attempts: integer().notNull(),
  nextAt: integer('next_at').notNull(),
  leaseUntil: integer('lease_until'),
  settledAt: integer('settled_at'),
  detail: text(),
})

export const suppressions = sqliteTable('suppressions', {
  hash: text().primaryKey(),
  since: integer().notNull(),
})

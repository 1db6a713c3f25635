/** Personal links to a survey; of each token only its hash. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const invitations = sqliteTable('invitations', {
  id: text().primaryKey(),
  hash: text().notNull(),
  surveyId: text('survey_id').notNull(),
  customerId: text('customer_id'),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  revokedAt: integer('revoked_at'),
  usedAt: integer('used_at'),
  responseId: text('response_id'),
})

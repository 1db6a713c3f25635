/** Known people and companies, by the id they have in the account's own books. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const customers = sqliteTable('customers', {
  id: text().primaryKey(),
  name: text(),
  email: text(),
  tier: text(),
  stage: text(),
  locale: text(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

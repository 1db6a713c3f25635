/** When customers bought; nothing of what, or for how much. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const purchases = sqliteTable(
  'purchases',
  { customerId: text('customer_id').notNull(), at: integer().notNull() },
  (table) => [primaryKey({ columns: [table.customerId, table.at] })],
)

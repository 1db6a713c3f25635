/** Scripts of the widget that websites may have pinned. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const widgetScripts = sqliteTable('widget_scripts', {
  name: text().primaryKey(),
  script: text().notNull(),
  keptAt: integer('kept_at').notNull(),
})

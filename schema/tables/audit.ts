/** Who changed what; rows are only ever added. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const audit = sqliteTable('audit', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  actorKind: text('actor_kind', { enum: ['staff', 'key'] }).notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  action: text().notNull(),
  target: text().notNull(),
  detail: text().notNull().default('{}'),
})

/** Messages about signals, and when charts were last looked at. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ALERT_CHARTS, ALERT_RULES } from '../alerts.ts'
import { INTERVALS } from '../calendar.ts'

export const alerts = sqliteTable('alerts', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull(),
  chart: text({ enum: ALERT_CHARTS }).notNull(),
  interval: text({ enum: INTERVALS }).notNull(),
  start: integer().notNull(),
  rule: text({ enum: ALERT_RULES }).notNull(),
  side: text({ enum: ['above', 'below'] }).notNull(),
  figures: text().notNull(),
  raisedAt: integer('raised_at').notNull(),
  withdrawnAt: integer('withdrawn_at'),
  seenAt: integer('seen_at'),
  seenBy: text('seen_by'),
})

export const alertLooks = sqliteTable('alert_looks', {
  chart: text({ enum: ALERT_CHARTS }).primaryKey(),
  day: integer().notNull(),
  basis: text().notNull(),
  responseSeq: integer('response_seq').notNull(),
  complaintSeq: integer('complaint_seq').notNull(),
  looks: integer().notNull(),
})

/** Who signs in and by which key, and the account's settings. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const settings = sqliteTable('settings', {
  id: integer().primaryKey(),
  value: text().notNull(),
  revision: integer().notNull().default(1),
})

export const staff = sqliteTable('staff', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  role: text({ enum: ['owner', 'editor', 'agent', 'viewer'] }).notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: integer('created_at').notNull(),
  disabledAt: integer('disabled_at'),
})

export const setupTokens = sqliteTable('setup_tokens', {
  hash: text().primaryKey(),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})

export const sessions = sqliteTable('sessions', {
  hash: text().primaryKey(),
  staffId: text('staff_id').notNull(),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

export const signInFailures = sqliteTable('sign_in_failures', {
  bucket: text().primaryKey(),
  failures: integer().notNull(),
  windowStartedAt: integer('window_started_at').notNull(),
})

export const apiKeys = sqliteTable('api_keys', {
  id: text().primaryKey(),
  hash: text().notNull(),
  name: text().notNull(),
  scope: text({ enum: ['read', 'write'] }).notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  revokedAt: integer('revoked_at'),
})

/** One-time links by which people become staff. */
export const staffInvitations = sqliteTable('staff_invitations', {
  id: text().primaryKey(),
  hash: text().notNull(),
  name: text().notNull(),
  email: text().notNull(),
  role: text({ enum: ['owner', 'editor', 'agent', 'viewer'] }).notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

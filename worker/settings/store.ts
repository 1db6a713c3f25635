/** SQL on the account's settings. */
import { eq } from 'drizzle-orm'
import { Settings } from '../../schema/settings.ts'
import { settings } from '../../schema/tables/staff.ts'
import type { Database, Statement } from '../db.ts'

/** The settings, each its default until somebody sets it. */
export async function accountSettings(db: Database): Promise<Settings> {
  const [row] = await db.orm.select().from(settings).where(eq(settings.id, 1))
  return Settings.parse(row ? JSON.parse(row.value) : {})
}

export const storeSettings = (value: Settings): Statement => ({
  sql: `INSERT INTO settings (id, value) VALUES (1, ?1)
    ON CONFLICT (id) DO UPDATE SET value = ?1, revision = revision + 1`,
  args: [JSON.stringify(value)],
})

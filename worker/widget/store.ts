/** SQL on the scripts that websites may have pinned. */
import { eq } from 'drizzle-orm'
import { widgetScripts } from '../../schema/tables/widget.ts'
import type { Database, Statement } from '../db.ts'

/** Keeps a script under its name; one that is kept already stays as it is. */
export const keepScript = (name: string, script: string, now: number): Statement => ({
  sql: 'INSERT INTO widget_scripts (name, script, kept_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  args: [name, script, now],
})

/** The script that was served under a name; null for a name we never gave. */
export async function scriptNamed(db: Database, name: string): Promise<string | null> {
  const [row] = await db.orm.select().from(widgetScripts).where(eq(widgetScripts.name, name))
  return row?.script ?? null
}

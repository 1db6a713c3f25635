/** Throws away what has run out: sessions, counted sign-in failures, unused set-up links, deliveries of long ago. */
import type { Database } from '../db.ts'
import { dropOld } from '../webhooks/outbox-store.ts'

const DAY_MS = 86_400_000
/** Deliveries are looked at, sent again, and known not to be sent twice for so long. */
const OUTBOX_DAYS = 60

export async function tidy(db: Database, now: number): Promise<void> {
  await db.write([
    { sql: 'DELETE FROM sessions WHERE expires_at < ?', args: [now] },
    { sql: 'DELETE FROM sign_in_failures WHERE window_started_at < ?', args: [now - DAY_MS] },
    dropOld(now - OUTBOX_DAYS * DAY_MS),
    { sql: 'DELETE FROM setup_tokens WHERE used_at IS NULL AND expires_at < ?', args: [now] },
  ])
}

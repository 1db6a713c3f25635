/** The demo shop, made once in a service that nobody has used yet. */
import { createHash, randomBytes } from 'node:crypto'
import type { Client } from '@libsql/client/http'

/** Long enough for the slowest machine; should the start be killed, the key ends by itself. */
const keyLifetimeMs = 10 * 60 * 1000

/**
 * Neither surveys nor staff: so the demo comes once, and never again to who deleted it. Or one that was begun and
 * never ended: its key is still there.
 */
export async function wantsDemo(client: Client): Promise<boolean> {
  const { rows } = await client.execute(
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM staff)
       AND (NOT EXISTS (SELECT 1 FROM surveys) OR EXISTS (SELECT 1 FROM api_keys WHERE id = 'demo'))`,
  )
  return rows.length > 0
}

/**
 * Fills the service through its own API, with a key that exists only meanwhile. A demo that fails
 * is told and does no harm: the service works without.
 */
export async function makeDemoShop(client: Client, url: string, now: Date): Promise<void> {
  console.log('Making the demo shop …')
  const { makeDemo } = await import('./demo/demo.ts')
  const key = `gw_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(key).digest('hex')
  // One taken up again has the history it was begun with: lines that are in already are known by their ids.
  const { rows } = await client.execute(
    `INSERT INTO api_keys (id, hash, name, scope, created_at, expires_at)
     VALUES ('demo', ?, 'Demo shop', 'write', ?, ?)
     ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
     RETURNING created_at`,
    [hash, now.getTime(), now.getTime() + keyLifetimeMs],
  )
  try {
    const today = new Date(Number(rows[0]?.created_at)).toISOString().slice(0, 10)
    await makeDemo({ url, key, today, mark: () => markAsDemo(client) })
  } catch (error) {
    console.error(
      `The demo shop could not be made: ${error instanceof Error ? error.message : error}`,
    )
  } finally {
    await client.execute("DELETE FROM api_keys WHERE id = 'demo'")
  }
}

/** Settings people may change never say that the shop is made up, so this goes past the API. */
async function markAsDemo(client: Client): Promise<void> {
  await client.execute("UPDATE settings SET value = json_set(value, '$.demo', json('true'))")
}

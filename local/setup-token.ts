/** One-time tokens that make their bearer an owner; the database keeps only their digests. */
import { createHash, randomBytes } from 'node:crypto'
import type { Client } from '@libsql/client/http'

const lifetimeMs = 24 * 60 * 60 * 1000

export async function hasOwner(client: Client): Promise<boolean> {
  const { rows } = await client.execute(
    "SELECT 1 FROM staff WHERE role = 'owner' AND disabled_at IS NULL LIMIT 1",
  )
  return rows.length > 0
}

/**
 * Stores a token good for one day and one use, and returns it. Unused ones from before end, so that
 * only the latest link works. A fixed token that was used once stays used.
 * @param fixed the token to use instead of a random one
 */
export async function issueSetupToken(client: Client, now: Date, fixed?: string): Promise<string> {
  const token = fixed ?? randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  await client.batch(
    [
      { sql: 'DELETE FROM setup_tokens WHERE used_at IS NULL', args: [] },
      {
        sql: 'INSERT INTO setup_tokens (hash, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
        args: [hash, now.getTime() + lifetimeMs],
      },
    ],
    'write',
  )
  return token
}

/** The link; the token is in the fragment, which browsers send to nobody and no log ever sees. */
export const setupLink = (address: string, token: string) => `${address}/app/setup#${token}`

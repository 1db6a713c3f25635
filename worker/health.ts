/** /healthz: whether answers can be taken, and how many wait for the database. */
import { Hono } from 'hono'
import { Problem } from '../schema/problem.ts'
import type { App } from './context.ts'
import { Database } from './db.ts'
import { answersWaiting } from './inbox/inbox-of.ts'

const PATIENCE_MS = 1000

export const health = new Hono<App>().get('/healthz', async (c) => {
  const waiting = await answersWaiting(c.env).catch(() => null)
  // Without its inboxes nothing can be kept.
  if (waiting === null) throw new Problem('unavailable', { retryAfter: 5 })
  const isUp = await new Database(c.env, PATIENCE_MS)
    .read([{ sql: 'SELECT 1', args: [] }])
    .then(() => true)
    .catch(() => false)
  if (isUp && waiting === 0) return c.json({ status: 'ok' })
  return c.json({ status: 'degraded', down: isUp ? [] : ['database'], waiting })
})

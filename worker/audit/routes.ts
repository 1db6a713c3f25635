/** The audit log, for owners to read; nobody writes it but the changes themselves. */
import { Hono } from 'hono'
import * as z from 'zod'
import { AuditEntry } from '../../schema/audit.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { permit } from '../staff/permit.ts'
import { validQuery } from '../valid.ts'
import { entriesBefore } from './store.ts'

export const audit = new Hono<App>().get(
  '/',
  describe(
    'Who changed what, the latest first',
    z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }),
  ),
  validQuery(Paging),
  async (c) => {
    permit(c.var.actor, 'audit:read')
    const { limit, cursor } = c.req.valid('query')
    const [before] = fromCursor(cursor) ?? []
    const found = await entriesBefore(c.var.db, before ?? null, limit)
    const last = found.length === limit ? found.at(-1) : undefined
    return c.json({
      entries: found.map(({ seq, ...entry }) => entry),
      next: last ? asCursor(last.seq) : null,
    })
  },
)

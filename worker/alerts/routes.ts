/** Alerts for staff: what the complaint chart raised, and who has seen it. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Alert, AlertChange, AlertQuery } from '../../schema/alerts.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { see } from './see.ts'
import { alertsBefore } from './store.ts'

const Alerts = z.object({ alerts: z.array(Alert), next: z.string().nullable() })

export const alerts = new Hono<App>()
  .get(
    '/',
    describe('Alerts of the complaint chart, the latest first', Alerts),
    validQuery(AlertQuery.extend(Paging.shape)),
    async (c) => {
      permit(c.var.actor, 'reports:read')
      const { state, limit, cursor } = c.req.valid('query')
      const [before] = fromCursor(cursor) ?? []
      const found = await alertsBefore(c.var.db, state, before ?? null, limit)
      const last = found.length === limit ? found.at(-1) : undefined
      return c.json({
        alerts: found.map(({ alert }) => alert),
        next: last ? asCursor(last.seq) : null,
      })
    },
  )
  .put(
    '/:alertId',
    describe('Say that an alert has been seen', Alert),
    permits('alerts:see'),
    validJson(AlertChange),
    async (c) => {
      const { db, actor, now } = c.var
      return c.json(await see(db, actor, c.req.param('alertId'), now))
    },
  )

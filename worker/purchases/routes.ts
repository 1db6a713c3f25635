/** Purchases for staff: import, how far they reach, forget. Only the repurchase report reads them. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Imported } from '../../schema/imports.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permit } from '../staff/permit.ts'
import { validQuery } from '../valid.ts'
import { importPurchases } from './import.ts'
import { forgetPurchases, purchaseSpan } from './store.ts'

const Span = z.object({
  purchases: z.int(),
  first: z.iso.datetime().nullable(),
  last: z.iso.datetime().nullable(),
})

export const purchases = new Hono<App>()
  .get('/', describe('How many purchases are known, from when to when', Span), async (c) => {
    permit(c.var.actor, 'customers:read')
    const { purchases, first, last } = await purchaseSpan(c.var.db)
    return c.json({ purchases, first: iso(first), last: iso(last) })
  })
  .post(
    '/import',
    describe(
      'Import purchases from CSV `customer,bought_at`; `?dryRun=1` only says what would happen',
      Imported,
      { body: 'text/csv' },
    ),
    validQuery(z.object({ dryRun: z.literal('1').optional() })),
    async (c) => {
      const isDry = c.req.valid('query').dryRun === '1'
      const { db, actor, now } = c.var
      const result = await importPurchases(db, actor, c.req.raw, now.getTime(), isDry)
      return c.json(result, result.job ? 202 : 200)
    },
  )
  .delete('/', describe('Forget every purchase', undefined, { status: 204 }), async (c) => {
    permit(c.var.actor, 'customers:write')
    await c.var.db.write([forgetPurchases()])
    return c.body(null, 204)
  })

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

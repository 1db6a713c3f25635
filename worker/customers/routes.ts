/** Customers for staff: list, one, change, import, a copy of all, erasure. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Complaint } from '../../schema/complaints.ts'
import { Customer, CustomerChange, KnownCustomer, NewCustomer } from '../../schema/customers.ts'
import { Problem } from '../../schema/problem.ts'
import { ListedCustomer, TimelineEntry } from '../../schema/timeline.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { Database, isConstraint } from '../db.ts'
import { describe } from '../describe.ts'
import { withMail } from '../mail/unsubscribed.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { BULK_CALL_MS } from '../responses/import-again.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { eraseCustomer } from './erase.ts'
import { copyOf } from './export.ts'
import { CustomersImported, importCustomers } from './import.ts'
import {
  customerById,
  customersOf,
  happening,
  insertCustomers,
  placeOf,
  putCustomers,
} from './store.ts'
import { timelineOf, withLatest } from './timeline.ts'

const Query = Paging.extend({
  search: z.string().min(1).max(200).optional(),
  tier: z.string().max(64).optional(),
  stage: z.string().max(64).optional(),
  /** Only customers with an open complaint. */
  complaint: z.literal('open').optional(),
})
const Listed = z.object({ customers: z.array(ListedCustomer), next: z.string().nullable() })
const Timeline = z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() })
const Copy = z.object({
  customer: KnownCustomer.nullable(),
  responses: z.array(z.looseObject({ survey: z.string(), id: z.string() })),
  complaints: z.array(Complaint),
  purchases: z.array(z.iso.datetime()),
  invitations: z.array(z.looseObject({ survey: z.string(), state: z.string() })),
})

export const customers = new Hono<App>()
  .get(
    '/',
    describe('Customers, the latest first; `search` looks in names, addresses and ids', Listed),
    validQuery(Query),
    async (c) => {
      permit(c.var.actor, 'customers:read')
      permit(c.var.actor, 'responses:read')
      const { limit, cursor, complaint, ...rest } = c.req.valid('query')
      const [after] = fromCursor(cursor) ?? []
      const filter = { ...rest, complaining: complaint === 'open' }
      const found = await customersOf(c.var.db, filter, after ?? null, limit)
      const last = found.length === limit ? found.at(-1) : undefined
      const listed = found.map(({ row, ...customer }) => customer)
      return c.json({
        customers: await withLatest(c.var.db, listed),
        next: last ? asCursor(last.row) : null,
      })
    },
  )
  .post(
    '/',
    describe('Add a customer', Customer, { status: 201 }),
    permits('customers:write'),
    validJson(NewCustomer),
    async (c) => {
      const customer = c.req.valid('json')
      try {
        await c.var.db.write([insertCustomers([customer], c.var.now.getTime())])
      } catch (error) {
        if (isConstraint(error)) throw new Problem('customer-exists')
        throw error
      }
      return c.json(await existing(c, customer.id), 201)
    },
  )
  .post(
    '/import',
    describe(
      'Import customers from CSV; `?dryRun=1` only says what would happen',
      CustomersImported,
      {
        body: 'text/csv',
      },
    ),
    permits('customers:write'),
    validQuery(z.object({ dryRun: z.literal('1').optional() })),
    async (c) => {
      const { actor, now } = c.var
      const db = new Database(c.env, BULK_CALL_MS)
      const isDry = c.req.valid('query').dryRun === '1'
      return c.json(await importCustomers(db, actor, c.req.raw, now.getTime(), isDry))
    },
  )
  .get('/:customerId', describe('One customer', KnownCustomer), async (c) => {
    permit(c.var.actor, 'customers:read')
    const customer = await existing(c, c.req.param('customerId'))
    return c.json(await withMail(c.env, c.var.db, customer))
  })
  .patch(
    '/:customerId',
    describe('Change a customer; what is left out stays, null forgets', Customer),
    permits('customers:write'),
    validJson(CustomerChange),
    async (c) => {
      const { createdAt, updatedAt, ...before } = await existing(c, c.req.param('customerId'))
      const given = Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined)
      const after = { ...before, ...Object.fromEntries(given) }
      await c.var.db.write([putCustomers([after], c.var.now.getTime())])
      return c.json(await existing(c, before.id))
    },
  )
  .get(
    '/:customerId/timeline',
    describe('Answers, complaints and invitations of a customer, newest first', Timeline),
    validQuery(Paging),
    async (c) => {
      permit(c.var.actor, 'customers:read')
      permit(c.var.actor, 'responses:read')
      permit(c.var.actor, 'complaints:read')
      const { db, now } = c.var
      const { limit, cursor } = c.req.valid('query')
      const [at, kind, seq] = fromCursor(cursor) ?? []
      const isPlace = at !== undefined && kind !== undefined && seq !== undefined
      const after = isPlace ? happening(at, kind, seq) : null
      const id = c.req.param('customerId')
      const { entries, last } = await timelineOf(db, id, after, limit, now.getTime())
      // Of a claimed id there may be answers without a record; of nothing at all there is no timeline.
      if (entries.length === 0 && after === null) await existing(c, id)
      return c.json({ entries, next: last ? asCursor(...placeOf(last)) : null })
    },
  )
  .get(
    '/:customerId/export',
    describe('All that is kept of a customer, as their own copy', Copy),
    async (c) => {
      permit(c.var.actor, 'customers:read')
      permit(c.var.actor, 'responses:read')
      const copy = await copyOf(c.env, c.var.db, c.req.param('customerId'), c.var.now.getTime())
      if (!copy) throw new Problem('not-found')
      const { db, actor, now } = c.var
      await db.write([note(actor, now, 'customer-exported', '')])
      return c.json(copy)
    },
  )
  .delete(
    '/:customerId',
    describe('Erase a customer: the record and the words go, the figures stay', undefined, {
      status: 204,
    }),
    async (c) => {
      const { db, actor, now } = c.var
      await eraseCustomer(c.env, db, actor, c.req.param('customerId'), now.getTime())
      return c.body(null, 204)
    },
  )

/** @throws Problem not-found */
async function existing(c: Context<App>, id: string): Promise<Customer> {
  const customer = await customerById(c.var.db, id)
  if (!customer) throw new Problem('not-found')
  return customer
}

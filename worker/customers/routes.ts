/** Customers for staff: list, one, change, import, a copy of all, erasure. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Complaint } from '../../schema/complaints.ts'
import { Customer, CustomerChange, NewCustomer } from '../../schema/customers.ts'
import { Problem } from '../../schema/problem.ts'
import type { App } from '../context.ts'
import { isConstraint } from '../db.ts'
import { describe } from '../describe.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { eraseCustomer } from './erase.ts'
import { copyOf } from './export.ts'
import { CustomersImported, importCustomers } from './import.ts'
import { customerById, customersOf, insertCustomers, putCustomers } from './store.ts'

const Query = Paging.extend({
  search: z.string().min(1).max(200).optional(),
  tier: z.string().max(64).optional(),
  stage: z.string().max(64).optional(),
})
const Listed = z.object({
  customers: z.array(
    Customer.extend({ responses: z.int(), lastAnsweredAt: z.iso.datetime().nullable() }),
  ),
  next: z.string().nullable(),
})
const Copy = z.object({
  customer: Customer.nullable(),
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
      const { limit, cursor, ...filter } = c.req.valid('query')
      const [after] = fromCursor(cursor) ?? []
      const found = await customersOf(c.var.db, filter, after ?? null, limit)
      const last = found.length === limit ? found.at(-1) : undefined
      return c.json({
        customers: found.map(({ row, ...customer }) => customer),
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
      const { db, actor, now } = c.var
      const isDry = c.req.valid('query').dryRun === '1'
      return c.json(await importCustomers(db, actor, c.req.raw, now.getTime(), isDry))
    },
  )
  .get('/:customerId', describe('One customer', Customer), async (c) => {
    permit(c.var.actor, 'customers:read')
    return c.json(await existing(c, c.req.param('customerId')))
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
    '/:customerId/export',
    describe('All that is kept of a customer, as their own copy', Copy),
    async (c) => {
      permit(c.var.actor, 'customers:read')
      permit(c.var.actor, 'responses:read')
      const copy = await copyOf(c.var.db, c.req.param('customerId'), c.var.now.getTime())
      if (!copy) throw new Problem('not-found')
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

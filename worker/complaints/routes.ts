/** Complaints for staff: list, one, change, log, import. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { addDays, instantOf } from '../../schema/calendar.ts'
import {
  Complaint,
  ComplaintChange,
  ComplaintEvent,
  ComplaintQuery,
  NewEvent,
} from '../../schema/complaints.ts'
import { Imported } from '../../schema/imports.ts'
import { Problem } from '../../schema/problem.ts'
import type { App } from '../context.ts'
import { Database } from '../db.ts'
import { describe } from '../describe.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { segmentFilters } from '../reports/scope.ts'
import { BULK_CALL_MS } from '../responses/import-again.ts'
import { accountSettings } from '../settings/store.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { surveysNotToAsk } from './anonymous.ts'
import { changeComplaint } from './change.ts'
import { importComplaints } from './import.ts'
import { type CaseFilter, complaintBy, complaintsOf } from './list.ts'
import { logComplaint } from './log.ts'
import { eventsOf } from './store.ts'

const Cases = z.object({ complaints: z.array(Complaint), next: z.string().nullable() })
const Log = z.object({ events: z.array(ComplaintEvent) })

export const complaints = new Hono<App>()
  .get(
    '/',
    describe('Complaints, newest first; `filter.NAME=value` by segment', Cases),
    validQuery(ComplaintQuery.extend(Paging.shape)),
    async (c) => {
      permit(c.var.actor, 'complaints:read')
      const { limit, cursor, ...query } = c.req.valid('query')
      const [openedAt, seq] = fromCursor(cursor) ?? []
      const after = openedAt !== undefined && seq !== undefined ? { openedAt, seq } : null
      const found = await complaintsOf(c.var.db, await filterOf(c, query), after, limit)
      const last = found.length === limit ? found.at(-1)?.place : undefined
      return c.json({
        complaints: found.map(({ complaint }) => complaint),
        next: last ? asCursor(last.openedAt, last.seq) : null,
      })
    },
  )
  .post(
    '/import',
    describe('Import complaints from CSV; `?dryRun=1` only says what would happen', Imported, {
      body: 'text/csv',
    }),
    validQuery(z.object({ dryRun: z.literal('1').optional() })),
    async (c) => {
      const isDry = c.req.valid('query').dryRun === '1'
      const now = c.var.now.getTime()
      const db = new Database(c.env, BULK_CALL_MS)
      const result = await importComplaints(db, c.var.actor, c.req.raw, now, isDry)
      return c.json(result, result.job ? 202 : 200)
    },
  )
  .get('/:complaintId', describe('One complaint, by id or reference', Complaint), async (c) => {
    permit(c.var.actor, 'complaints:read')
    return c.json(await existing(c))
  })
  .patch(
    '/:complaintId',
    describe(
      'Change a complaint: its state, owner, category, outcome, cause, and whether the person was satisfied',
      Complaint,
    ),
    permits('complaints:work'),
    validJson(ComplaintChange),
    async (c) => {
      const { db, actor, now } = c.var
      const complaint = await existing(c)
      await changeComplaint(db, actor, complaint, c.req.valid('json'), now.getTime())
      return c.json(await existing(c))
    },
  )
  .get('/:complaintId/events', describe('What was done, oldest first', Log), async (c) => {
    permit(c.var.actor, 'complaints:read')
    const { id } = await existing(c)
    return c.json({ events: await eventsOf(c.var.db, id) })
  })
  .post(
    '/:complaintId/events',
    describe('Add a note, or what was told to the customer', Log, { status: 201 }),
    permits('complaints:work'),
    validJson(NewEvent),
    async (c) => {
      const { db, actor, now } = c.var
      const complaint = await existing(c)
      await logComplaint(db, actor, complaint, c.req.valid('json'), now.getTime())
      return c.json({ events: await eventsOf(db, complaint.id) }, 201)
    },
  )

async function existing(c: Context<App>): Promise<Complaint> {
  const complaint = await complaintBy(c.var.db, c.req.param('complaintId') ?? '')
  if (!complaint) throw new Problem('not-found')
  return complaint
}

async function filterOf(
  c: Context<App>,
  { from, to, owner, overdue, ...query }: z.infer<typeof ComplaintQuery>,
): Promise<CaseFilter> {
  const { timeZone } = await accountSettings(c.var.db)
  const segments = segmentFilters(c.req.query())
  return {
    ...query,
    notOf: await surveysNotToAsk(c.var.db, segments),
    owner: owner === 'none' ? null : owner === 'me' ? c.var.actor.id : owner,
    overdueAt: overdue ? c.var.now.getTime() : undefined,
    from: from ? instantOf(from, 0, timeZone) : undefined,
    to: to ? instantOf(addDays(to, 1), 0, timeZone) : undefined,
    segments,
  }
}

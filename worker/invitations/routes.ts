/** Invitations for staff: make, mail, list, remind, revoke. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import {
  INVITATION_STATES,
  Invitation,
  InvitationLink,
  NewInvitations,
} from '../../schema/invitations.ts'
import { NewReminders, NotMailed } from '../../schema/mails.ts'
import { Problem } from '../../schema/problem.ts'
import { ownOrigin } from '../address.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { deliverMails, SHORT_RUN_MS, tellFailure } from '../mail/deliver.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { permit, permits } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { validJson, validQuery } from '../valid.ts'
import { invite } from './invite.ts'
import { remind } from './remind.ts'
import { invitationCounts, invitationsOf, revokeInvitation } from './store.ts'

const Listed = z.object({
  invitations: z.array(Invitation),
  /** How many there are in each state, over all pages. */
  counts: z.record(z.enum(INVITATION_STATES), z.int()),
  next: z.string().nullable(),
})

export const invitations = new Hono<App>()
  .get(
    '/:surveyId/invitations',
    describe('Who was invited, and what came of it; newest first', Listed),
    validQuery(Paging.extend({ state: z.enum(INVITATION_STATES).optional() })),
    async (c) => {
      permit(c.var.actor, 'customers:read')
      const { db, now } = c.var
      const { limit, cursor, state } = c.req.valid('query')
      const survey = await existing(db, c.req.param('surveyId'))
      const [createdAt, row] = fromCursor(cursor) ?? []
      const after = createdAt !== undefined && row !== undefined ? { createdAt, row } : null
      const found = await invitationsOf(db, survey.id, now.getTime(), state, after, limit)
      const last = found.length === limit ? found.at(-1)?.place : undefined
      return c.json({
        invitations: found.map(({ invitation }) => invitation),
        counts: await invitationCounts(db, survey.id, now.getTime()),
        next: last ? asCursor(last.createdAt, last.row) : null,
      })
    },
  )
  .post(
    '/:surveyId/invitations',
    describe(
      'Invite customers: a link each, told once; with `send` by mail, and who gets none is listed',
      z.object({ invitations: z.array(InvitationLink), notSent: z.array(NotMailed) }),
      { status: 201 },
    ),
    permits('customers:write'),
    validJson(NewInvitations),
    async (c) => {
      const { db, actor, now } = c.var
      const survey = await existing(db, c.req.param('surveyId'))
      const origin = ownOrigin(c.env, c.req.raw)
      const wanted = c.req.valid('json')
      const made = await invite(c.env, db, actor, survey, wanted, origin, now.getTime())
      if (wanted.send) deliverSoon(c)
      return c.json(made, 201)
    },
  )
  .post(
    '/:surveyId/reminders',
    describe(
      'Remind people who were invited by mail and have not answered: once each; who gets none is listed',
      z.object({
        reminded: z.array(z.object({ customer: z.string(), invitation: z.string() })),
        notSent: z.array(NotMailed),
      }),
      { status: 201 },
    ),
    permits('customers:write'),
    validJson(NewReminders),
    async (c) => {
      const { db, actor, now } = c.var
      const survey = await existing(db, c.req.param('surveyId'))
      const { customers } = c.req.valid('json')
      const queued = await remind(c.env, db, actor, survey, customers, now.getTime())
      deliverSoon(c)
      return c.json(queued, 201)
    },
  )
  .delete(
    '/:surveyId/invitations/:invitationId',
    describe('End a link that was not used', undefined, { status: 204 }),
    async (c) => {
      permit(c.var.actor, 'customers:write')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const { invitationId } = c.req.param()
      const revoke = revokeInvitation(survey.id, invitationId, c.var.now.getTime())
      const [result] = await c.var.db.write([revoke])
      if (result?.rowsAffected !== 1) throw new Problem('not-found')
      return c.body(null, 204)
    },
  )

/** Begins at once with what the next minute would do; the minute finishes it. */
function deliverSoon(c: Context<App>): void {
  const now = c.var.now.getTime()
  const work = deliverMails(c.env, c.var.db, now, SHORT_RUN_MS).catch(tellFailure)
  c.executionCtx.waitUntil(work)
}

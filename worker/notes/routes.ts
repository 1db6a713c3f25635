/** Dated notes on trends: what staff know about a day. */
import { Hono } from 'hono'
import * as z from 'zod'
import { NewNote, Note } from '../../schema/complaints.ts'
import { Day } from '../../schema/day.ts'
import { Problem } from '../../schema/problem.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { randomId } from '../secrets.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { deleteNote, insertNote, notesBetween, updateNote } from './store.ts'

const Between = z.object({
  from: Day.default('1970-01-01'),
  to: Day.default('9999-12-31'),
})

export const notes = new Hono<App>()
  .get(
    '/',
    describe('Notes by day', z.object({ notes: z.array(Note) })),
    validQuery(Between),
    async (c) => {
      permit(c.var.actor, 'reports:read')
      const { from, to } = c.req.valid('query')
      return c.json({ notes: await notesBetween(c.var.db, from, to) })
    },
  )
  .post(
    '/',
    describe('Write a note', Note, { status: 201 }),
    permits('notes:write'),
    validJson(NewNote),
    async (c) => {
      const { db, actor, now } = c.var
      const note = c.req.valid('json')
      const id = randomId()
      await db.write([insertNote(id, note, actor.name, now.getTime())])
      return c.json({ id, ...note, authorName: actor.name, createdAt: now.toISOString() }, 201)
    },
  )
  .put(
    '/:noteId',
    describe('Change a note', undefined, { status: 204 }),
    permits('notes:write'),
    validJson(NewNote),
    async (c) => {
      const [done] = await c.var.db.write([updateNote(c.req.param('noteId'), c.req.valid('json'))])
      if (done?.rowsAffected === 0) throw new Problem('not-found')
      return c.body(null, 204)
    },
  )
  .delete('/:noteId', describe('Delete a note', undefined, { status: 204 }), async (c) => {
    permit(c.var.actor, 'notes:write')
    const [done] = await c.var.db.write([deleteNote(c.req.param('noteId'))])
    if (done?.rowsAffected === 0) throw new Problem('not-found')
    return c.body(null, 204)
  })

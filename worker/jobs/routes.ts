/** Long work, looked up by its id. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permit } from '../staff/permit.ts'
import { jobById } from './store.ts'

const Job = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  result: z.unknown(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

export const jobs = new Hono<App>().get(
  '/:jobId',
  describe('How far long work is', Job),
  async (c) => {
    permit(c.var.actor, 'reports:read')
    const job = await jobById(c.var.db, c.req.param('jobId'))
    if (!job) throw new Problem('not-found')
    return c.json({
      ...job,
      result: JSON.parse(job.result),
      createdAt: new Date(job.createdAt).toISOString(),
      updatedAt: new Date(job.updatedAt).toISOString(),
    })
  },
)

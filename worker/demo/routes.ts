/** The made-up shop of the first start. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { clearDemo } from './clear.ts'

export const demo = new Hono<App>().delete(
  '/',
  describe(
    'Delete the demo shop: its surveys with their answers, customers, complaints and orders; repeat until done',
    z.object({ done: z.boolean() }),
  ),
  async (c) => {
    const { db, actor, now } = c.var
    return c.json({ done: await clearDemo(c.env, db, actor, now.getTime()) })
  },
)

/** The key website owners sign customer ids with, on their own servers; for owners only. */
import { Hono } from 'hono'
import * as z from 'zod'
import { identityKey } from '../answering/submit.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permits } from '../staff/permit.ts'

const Key = z.object({ key: z.string() })

export const identity = new Hono<App>().get(
  '/',
  describe('The key that signs customer ids for the widget', Key),
  permits('settings:write'),
  async (c) =>
    c.json({ key: await identityKey(c.env.GAPWISE_SECRET) } satisfies z.infer<typeof Key>),
)

/** The key website owners sign customer ids with, on their own servers; for owners only. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Settings } from '../../schema/settings.ts'
import { identityKey } from '../answering/submit.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { refreshInboxes } from '../settings/refresh.ts'
import { accountSettings, storeSettings } from '../settings/store.ts'
import { permits } from '../staff/permit.ts'

const Key = z.object({ key: z.string() })
type Key = z.infer<typeof Key>

export const identity = new Hono<App>()
  .get(
    '/',
    describe('The key that signs customer ids for the widget', Key),
    permits('settings:write'),
    async (c) => {
      const { identityKeyNumber } = await accountSettings(c.var.db)
      return c.json({
        key: await identityKey(c.env.GAPWISE_SECRET, identityKeyNumber),
      } satisfies Key)
    },
  )
  .post(
    '/',
    describe('Another such key; what the one before has signed is a claim from now on', Key, {
      status: 201,
    }),
    permits('settings:write'),
    async (c) => {
      const { db, actor, now } = c.var
      const before = await accountSettings(db)
      const identityKeyNumber = before.identityKeyNumber + 1
      await db.write([
        storeSettings(Settings.parse({ ...before, identityKeyNumber })),
        note(actor, now, 'settings-changed', '', { changed: ['identityKey'] }),
      ])
      await refreshInboxes(c.env, db)
      return c.json(
        { key: await identityKey(c.env.GAPWISE_SECRET, identityKeyNumber) } satisfies Key,
        201,
      )
    },
  )

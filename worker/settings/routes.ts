/** The account's settings. */
import { Hono } from 'hono'
import { Settings, SettingsChange } from '../../schema/settings.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson } from '../valid.ts'
import { refreshInboxes } from './refresh.ts'
import { accountSettings, storeSettings } from './store.ts'

export const settings = new Hono<App>()
  .get('/', describe('The account’s settings', Settings), async (c) => {
    permit(c.var.actor, 'settings:read')
    return c.json(await accountSettings(c.var.db))
  })
  .put(
    '/',
    describe('Change some settings; what is left out stays', Settings),
    permits('settings:write'),
    validJson(SettingsChange),
    async (c) => {
      const { db } = c.var
      const before = await accountSettings(db)
      const after = Settings.parse({ ...before, ...c.req.valid('json') })
      const changed = Object.keys(c.req.valid('json'))
      await db.write([
        storeSettings(after),
        note(c.var.actor, c.var.now, 'settings-changed', '', { changed }),
      ])
      // Another zone moves answers to other days: the sums are made anew, from rows meanwhile.
      await refreshInboxes(c.env, db, after.timeZone !== before.timeZone)
      return c.json(after)
    },
  )

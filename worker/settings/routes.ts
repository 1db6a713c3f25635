/** The account's settings. */
import { Hono } from 'hono'
import { type Fault, Problem } from '../../schema/problem.ts'
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
      const wanted = c.req.valid('json')
      keepOwn(before, wanted)
      const after = Settings.parse({ ...before, ...wanted })
      const changed = Object.keys(wanted).filter((name) => !isSame(before, after, name))
      await db.write([
        storeSettings(after),
        note(c.var.actor, c.var.now, 'settings-changed', '', { changed }),
      ])
      // Another zone moves answers to other days: the sums are made anew, from rows meanwhile.
      await refreshInboxes(c.env, db, after.timeZone !== before.timeZone)
      return c.json(after)
    },
  )

const isSame = (before: Settings, after: Settings, name: string): boolean => {
  const at = (settings: Settings) =>
    JSON.stringify(Object.entries(settings).find(([n]) => n === name))
  return at(before) === at(after)
}

/** What only the service sets may come back as it was read. @throws Problem invalid-request when it differs */
function keepOwn(before: Settings, wanted: SettingsChange): void {
  const errors: Fault[] = (['demo', 'identityKeyNumber'] as const)
    .filter((name) => wanted[name] !== undefined && wanted[name] !== before[name])
    .map((name) => ({ pointer: `/${name}`, detail: 'Only the service sets this' }))
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
}

/**
 * Takes the demo shop away so that somebody's own can begin. In pieces, each within a call's deadline; whatever
 * cuts it off, asking again goes on where it stopped, and only the last piece takes the mark away.
 */
import { Problem } from '../../schema/problem.ts'
import type { Settings } from '../../schema/settings.ts'
import type { Actor } from '../../schema/staff.ts'
import { forgetAlerts } from '../alerts/store.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { directoryOf } from '../inbox/directory.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { accountSettings, storeSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import {
  closeDemoSurveys,
  deleteDemoComplaints,
  deleteDemoCustomers,
  deleteDemoExposure,
  deleteDemoSurveys,
  deletePiece,
  demoSurveys,
} from './store.ts'

/** Pieces of one request; the next request takes the next ones. */
const MOST_PIECES = 40

/**
 * Deletes the demo's surveys with their answers, its customers, complaints and orders, and what it put into the settings.
 * @returns whether all of it is gone
 * @throws Problem not-allowed; wrong-state when there is no demo shop
 */
export async function clearDemo(
  env: Env,
  db: Database,
  actor: Actor,
  now: number,
): Promise<boolean> {
  permit(actor, 'settings:write')
  if (!(await accountSettings(db)).demo)
    throw new Problem('wrong-state', { detail: 'There is no demo shop' })
  const surveys = await demoSurveys(db)
  // Closed first, and told to the inboxes, so that no new answer comes in behind the deletion.
  await db.write([closeDemoSurveys(now)])
  for (const { slug } of surveys) await inboxOf(env, slug).refresh(slug)
  const pieces = [
    ...surveys.map((survey) => () => deletePiece(db, survey)),
    () => deleteDemoComplaints(db, surveys),
    () => deleteDemoCustomers(db),
  ]
  let left = MOST_PIECES
  for (const piece of pieces)
    do if (left-- === 0) return false
    while ((await piece()) > 0)
  const after = ownSettings(await accountSettings(db))
  await db.write([deleteDemoSurveys(), deleteDemoExposure(), ...forgetAlerts, storeSettings(after)])
  await directoryOf(env).refresh()
  for (const { slug } of surveys) await inboxOf(env, slug).refresh(slug)
  return true
}

/** The settings without the shop's name, hours and touchpoints; the rest may be somebody's own by now. */
const ownSettings = (settings: Settings): Settings => ({
  ...settings,
  brand: {},
  workingHours: null,
  replyHours: null,
  touchpoints: [],
  demo: false,
})

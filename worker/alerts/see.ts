/** Says that somebody has seen an alert. Once more changes nothing. */
import type { Alert } from '../../schema/alerts.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { note } from '../audit/note.ts'
import { type Database, isConstraint } from '../db.ts'
import { permit } from '../staff/permit.ts'
import { alertById, seeAlert } from './store.ts'

/** @throws Problem not-allowed, not-found */
export async function see(db: Database, actor: Actor, id: string, now: Date): Promise<Alert> {
  permit(actor, 'alerts:see')
  const alert = await alertById(db, id)
  if (!alert) throw new Problem('not-found')
  if (alert.state === 'seen') return alert
  const { interval, start, rule } = alert
  try {
    await db.write([
      ...seeAlert(id, actor.name, now.getTime()),
      note(actor, now, 'alert-seen', id, { interval, start, rule }),
    ])
  } catch (error) {
    // Somebody else was quicker.
    if (!isConstraint(error)) throw error
  }
  return (await alertById(db, id)) ?? alert
}

/** Adds to a case's log. The first reply to the customer is the first response, and acknowledges the case. */
import type { Complaint, NewEvent } from '../../schema/complaints.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { type Database, isConstraint } from '../db.ts'
import { permit } from '../staff/permit.ts'
import { type CaseColumns, insertEvent, updateCase } from './store.ts'

/** @throws Problem not-allowed, wrong-state (somebody else was quicker) */
export async function logComplaint(
  db: Database,
  actor: Actor,
  complaint: Complaint,
  { kind, text }: NewEvent,
  now: number,
): Promise<void> {
  permit(actor, 'complaints:work')
  const columns = kind === 'reply' ? answered(complaint, now) : {}
  try {
    await db.write([
      ...(Object.keys(columns).length > 0
        ? updateCase(complaint.id, complaint.revision, columns)
        : []),
      insertEvent(complaint.id, now, kind, actor, { text }),
      ...(columns.state
        ? [
            insertEvent(complaint.id, now, 'state', actor, {
              changes: { state: columns.state, from: complaint.state },
            }),
          ]
        : []),
    ])
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw new Problem('wrong-state', { detail: 'Somebody else has changed this case meanwhile' })
  }
}

const answered = (complaint: Complaint, now: number): CaseColumns => ({
  ...(complaint.firstResponseAt === null ? { firstResponseAt: now } : {}),
  ...(complaint.acknowledgedAt === null ? { acknowledgedAt: now } : {}),
  ...(complaint.state === 'received' ? { state: 'acknowledged' as const } : {}),
})

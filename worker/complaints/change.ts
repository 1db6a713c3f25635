/** Changes a case: its state along the permitted ways, its owner, what it is about. Every change is logged. */
import {
  type Complaint,
  type ComplaintChange,
  type ComplaintState,
  MAY_BECOME,
  NOT_SOLVED,
  OPEN_STATES,
} from '../../schema/complaints.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { type Database, isConstraint, type Statement } from '../db.ts'
import { permit } from '../staff/permit.ts'
import { type CaseColumns, insertEvent, isOnStaff, updateCase } from './store.ts'

/**
 * @param revision the one the change was made from, when the client says; else the present one
 * @throws Problem not-allowed, wrong-state, invalid-request, draft-changed (somebody else was quicker)
 */
export async function changeComplaint(
  db: Database,
  actor: Actor,
  complaint: Complaint,
  change: ComplaintChange,
  now: number,
): Promise<void> {
  permit(actor, 'complaints:work')
  if (change.ownerId && !(await isOnStaff(db, change.ownerId)))
    throw new Problem('invalid-request', {
      errors: [{ pointer: '/ownerId', detail: 'Nobody on the staff has this id' }],
    })
  const { state, satisfied, ...rest } = change
  if (satisfied !== undefined && satisfied !== null) checkOver(state ?? complaint.state)
  const rated =
    satisfied === undefined ? {} : { satisfied: satisfied === null ? null : Number(satisfied) }
  const columns: CaseColumns = { ...rest, ...rated, ...stateColumns(complaint, change, now) }
  try {
    await db.write([
      ...updateCase(complaint.id, complaint.revision, columns),
      ...logged(complaint, change, actor, now),
    ])
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw new Problem('wrong-state', { detail: 'Somebody else has changed this case meanwhile' })
  }
}

/** Nobody can be content with the end of what has not ended. */
function checkOver(state: ComplaintState): void {
  if (!isSolved(state))
    throw new Problem('wrong-state', {
      detail: 'Only a case that is resolved or closed can have been handled to satisfaction',
    })
}

/** What a step to another state sets besides it: the times of the steps it passes. */
function stateColumns(complaint: Complaint, change: ComplaintChange, now: number): CaseColumns {
  const to = change.state
  if (to === undefined || to === complaint.state) return {}
  const outcome = change.outcome ?? complaint.outcome
  const isUnsolved = outcome !== null && NOT_SOLVED.includes(outcome)
  const isDropped = to === 'closed' && isUnsolved && OPEN_STATES.includes(complaint.state)
  if (!MAY_BECOME[complaint.state].includes(to) && !isDropped)
    throw new Problem('wrong-state', {
      detail: `From ${complaint.state} a case may become ${MAY_BECOME[complaint.state].join(' or ')}`,
    })
  if (to === 'closed' && outcome === null)
    throw new Problem('invalid-request', {
      errors: [{ pointer: '/outcome', detail: 'Closing a case needs an outcome' }],
    })
  const isReopened = to === 'in-progress' && !OPEN_STATES.includes(complaint.state)
  if (isReopened)
    return {
      state: to,
      resolvedAt: null,
      closedAt: null,
      outcome: null,
      satisfied: null,
      reopened: complaint.reopened + 1,
    }
  return {
    state: to,
    ...(complaint.acknowledgedAt === null && !isDropped ? { acknowledgedAt: now } : {}),
    ...(isSolved(to) && complaint.resolvedAt === null && !isDropped ? { resolvedAt: now } : {}),
    ...(to === 'closed' ? { closedAt: now } : {}),
  }
}

const isSolved = (state: ComplaintState) => state === 'resolved' || state === 'closed'

function logged(
  complaint: Complaint,
  change: ComplaintChange,
  actor: Actor,
  now: number,
): Statement[] {
  const { state, ownerId, contact, satisfied, ...rest } = change
  const others = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined || complaint[name as keyof typeof rest] === value ? [] : [[name, value]],
  )
  // Where to reach a person is theirs: the log says that it changed, not to what.
  if (contact !== undefined && contact !== complaint.contact) others.push(['contact', null])
  if (satisfied !== undefined && satisfied !== complaint.satisfied)
    others.push(['satisfied', satisfied === null ? null : String(satisfied)])
  const event = (kind: 'state' | 'owner' | 'changed', changes: Record<string, string | null>) =>
    insertEvent(complaint.id, now, kind, actor, { changes })
  return [
    ...(state !== undefined && state !== complaint.state
      ? [event('state', { state, from: complaint.state })]
      : []),
    ...(ownerId !== undefined && ownerId !== complaint.ownerId
      ? [event('owner', { ownerId })]
      : []),
    ...(others.length > 0 ? [event('changed', Object.fromEntries(others))] : []),
  ]
}

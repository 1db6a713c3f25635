/** Decides what becomes of one submission, given what is stored under its id. Pure; every refusal has a name. */
import type { ProblemName } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'

export type Entry = {
  response: SurveyResponse
  /** The sender showed the receipt of this very id. */
  hasReceipt: boolean
  /** Hash of the invitation it came by. */
  invitation?: string | null | undefined
  /** Why a new response would be refused (closed, wrong origin, too many); a repeat of a stored one is not. */
  barred: { problem: ProblemName; retryAfter?: number } | null
}

export type Decision =
  | { does: 'insert'; response: SurveyResponse }
  | { does: 'replace'; before: SurveyResponse; response: SurveyResponse }
  | { does: 'nothing'; outcome: 'repeat' | 'older' }
  | { does: 'refuse'; problem: ProblemName; retryAfter?: number; pointer?: string }

/** What is stored under an id: the response, that it was deleted, or nothing. */
export type Stored = SurveyResponse | 'deleted' | undefined

export function decide(entry: Entry, stored: Stored): Decision {
  const { response, barred } = entry
  if (stored === 'deleted') return { does: 'refuse', problem: 'response-deleted' }
  if (stored === undefined)
    return barred ? { does: 'refuse', ...barred } : { does: 'insert', response }
  if (response.revision < stored.revision) return { does: 'nothing', outcome: 'older' }
  if (response.revision === stored.revision)
    return response.bodyHash === stored.bodyHash
      ? { does: 'nothing', outcome: 'repeat' }
      : { does: 'refuse', problem: 'response-differs', pointer: '/id' }
  if (!entry.hasReceipt) return { does: 'refuse', problem: 'wrong-receipt' }
  // A limit counts new responses only; a closed survey takes no change either.
  if (barred && barred.problem !== 'too-many-requests') return { does: 'refuse', ...barred }
  return { does: 'replace', before: stored, response: nextSelf(stored, response) }
}

/** A later save keeps when and by whom the response was begun, and never makes a complete one incomplete. */
const nextSelf = (before: SurveyResponse, after: SurveyResponse): SurveyResponse => ({
  ...after,
  submittedAt: before.submittedAt,
  complete: before.complete || after.complete,
  segments: { ...before.segments, ...after.segments },
  customerId: after.customerId ?? before.customerId,
  customerVerified: after.customerVerified || before.customerVerified,
})

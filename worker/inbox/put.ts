/** What the Worker hands to an inbox, and what it gets back. */
import type { ProblemName } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Inbox } from './inbox.ts'
import { log } from './log.ts'

export type PutRequest = {
  slug: string
  surveyId: string
  response: SurveyResponse
  hasReceipt: boolean
  /** Hash of the invitation's token, when it came by one. */
  invitation: string | null
  /** The Origin header when it is not our own origin; null for our own pages and for servers. */
  foreignOrigin: string | null
  /** Digest of the sender's address; null for senders who are not limited. */
  address: string | null
  /** New responses an address may send in ten minutes; 0 = no limit. */
  mostPerAddress: number
  now: number
}

export type PutReply =
  | { outcome: 'stored' | 'replaced' | 'repeat' | 'older' | 'kept' }
  | { outcome: 'refused'; problem: ProblemName; retryAfter?: number; pointer?: string }
  /** The survey behind this slug is another one now: look it up again. */
  | { outcome: 'stale' }

/** Not stored, not kept, and nobody's fault: the sender may try again. */
export const AWAY: PutReply = { outcome: 'refused', problem: 'unavailable', retryAfter: 5 }

/**
 * Puts a response into its survey's inbox. Request and reply travel as text: copying objects from one isolate to
 * the other costs more than writing and reading JSON, and the inbox has the weight of the request for nothing.
 * @returns AWAY also when the inbox itself ended on the way (a restart, too much memory)
 */
export async function putInto(
  inbox: DurableObjectStub<Inbox>,
  request: PutRequest,
): Promise<PutReply> {
  try {
    return JSON.parse(await inbox.put(JSON.stringify(request)))
  } catch (error) {
    log('an inbox did not answer', error)
    return AWAY
  }
}

/** One invitation, one answer: which links these entries come by, whether they still hold, and that they are used. */
import { forgetComplaints } from '../complaints/open.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'
import { deleteResponse } from '../responses/store.ts'
import type { Decision, Entry } from './decide.ts'
import type { Published } from './published.ts'

const DAY_MS = 86_400_000

type Invited = {
  customerId: string | null
  expiresAt: number
  isRevoked: boolean
  isUsed: boolean
  /** The response begun by it; null when none was, and of an anonymous survey. */
  begun: { id: string; revision: number | null } | null
}
/** By hash. */
export type KnownInvitations = Map<string, Invited>

/** Reads the invitations these entries come by; nothing when there are none. */
export async function knowInvitations(
  db: Database,
  { surveyId }: Published,
  entries: readonly Entry[],
): Promise<KnownInvitations> {
  const hashes = entries.flatMap(({ invitation }) => invitation ?? [])
  if (hashes.length === 0) return new Map()
  const [found] = await db.read([
    {
      sql: `SELECT i.hash, i.customer_id, i.expires_at, i.revoked_at, i.used_at, i.response_id,
          r.revision, r.complete
        FROM invitations i
        LEFT JOIN responses r ON r.survey_id = i.survey_id AND r.id = i.response_id
        WHERE i.survey_id = ? AND i.hash IN (SELECT value FROM json_each(?))`,
      args: [surveyId, JSON.stringify(hashes)],
    },
  ])
  return new Map(
    (found?.rows ?? []).map((row) => [
      String(row.hash),
      {
        customerId: row.customer_id === null ? null : String(row.customer_id),
        expiresAt: Number(row.expires_at),
        isRevoked: row.revoked_at !== null,
        isUsed: row.used_at !== null || row.complete === 1,
        begun:
          row.response_id === null
            ? null
            : {
                id: String(row.response_id),
                revision: row.revision === null ? null : Number(row.revision),
              },
      },
    ]),
  )
}

/** The entry as the invited customer's own; of an anonymous survey nobody's. */
export function byInvitation(
  entry: Entry,
  invitations: KnownInvitations,
  privacy: 'identified' | 'anonymous' | undefined,
): Entry {
  const invited = entry.invitation ? invitations.get(entry.invitation) : undefined
  if (!invited || invited.customerId === null || privacy !== 'identified') return entry
  const { customerId } = invited
  return { ...entry, response: { ...entry.response, customerId, customerVerified: true } }
}

/** The decision, unless the link it comes by is none of this survey, used by another response, or has ended. */
export function withInvitation(
  decision: Decision,
  { invitation }: Entry,
  invitations: KnownInvitations,
): Decision {
  if (!invitation || (decision.does !== 'insert' && decision.does !== 'replace')) return decision
  const { id, submittedAt } = decision.response
  const invited = invitations.get(invitation)
  if (!invited) return { does: 'refuse', problem: 'unknown-invitation' }
  const isOwn = decision.does === 'replace' && (invited.begun === null || invited.begun.id === id)
  if (invited.isUsed) return isOwn ? decision : { does: 'refuse', problem: 'already-answered' }
  if (invited.isRevoked || (!isOwn && submittedAt >= invited.expiresAt))
    return { does: 'refuse', problem: 'link-expired' }
  return decision
}

/**
 * What a decision does to its invitation, as statements of the same batch: it is bound to this response from the first
 * save, and used up by a complete one. What was begun by it under another id goes, since it has one answer. Of an
 * anonymous response it knows the day alone, also when that was begun under a version that asked for names.
 * The next one of the same group finds it so.
 */
export function claim(
  decision: Decision,
  { invitation, response: { submittedAt: now } }: Entry,
  invitations: KnownInvitations,
  { surveyId }: Published,
  privacy: 'identified' | 'anonymous' | undefined,
): Statement[] {
  if (decision.does !== 'insert' && decision.does !== 'replace') return []
  const { id, complete, revision } = decision.response
  const isNamed = privacy === 'identified'
  const released = isNamed || decision.does === 'insert' ? [] : [release(surveyId, id)]
  const invited = invitation ? invitations.get(invitation) : undefined
  if (!invitation || !invited)
    return [
      ...(decision.does === 'replace' && complete ? [useUp(surveyId, id, now)] : []),
      ...released,
    ]
  if (invited.isUsed) return released
  const { begun } = invited
  invited.isUsed = complete
  if (!isNamed && !complete && begun?.id !== id) return []
  invited.begun = isNamed ? { id, revision } : null
  const isAnother = begun !== null && begun.id !== id && begun.revision !== null
  const usedAt = isNamed ? now : dayOf(now)
  return [
    ...(isAnother
      ? [
          ...deleteResponse(surveyId, { id: begun.id, revision: begun.revision ?? 0 }, now),
          ...forgetComplaints(surveyId, [begun.id], now),
        ]
      : []),
    ...bind(surveyId, invitation, begun?.id ?? null, isNamed ? id : null, complete ? usedAt : null),
  ]
}

/** The time of an answer would say whose it is. */
const dayOf = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

/** Fails the batch when the invitation has changed since it was read. */
const bind = (
  surveyId: string,
  hash: string,
  before: string | null,
  responseId: string | null,
  usedAt: number | null,
): Statement[] => [
  {
    sql: `UPDATE invitations SET response_id = ?, used_at = ? WHERE hash = ? AND survey_id = ?
      AND revoked_at IS NULL AND used_at IS NULL AND response_id IS ?`,
    args: [responseId, usedAt, hash, surveyId, before],
  },
  guardChanged(1),
  clearGuards,
]

/** Completed by its receipt alone, without the link it began by. */
const useUp = (surveyId: string, responseId: string, now: number): Statement => ({
  sql: `UPDATE invitations SET used_at = ? WHERE survey_id = ? AND response_id = ? AND used_at IS NULL`,
  args: [now, surveyId, responseId],
})

/** A response that has become anonymous is told apart from whoever was invited. */
const release = (surveyId: string, responseId: string): Statement => ({
  sql: `UPDATE invitations SET response_id = NULL, used_at = used_at - used_at % ?
    WHERE survey_id = ? AND response_id = ?`,
  args: [DAY_MS, surveyId, responseId],
})

/** Everything that happened with one customer, newest first, a page at a time; and what each of a list said last. */
import type { ListedCustomer, ResponseGlance, TimelineEntry } from '../../schema/timeline.ts'
import { complaintsBySeq } from '../complaints/list.ts'
import type { Database } from '../db.ts'
import { invitationsByRow } from '../invitations/store.ts'
import { glanceAt } from '../responses/glance.ts'
import { latestResponsesOf, responsesBySeq } from '../responses/list.ts'
import { versionsOf } from '../surveys/store.ts'
import { type Happening, happeningsOf, type Kind, type Listed } from './store.ts'

type Stored = Awaited<ReturnType<typeof latestResponsesOf>>[number]

/** A page of the timeline; empty where nothing is known of such a customer. */
export async function timelineOf(
  db: Database,
  customerId: string,
  after: Happening | null,
  limit: number,
  now: number,
): Promise<{ entries: TimelineEntry[]; last: Happening | null }> {
  const found = await happeningsOf(db, customerId, after, limit)
  const seqs = (wanted: Kind) => found.flatMap(({ kind, seq }) => (kind === wanted ? [seq] : []))
  const [responses, complaints, invitations] = await Promise.all([
    responsesBySeq(db, seqs('response')),
    complaintsBySeq(db, seqs('complaint')),
    invitationsByRow(db, seqs('invitation'), now),
  ])
  const glances = await glancesOf(db, [...responses.values()])
  const entryOf = ({ kind, seq, at: time }: Happening): TimelineEntry[] => {
    const at = new Date(time).toISOString()
    const stored = responses.get(seq)
    const response = stored && glances.get(stored.response)
    const complaint = complaints.get(seq)
    const invitation = invitations.get(seq)
    if (kind === 'response') return response ? [{ kind, at, response }] : []
    if (kind === 'complaint') return complaint ? [{ kind, at, complaint }] : []
    return invitation ? [{ kind, at, invitation }] : []
  }
  return {
    entries: found.flatMap(entryOf),
    last: found.length === limit ? (found.at(-1) ?? null) : null,
  }
}

/** A list with each customer's latest answer. */
export async function withLatest(
  db: Database,
  listed: readonly Listed[],
): Promise<ListedCustomer[]> {
  const latest = await latestResponsesOf(
    db,
    listed.map(({ id }) => id),
  )
  const glances = await glancesOf(db, latest)
  const byCustomer = new Map(
    latest.map(({ response }) => [response.customerId, glances.get(response) ?? null]),
  )
  return listed.map((customer) => ({ ...customer, latest: byCustomer.get(customer.id) ?? null }))
}

/** Each response read with the version of its survey that was answered. */
async function glancesOf(db: Database, stored: readonly Stored[]) {
  const surveys = [...new Set(stored.map(({ surveyId }) => surveyId))]
  const versions = new Map(
    await Promise.all(surveys.map(async (id) => [id, await versionsOf(db, id)] as const)),
  )
  return new Map<Stored['response'], ResponseGlance>(
    stored.map(({ surveyId, response }) => {
      const version = versions.get(surveyId)?.find((one) => one.version === response.version)
      return [response, glanceAt(surveyId, response, version?.definition ?? null)]
    }),
  )
}

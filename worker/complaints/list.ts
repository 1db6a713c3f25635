/** SQL that finds complaints: one, a page of them, and the conditions that reports share. */
import type { InValue, ResultSet, Row } from '@libsql/client/http'
import {
  type Complaint,
  type ComplaintState,
  numberIn,
  OPEN_STATES,
  referenceOf,
  type Severity,
} from '../../schema/complaints.ts'
import type { Database } from '../db.ts'
import { veiledCases } from './anonymous.ts'

/** A case by its id or its reference. */
export async function complaintBy(db: Database, name: string): Promise<Complaint | null> {
  const seq = numberIn(name)
  const [found] = await db.read([
    {
      sql: `SELECT c.*, s.name AS owner_name FROM complaints c LEFT JOIN staff s ON s.id = c.owner_id
        WHERE c.id = ?1 OR c.seq = ?2 ORDER BY c.id = ?1 DESC LIMIT 1`,
      args: [name, seq],
    },
  ])
  const [complaint = null] = await casesIn(db, found)
  return complaint
}

/** Every case of one customer, oldest first, for their own copy. */
export async function complaintsOfCustomer(db: Database, customerId: string): Promise<Complaint[]> {
  const [found] = await db.read([
    {
      sql: `SELECT c.*, s.name AS owner_name FROM complaints c LEFT JOIN staff s ON s.id = c.owner_id
        WHERE c.customer_id = ? ORDER BY c.opened_at, c.seq`,
      args: [customerId],
    },
  ])
  return casesIn(db, found)
}

/** Some cases by their sequence. */
export async function complaintsBySeq(
  db: Database,
  seqs: readonly number[],
): Promise<Map<number, Complaint>> {
  const [found] = await db.read([
    {
      sql: `SELECT c.*, s.name AS owner_name FROM complaints c LEFT JOIN staff s ON s.id = c.owner_id
        WHERE c.seq IN (SELECT value FROM json_each(?))`,
      args: [JSON.stringify(seqs)],
    },
  ])
  const cases = await casesIn(db, found)
  return new Map(
    (found?.rows ?? []).flatMap((row, i) => {
      const complaint = cases[i]
      return complaint ? [[Number(row.seq), complaint] as const] : []
    }),
  )
}

/** The references of the cases that some responses of a survey opened, by response. */
export async function casesOfResponses(
  db: Database,
  surveyId: string,
  responseIds: readonly string[],
): Promise<Map<string, string>> {
  const [found] = await db.read([
    {
      sql: `SELECT response_id, min(seq) AS seq FROM complaints
        WHERE survey_id = ? AND response_id IN (SELECT value FROM json_each(?)) GROUP BY response_id`,
      args: [surveyId, JSON.stringify(responseIds)],
    },
  ])
  return new Map(
    (found?.rows ?? []).map(({ response_id, seq }) => [
      String(response_id),
      referenceOf(Number(seq)),
    ]),
  )
}

/** The case a response opened, as its sender is told of it; null when there is none, or it was withdrawn. */
export async function caseOfResponse(
  db: Database,
  surveyId: string,
  responseId: string,
): Promise<{ reference: string; contact: string | null; dueAt: Date | null } | null> {
  const [found] = await db.read([
    {
      sql: `SELECT seq, contact, due_at FROM complaints WHERE survey_id = ? AND response_id = ?
        AND coalesce(outcome, '') <> 'withdrawn' ORDER BY seq LIMIT 1`,
      args: [surveyId, responseId],
    },
  ])
  const row = found?.rows[0]
  if (!row) return null
  const contact = row.contact === null ? null : String(row.contact)
  const dueAt = row.due_at === null ? null : new Date(Number(row.due_at))
  return { reference: referenceOf(Number(row.seq)), contact, dueAt }
}

export type CaseFilter = {
  state?: ComplaintState | 'open' | undefined
  category?: string | undefined
  severity?: string | undefined
  owner?: string | null | undefined
  customer?: string | undefined
  survey?: string | undefined
  response?: string | undefined
  text?: string | undefined
  /** Only open ones whose author should have had a reply before this instant and has not. */
  overdueAt?: number | undefined
  /** Milliseconds UTC, from inclusive, to exclusive. */
  from?: number | undefined
  to?: number | undefined
  segments: ReadonlyMap<string, string>
  /** Surveys whose cases are left out. */
  notOf?: readonly string[] | undefined
}
export type CasePlace = { openedAt: number; seq: number }

/** Cases, newest first, after a place. */
export async function complaintsOf(
  db: Database,
  filter: CaseFilter,
  after: CasePlace | null,
  limit: number,
): Promise<{ place: CasePlace; complaint: Complaint }[]> {
  const { where, args } = conditionsOf(filter)
  if (after) {
    where.push('(c.opened_at, c.seq) < (?, ?)')
    args.push(after.openedAt, after.seq)
  }
  const [found] = await db.read([
    {
      sql: `SELECT c.*, s.name AS owner_name FROM complaints c LEFT JOIN staff s ON s.id = c.owner_id
        ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
        ORDER BY c.opened_at DESC, c.seq DESC LIMIT ?`,
      args: [...args, limit],
    },
  ])
  const cases = await casesIn(db, found)
  return (found?.rows ?? []).flatMap((row, i) => {
    const complaint = cases[i]
    const place = { openedAt: Number(row.opened_at), seq: Number(row.seq) }
    return complaint ? [{ place, complaint }] : []
  })
}

const OPEN = OPEN_STATES.map((each) => `'${each}'`).join(', ')

/** The conditions of a filter on `complaints c`, for lists and reports alike. */
export function conditionsOf(filter: CaseFilter): { where: string[]; args: InValue[] } {
  const where: string[] = []
  const args: InValue[] = []
  const add = (condition: string, ...values: InValue[]) => {
    where.push(condition)
    args.push(...values)
  }
  const { state, owner } = filter
  if (state === 'open') add(`c.state IN (${OPEN})`)
  else if (state !== undefined) add('c.state = ?', state)
  if (owner === null) add('c.owner_id IS NULL')
  else if (owner !== undefined) add('c.owner_id = ?', owner)
  if (filter.category !== undefined) add('c.category = ?', filter.category)
  if (filter.severity !== undefined) add('c.severity = ?', filter.severity)
  if (filter.customer !== undefined) add('c.customer_id = ?', filter.customer)
  if (filter.survey !== undefined) add('c.survey_id = ?', filter.survey)
  if (filter.response !== undefined) add('c.response_id = ?', filter.response)
  if (filter.text !== undefined) add('instr(lower(c.text), lower(?)) > 0', filter.text)
  if (filter.overdueAt !== undefined)
    add(`c.due_at < ? AND c.first_response_at IS NULL AND c.state IN (${OPEN})`, filter.overdueAt)
  if (filter.from !== undefined) add('c.opened_at >= ?', filter.from)
  if (filter.to !== undefined) add('c.opened_at < ?', filter.to)
  if (filter.notOf !== undefined && filter.notOf.length > 0)
    add(
      "coalesce(c.survey_id, '') NOT IN (SELECT value FROM json_each(?))",
      JSON.stringify(filter.notOf),
    )
  for (const [name, value] of filter.segments) {
    if (name === 'locale') add('c.locale = ?', value)
    else add('c.segments ->> ? = ?', `$."${name}"`, value)
  }
  return { where, args }
}

/** Rows as staff may see them. */
const casesIn = (db: Database, found: ResultSet | undefined): Promise<Complaint[]> =>
  veiledCases(db, (found?.rows ?? []).map(complaintFrom))

/** The database holds only what our stores wrote, and its CHECKs name the states, so the casts are safe. */
function complaintFrom(row: Row): Complaint {
  const text = (name: string) => (row[name] === null ? null : String(row[name]))
  const time = (name: string) =>
    row[name] === null ? null : new Date(Number(row[name])).toISOString()
  return {
    id: String(row.id),
    reference: referenceOf(Number(row.seq)),
    state: String(row.state) as ComplaintState,
    category: String(row.category),
    severity: String(row.severity) as Severity,
    text: text('text'),
    contact: text('contact'),
    customerId: text('customer_id'),
    openedAt: new Date(Number(row.opened_at)).toISOString(),
    dueAt: time('due_at'),
    acknowledgedAt: time('acknowledged_at'),
    firstResponseAt: time('first_response_at'),
    resolvedAt: time('resolved_at'),
    closedAt: time('closed_at'),
    outcome: text('outcome') as Complaint['outcome'],
    cause: text('cause'),
    ownerId: text('owner_id'),
    ownerName: text('owner_name'),
    segments: JSON.parse(String(row.segments)),
    surveyId: text('survey_id'),
    responseId: text('response_id'),
    question: text('question'),
    locale: text('locale'),
    reopened: Number(row.reopened),
    satisfied: row.satisfied === null ? null : Number(row.satisfied) === 1,
    revision: Number(row.revision),
  }
}

/** SQL on complaints and their logs. */
import type { InValue, Row } from '@libsql/client/http'
import { asc, eq } from 'drizzle-orm'
import {
  type Complaint,
  type ComplaintEvent,
  type ComplaintState,
  numberIn,
  OPEN_STATES,
  referenceOf,
  type Severity,
} from '../../schema/complaints.ts'
import type { Actor } from '../../schema/staff.ts'
import { complaintEvents, type complaints } from '../../schema/tables/complaints.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'

/** A case as it comes in, with a response or with an import. */
export type NewCase = {
  id: string
  state: ComplaintState
  category: string
  severity: Severity
  text: string | null
  contact: string | null
  customerId: string | null
  openedAt: number
  closedAt: number | null
  segments: Readonly<Record<string, string>>
  surveyId: string | null
  responseId: string | null
  question: string | null
  locale: string | null
  /** Digest of an imported line, so that the same file twice changes nothing; empty for responses. */
  bodyHash: string
}

const NEW_COLUMNS = `id, state, category, severity, text, contact, customer_id, opened_at, closed_at,
  segments, survey_id, response_id, question, locale, body_hash`

const cellsOf = (each: NewCase) => [
  each.id,
  each.state,
  each.category,
  each.severity,
  each.text,
  each.contact,
  each.customerId,
  each.openedAt,
  each.closedAt,
  JSON.stringify(each.segments),
  each.surveyId,
  each.responseId,
  each.question,
  each.locale,
  each.bodyHash,
]

const insert = (cases: readonly NewCase[], onConflict: string): Statement => ({
  sql: `INSERT INTO complaints (${NEW_COLUMNS}, resolved_at, outcome)
    SELECT ${NEW_COLUMNS.split(',')
      .map((_, i) => `j.value ->> ${i}`)
      .join(', ')}, j.value ->> 8, iif(j.value ->> 8 IS NULL, NULL, 'solved')
    FROM json_each(?1) j WHERE true ${onConflict}`,
  args: [JSON.stringify(cases.map(cellsOf))],
})

const logOpened = (cases: readonly NewCase[]): Statement => ({
  sql: `INSERT INTO complaint_events (complaint_id, at, kind)
    SELECT c.id, c.opened_at, 'opened' FROM json_each(?1) j JOIN complaints c ON c.id = j.value
    WHERE NOT EXISTS (SELECT 1 FROM complaint_events e WHERE e.complaint_id = c.id)`,
  args: [JSON.stringify(cases.map(({ id }) => id))],
})

/** Opens cases, or rewrites those that nobody has taken up yet (also ones their author had withdrawn). */
export const upsertCases = (cases: readonly NewCase[]): Statement[] =>
  cases.length === 0
    ? []
    : [
        insert(
          cases,
          `ON CONFLICT (survey_id, response_id, question) DO UPDATE SET
            category = excluded.category, text = excluded.text, contact = excluded.contact,
            customer_id = excluded.customer_id, segments = excluded.segments,
            state = 'received', closed_at = NULL, resolved_at = NULL, outcome = NULL,
            revision = revision + 1
          WHERE (state = 'received' OR outcome = 'withdrawn') AND (category, text, contact, customer_id,
            segments, state) IS NOT (excluded.category, excluded.text, excluded.contact,
            excluded.customer_id, excluded.segments, 'received')`,
        ),
        logOpened(cases),
      ]

/** Adds imported cases; ids that are stored already stay as they are. */
export const importCases = (cases: readonly NewCase[]): Statement[] =>
  cases.length === 0 ? [] : [insert(cases, 'ON CONFLICT DO NOTHING'), logOpened(cases)]

/** Closes untouched cases whose author has emptied the answer again. */
export const withdrawCases = (ids: readonly string[], now: number): Statement[] =>
  ids.length === 0
    ? []
    : [
        {
          sql: `UPDATE complaints SET text = NULL, contact = NULL, state = 'closed', closed_at = ?2,
              outcome = 'withdrawn', revision = revision + 1
            WHERE state = 'received' AND id IN (SELECT value FROM json_each(?1))`,
          args: [JSON.stringify(ids), now],
        },
      ]

/** Removes the words of the people behind these responses from their cases. */
export const eraseWords = (
  surveyId: string,
  responseIds: readonly string[],
  now: number,
): Statement[] => erase('survey_id = ?1 AND response_id', [surveyId], responseIds, now)

/** The same for everything a customer ever complained about. */
export const eraseWordsOfCustomer = (customerId: string, now: number): Statement[] =>
  erase('?1 IS NOT NULL AND customer_id', [customerId], [customerId], now)

function erase(where: string, args: InValue[], ids: readonly string[], now: number): Statement[] {
  if (ids.length === 0) return []
  const found = `${where} IN (SELECT value FROM json_each(?2))`
  const all = [...args, JSON.stringify(ids)]
  return [
    {
      sql: `INSERT INTO complaint_events (complaint_id, at, kind)
        SELECT id, ?3, 'erased' FROM complaints WHERE ${found}`,
      args: [...all, now],
    },
    {
      sql: `UPDATE complaint_events SET text = NULL
        WHERE complaint_id IN (SELECT id FROM complaints WHERE ${found})`,
      args: all,
    },
    {
      sql: `UPDATE complaints SET text = NULL, contact = NULL, customer_id = NULL, body_hash = '',
        revision = revision + 1 WHERE ${found}`,
      args: all,
    },
  ]
}

/** What is stored under these ids: the digest of what was imported. */
export const hashesAmong = (ids: readonly string[]): Statement => ({
  sql: 'SELECT id, body_hash FROM complaints WHERE id IN (SELECT value FROM json_each(?))',
  args: [JSON.stringify(ids)],
})

/** Tier and stage as the customers' records have them. */
export const recordsAmong = (customerIds: readonly string[]): Statement => ({
  sql: 'SELECT id, tier, stage FROM customers WHERE id IN (SELECT value FROM json_each(?))',
  args: [JSON.stringify(customerIds)],
})

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
  const row = found?.rows[0]
  return row ? complaintFrom(row) : null
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
  /** Milliseconds UTC, from inclusive, to exclusive. */
  from?: number | undefined
  to?: number | undefined
  segments: ReadonlyMap<string, string>
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
  return (found?.rows ?? []).map((row) => ({
    place: { openedAt: Number(row.opened_at), seq: Number(row.seq) },
    complaint: complaintFrom(row),
  }))
}

/** The conditions of a filter on `complaints c`, for lists and reports alike. */
export function conditionsOf(filter: CaseFilter): { where: string[]; args: InValue[] } {
  const where: string[] = []
  const args: InValue[] = []
  const add = (condition: string, ...values: InValue[]) => {
    where.push(condition)
    args.push(...values)
  }
  const { state, owner } = filter
  if (state === 'open') add(`c.state IN (${OPEN_STATES.map((each) => `'${each}'`).join(', ')})`)
  else if (state !== undefined) add('c.state = ?', state)
  if (owner === null) add('c.owner_id IS NULL')
  else if (owner !== undefined) add('c.owner_id = ?', owner)
  if (filter.category !== undefined) add('c.category = ?', filter.category)
  if (filter.severity !== undefined) add('c.severity = ?', filter.severity)
  if (filter.customer !== undefined) add('c.customer_id = ?', filter.customer)
  if (filter.survey !== undefined) add('c.survey_id = ?', filter.survey)
  if (filter.response !== undefined) add('c.response_id = ?', filter.response)
  if (filter.text !== undefined) add('instr(lower(c.text), lower(?)) > 0', filter.text)
  if (filter.from !== undefined) add('c.opened_at >= ?', filter.from)
  if (filter.to !== undefined) add('c.opened_at < ?', filter.to)
  for (const [name, value] of filter.segments) {
    if (name === 'locale') add('c.locale = ?', value)
    else add('c.segments ->> ? = ?', `$."${name}"`, value)
  }
  return { where, args }
}

/** The members of a row that staff may set. */
export type CaseColumns = {
  [Name in keyof typeof COLUMN]?: (typeof complaints.$inferInsert)[Name] | undefined
}
const COLUMN = {
  state: 'state',
  category: 'category',
  severity: 'severity',
  contact: 'contact',
  customerId: 'customer_id',
  acknowledgedAt: 'acknowledged_at',
  firstResponseAt: 'first_response_at',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
  outcome: 'outcome',
  cause: 'cause',
  ownerId: 'owner_id',
  reopened: 'reopened',
} as const

/** Changes a case; fails the batch when it is no longer at this revision. */
export function updateCase(id: string, revision: number, values: CaseColumns): Statement[] {
  const given = namesOf(COLUMN).flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [{ column: COLUMN[name], value }]
  })
  return [
    {
      sql: `UPDATE complaints SET ${given.map(({ column }) => `${column} = ?, `).join('')}
        revision = revision + 1 WHERE id = ? AND revision = ?`,
      args: [...given.map(({ value }) => value), id, revision],
    },
    guardChanged(1),
    clearGuards,
  ]
}

/** The keys of a constant table: TypeScript forgets that an object literal has no others. */
const namesOf = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table)[]

export const insertEvent = (
  complaintId: string,
  at: number,
  kind: ComplaintEvent['kind'],
  actor: Actor,
  more: { text?: string; changes?: Record<string, string | null> } = {},
): Statement => ({
  sql: `INSERT INTO complaint_events (complaint_id, at, kind, actor_id, actor_name, text, changes)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  args: [
    complaintId,
    at,
    kind,
    actor.id,
    actor.name,
    more.text ?? null,
    JSON.stringify(more.changes ?? {}),
  ],
})

export async function eventsOf(db: Database, complaintId: string): Promise<ComplaintEvent[]> {
  const rows = await db.orm
    .select()
    .from(complaintEvents)
    .where(eq(complaintEvents.complaintId, complaintId))
    .orderBy(asc(complaintEvents.seq))
  return rows.map((row) => ({
    id: String(row.seq),
    at: new Date(row.at).toISOString(),
    kind: row.kind,
    actorName: row.actorName,
    text: row.text,
    changes: JSON.parse(row.changes),
  }))
}

/** Whether somebody with this id may own a case. */
export async function isOnStaff(db: Database, id: string): Promise<boolean> {
  const [found] = await db.read([
    { sql: 'SELECT 1 FROM staff WHERE id = ? AND disabled_at IS NULL', args: [id] },
  ])
  return (found?.rows.length ?? 0) > 0
}

/** The database holds only what this file wrote, and its CHECKs name the states, so the casts are safe. */
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
    revision: Number(row.revision),
  }
}

/** SQL on complaints and their logs. */
import type { InValue } from '@libsql/client/http'
import { asc, eq } from 'drizzle-orm'
import type { ComplaintEvent, ComplaintState, Severity } from '../../schema/complaints.ts'
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
  /** How the person rated the handling of a case that is over. */
  satisfied: boolean | null
  /** By when its author was promised a reply. */
  dueAt: number | null
  /** Digest of an imported line, so that the same file twice changes nothing; empty for responses. */
  bodyHash: string
}

const NEW_COLUMNS = `id, state, category, severity, text, contact, customer_id, opened_at, closed_at,
  segments, survey_id, response_id, question, locale, body_hash, satisfied, due_at`

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
  each.satisfied,
  each.dueAt,
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

/** Adds imported cases; fails the batch when an id is stored already, so that none is taken for stored that is not. */
export const importCases = (cases: readonly NewCase[]): Statement[] =>
  cases.length === 0 ? [] : [insert(cases, ''), logOpened(cases)]

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

/** The same for everybody who answered a survey. */
export const eraseWordsOfSurvey = (surveyId: string, now: number): Statement[] =>
  erase('?1 IS NOT NULL AND survey_id', [surveyId], [surveyId], now)

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
  satisfied: 'satisfied',
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

/** SQL that finds what has happened since: read off what is committed anyway, so that storing an answer costs nothing more. */
import type { Database } from '../db.ts'
import type { ComplaintHappening, CompletedResponse } from './payloads.ts'

/** A page of events, and the place in the sequence up to which there are no others. */
export type Page<Event> = { events: Event[]; through: number; isFull: boolean }

/** Events of one page, and places of the sequence gone through for them at most. */
const PAGE = 300
const STRETCH = 20_000

/** Responses that are complete, saved after a place; what was submitted before `since` is history. */
export async function completedAfter(
  db: Database,
  after: number,
  since: number,
): Promise<Page<CompletedResponse & { version: number }>> {
  const [top, found] = await db.read([
    { sql: 'SELECT coalesce(max(seq), 0) AS seq FROM responses', args: [] },
    {
      sql: `SELECT seq, id, survey_id, version, submitted_at, answers FROM responses
        WHERE seq > ?1 AND seq <= ?1 + ${STRETCH} AND complete = 1 AND submitted_at >= ?2
        ORDER BY seq LIMIT ${PAGE}`,
      args: [after, since],
    },
  ])
  const rows = found?.rows ?? []
  return {
    ...reached(rows, after, Number(top?.rows[0]?.seq)),
    events: rows.map((row) => ({
      id: String(row.id),
      surveyId: String(row.survey_id),
      version: Number(row.version),
      submittedAt: Number(row.submitted_at),
      answers: JSON.parse(String(row.answers)),
    })),
  }
}

/** What happened to complaints after a place in their logs; notes of staff for themselves are nobody else's. */
export async function complaintEventsAfter(
  db: Database,
  after: number,
  since: number,
): Promise<Page<ComplaintHappening>> {
  const [top, found] = await db.read([
    { sql: 'SELECT coalesce(max(seq), 0) AS seq FROM complaint_events', args: [] },
    {
      sql: `SELECT e.seq, e.kind, e.at, e.changes, c.seq AS number, c.id, c.survey_id, c.response_id,
          c.state, c.category, c.severity
        FROM complaint_events e JOIN complaints c ON c.id = e.complaint_id
        WHERE e.seq > ?1 AND e.seq <= ?1 + ${STRETCH} AND e.at >= ?2 AND e.kind <> 'note'
        ORDER BY e.seq LIMIT ${PAGE}`,
      args: [after, since],
    },
  ])
  const rows = found?.rows ?? []
  return {
    ...reached(rows, after, Number(top?.rows[0]?.seq)),
    events: rows.map((row) => ({
      seq: Number(row.seq),
      kind: String(row.kind),
      at: Number(row.at),
      changes: JSON.parse(String(row.changes)),
      complaint: {
        seq: Number(row.number),
        id: String(row.id),
        surveyId: textOrNull(row.survey_id),
        responseId: textOrNull(row.response_id),
        state: String(row.state),
        category: String(row.category),
        severity: String(row.severity),
      },
    })),
  }
}

/** The definitions of some versions, as they were stored. */
export async function definitionsOf(
  db: Database,
  versions: readonly { surveyId: string; version: number }[],
): Promise<{ surveyId: string; version: number; definition: unknown }[]> {
  const [found] = await db.read([
    {
      sql: `SELECT DISTINCT v.survey_id, v.version, v.definition FROM json_each(?) j
        JOIN survey_versions v ON v.survey_id = j.value ->> 0 AND v.version = j.value ->> 1`,
      args: [JSON.stringify(versions.map(({ surveyId, version }) => [surveyId, version]))],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    surveyId: String(row.survey_id),
    version: Number(row.version),
    definition: JSON.parse(String(row.definition)),
  }))
}

function reached(rows: readonly Record<string, unknown>[], after: number, top: number) {
  if (rows.length === PAGE) return { through: Number(rows.at(-1)?.seq), isFull: true }
  // Rows at the top may have been deleted since: the place itself stays.
  const through = Math.min(Math.max(top, after), after + STRETCH)
  return { through, isFull: through < top }
}

const textOrNull = (value: unknown) => (value === null ? null : String(value))

/** Writes a group of responses in one batch: new ones in one statement, repeats and replacements decided one by one. */
import type { SurveyResponse } from '../../schema/responses.ts'
import { canonical } from '../canonical.ts'
import { followComplaints, forgetComplaints, openComplaints } from '../complaints/open.ts'
import { type Database, isConstraint, type Statement } from '../db.ts'
import type { RowFate } from '../responses/import-run.ts'
import {
  deleteResponse,
  insertResponses,
  replaceResponse,
  responsesIn,
  storedAmong,
} from '../responses/store.ts'
import { knowCustomers, withCustomer, withRecord } from './customers.ts'
import { type Decision, decide, type Entry, type Stored } from './decide.ts'
import type { Published } from './published.ts'
import { keepSegmentValues, type SegmentValues } from './segment-values.ts'

export type Fate = Decision
export type ImportFate = RowFate

/**
 * Decides and writes. The usual group (all new) is tried first without looking; when the batch fails because an
 * id is stored already, what is stored is read and every entry decided again. Ids in a group are all different.
 * @param drainedAt set when the entries come from the shelf: what is refused then goes to the conflicts
 * @throws when the database is away; then nothing was acknowledged and everything may be sent again
 */
export async function writeGroup(
  db: Database,
  known: Published,
  values: SegmentValues,
  entries: readonly Entry[],
  drainedAt?: number,
): Promise<Fate[]> {
  const isUsual = drainedAt === undefined && entries.every(isPlain)
  if (isUsual)
    try {
      return await write(db, known, values, entries, new Map())
    } catch (error) {
      if (!isConstraint(error)) throw error
      values.forget()
      await values.load(db, known.surveyId)
    }
  const responses = entries.map(({ response }) => response)
  const stored = await storedUnder(db, known.surveyId, responses)
  return write(db, known, values, entries, stored, drainedAt)
}

/** New as far as the sender says, and nothing about it needs a look at the database. */
const isPlain = ({ response, barred }: Entry) =>
  response.revision === 1 && barred === null && response.customerId === null

async function write(
  db: Database,
  known: Published,
  values: SegmentValues,
  entries: readonly Entry[],
  stored: ReadonlyMap<string, Stored>,
  drainedAt?: number,
): Promise<Fate[]> {
  const { surveyId, definitions } = known
  const customers = await knowCustomers(db, known, entries)
  const fates = entries.map((entry) =>
    withCustomer(decide(entry, stored.get(entry.response.id)), customers, known),
  )
  const fresh: [string, string][] = []
  const bounded = (response: SurveyResponse) => values.bounded(response, fresh)
  const added = fates.flatMap((fate) => (fate.does === 'insert' ? [bounded(fate.response)] : []))
  const saved = fates.flatMap((fate) =>
    fate.does === 'replace' ? [{ before: fate.before, after: bounded(fate.response) }] : [],
  )
  const conflicts =
    drainedAt === undefined
      ? []
      : entries.filter((_, i) => fates[i]?.does === 'refuse').map((entry) => entry.response)
  const statements = [
    ...(added.length > 0 ? insertResponses(surveyId, added) : []),
    ...saved.flatMap(({ before, after }) => replaceResponse(surveyId, before, after)),
    ...openComplaints(surveyId, definitions, added),
    ...followComplaints(
      surveyId,
      definitions,
      saved.map(({ after }) => after),
      drainedAt ?? Date.now(),
    ),
    ...keepSegmentValues(surveyId, fresh),
    ...noteConflicts(surveyId, conflicts, drainedAt ?? 0),
  ]
  if (statements.length > 0) await db.write(statements)
  return fates
}

/** Stores imported rows; a row whose id is stored is a duplicate when its content is the same. */
export async function importGroup(
  db: Database,
  known: Published,
  values: SegmentValues,
  rows: readonly SurveyResponse[],
): Promise<ImportFate[]> {
  const { fates, added } = await judgeGroup(db, known.surveyId, rows)
  const entries = added.map((response) => ({ response, hasReceipt: false, barred: null }))
  const customers = await knowCustomers(db, known, entries)
  const fresh: [string, string][] = []
  const bounded = added.map((row) => values.bounded(withRecord(row, customers), fresh))
  if (bounded.length > 0)
    await db.write([
      ...insertResponses(known.surveyId, bounded),
      ...openComplaints(known.surveyId, known.definitions, bounded),
      ...keepSegmentValues(known.surveyId, fresh),
    ])
  return fates
}

/** What would become of these rows: the fate of each, and the ones that are new. */
export async function judgeGroup(
  db: Database,
  surveyId: string,
  rows: readonly SurveyResponse[],
): Promise<{ fates: ImportFate[]; added: SurveyResponse[] }> {
  const stored = await storedUnder(db, surveyId, rows)
  const added = new Map<string, SurveyResponse>()
  const fates = rows.map((row): ImportFate => {
    const before = stored.get(row.id) ?? added.get(row.id)
    if (before === undefined) {
      added.set(row.id, row)
      return 'imported'
    }
    return before !== 'deleted' && contentOf(before) === contentOf(row) ? 'duplicate' : 'differs'
  })
  return { fates, added: [...added.values()] }
}

/** What makes two rows the same: all a CSV can say, but for the segments a customer's record adds. */
function contentOf({ bodyHash, segments, customerVerified, ...rest }: SurveyResponse): string {
  const { tier, stage, ...own } = segments
  return canonical({ ...rest, segments: own })
}

/** Deletes the responses with these ids. @returns how many there were */
export async function deleteGroup(
  db: Database,
  surveyId: string,
  ids: readonly string[],
  now: number,
): Promise<number> {
  const [found] = await db.read(storedAmong(surveyId, ids))
  const before = responsesIn(found)
  const statements = [
    ...before.flatMap((response) => deleteResponse(surveyId, response, now)),
    ...forgetComplaints(
      surveyId,
      before.map(({ id }) => id),
      now,
    ),
  ]
  if (statements.length > 0) await db.write(statements)
  return before.length
}

async function storedUnder(
  db: Database,
  surveyId: string,
  responses: readonly SurveyResponse[],
): Promise<Map<string, Stored>> {
  const ids = responses.map(({ id }) => id)
  const [found, deleted] = await db.read(storedAmong(surveyId, ids))
  const stored = new Map<string, Stored>()
  for (const row of deleted?.rows ?? []) stored.set(String(row.id), 'deleted')
  for (const response of responsesIn(found)) stored.set(response.id, response)
  return stored
}

const noteConflicts = (
  surveyId: string,
  responses: readonly SurveyResponse[],
  now: number,
): Statement[] =>
  responses.map((response) => ({
    sql: `INSERT OR IGNORE INTO conflicts (survey_id, id, revision, reason, response, noticed_at)
      VALUES (?, ?, ?, 'conflict', ?, ?)`,
    args: [surveyId, response.id, response.revision, JSON.stringify(response), now],
  }))

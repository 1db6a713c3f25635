/** Writes a group of responses in one batch: new ones in one statement, repeats and replacements decided one by one. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { canonical } from '../canonical.ts'
import { followComplaints, forgetComplaints, openComplaints } from '../complaints/open.ts'
import type { Database, Statement } from '../db.ts'
import { cellsOfResponse } from '../responses/export.ts'
import type { RowFate } from '../responses/import-run.ts'
import {
  deleteResponse,
  insertResponses,
  replaceResponse,
  responsesIn,
  storedAmong,
} from '../responses/store.ts'
import { responsesDeleted } from '../webhooks/forget.ts'
import { forgetConflicts } from './conflicts.ts'
import { knowCustomers, withCustomer, withoutCustomer, withRecord } from './customers.ts'
import { type Decision, decide, type Entry, type Stored } from './decide.ts'
import { byInvitation, claim, knowInvitations, withInvitation } from './invitations.ts'
import type { Published } from './published.ts'
import { keepSegmentValues, type SegmentValues } from './segment-values.ts'

/** `unfit`: the database refuses the row itself, whatever else is in the batch. */
export type Fate = Decision | { does: 'unfit' }
export type ImportFate = RowFate

/**
 * Decides and writes; ids in a group are all different. The usual group (all new) is tried first without
 * looking; when the database refuses it, what is stored is read and every entry decided again.
 * @throws when the database is away; then nothing was acknowledged and everything may be sent again
 */
export async function writeGroup(
  db: Database,
  known: Published,
  values: SegmentValues,
  entries: readonly Entry[],
): Promise<Fate[]> {
  if (!entries.every(isPlain)) return settle(db, known, values, entries)
  try {
    return await write(db, known, values, entries, new Map())
  } catch (error) {
    if (!isRefusal(error)) throw error
    return settle(db, known, values, entries)
  }
}

/** New as far as the sender says, and nothing about it needs a look at the database. */
const isPlain = ({ response, barred, invitation }: Entry) =>
  response.revision === 1 && barred === null && response.customerId === null && !invitation

/**
 * Decides by what is stored, and writes. A group that is refused all the same is halved until the row that is
 * unfit stands alone, so that it stops nobody else. @throws as above
 */
export async function settle(
  db: Database,
  known: Published,
  values: SegmentValues,
  entries: readonly Entry[],
): Promise<Fate[]> {
  const responses = entries.map(({ response }) => response)
  try {
    return await twice(async () => {
      const stored = await storedUnder(db, known.surveyId, responses)
      return write(db, known, values, entries, stored)
    })
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
  if (entries.length === 1) return [{ does: 'unfit' }]
  const half = Math.ceil(entries.length / 2)
  const first = await settle(db, known, values, entries.slice(0, half))
  return [...first, ...(await settle(db, known, values, entries.slice(half)))]
}

/** Whether the database has understood a batch and will not have it; anything else may be better next time. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  /SQLITE_(CONSTRAINT|ERROR|MISMATCH|TOOBIG|RANGE)|SQL_INPUT/.test(
    `${'code' in error ? error.code : ''} ${error.message}`,
  )

/** Tries again what was refused: between reading and writing, a batch given up for lost may have come through. */
async function twice<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task()
  } catch (error) {
    if (!isRefusal(error)) throw error
    return task()
  }
}

async function write(
  db: Database,
  known: Published,
  values: SegmentValues,
  sent: readonly Entry[],
  stored: ReadonlyMap<string, Stored>,
): Promise<Fate[]> {
  const { surveyId, definitions, settings } = known
  await values.load(db, surveyId)
  const privacyOf = ({ response: { version } }: Entry) => definitions.get(version)?.privacy
  const invitations = await knowInvitations(db, known, sent)
  const entries = sent.map((entry) => byInvitation(entry, invitations, privacyOf(entry)))
  const customers = await knowCustomers(db, known, entries)
  const claims: Statement[] = []
  const fates = entries.map((entry) => {
    const privacy = privacyOf(entry)
    const decision = withoutCustomer(decide(entry, stored.get(entry.response.id)), privacy)
    const fate = withCustomer(withInvitation(decision, entry, invitations), customers, known)
    claims.push(...claim(fate, entry, invitations, known, privacy))
    return fate
  })
  const fresh: [string, string][] = []
  const bounded = (response: SurveyResponse) => values.bounded(response, fresh)
  const added = fates.flatMap((fate) => (fate.does === 'insert' ? [bounded(fate.response)] : []))
  const saved = fates.flatMap((fate) =>
    fate.does === 'replace' ? [{ before: fate.before, after: bounded(fate.response) }] : [],
  )
  await writeWith(db, values, [
    ...(added.length > 0 ? insertResponses(surveyId, added) : []),
    ...saved.flatMap(({ before, after }) => replaceResponse(surveyId, before, after)),
    ...claims,
    ...openComplaints(surveyId, definitions, added, settings),
    ...followComplaints(
      surveyId,
      definitions,
      saved.map(({ after }) => after),
      settings,
      Date.now(),
    ),
    ...keepSegmentValues(surveyId, fresh),
  ])
  return fates
}

/** A batch that brings new segment values: when it fails, what is stored is read again. */
async function writeWith(
  db: Database,
  values: SegmentValues,
  statements: Statement[],
): Promise<void> {
  try {
    if (statements.length > 0) await db.write(statements)
  } catch (error) {
    values.forget()
    throw error
  }
}

/**
 * Stores imported rows; a row whose id is stored is a duplicate when its content is the same.
 * @param judged told of the fates before anything is written
 */
export const importGroup = (
  db: Database,
  known: Published,
  values: SegmentValues,
  rows: readonly SurveyResponse[],
  judged: (fates: readonly ImportFate[]) => void,
): Promise<ImportFate[]> =>
  twice(async () => {
    await values.load(db, known.surveyId)
    const entries = rows.map((response) => ({ response, hasReceipt: false, barred: null }))
    const [{ fates, added }, customers] = await Promise.all([
      judgeGroup(db, known, rows),
      knowCustomers(db, known, entries),
    ])
    judged(fates)
    const fresh: [string, string][] = []
    const bounded = added.map((row) => values.bounded(withRecord(row, customers), fresh))
    if (bounded.length > 0)
      await writeWith(db, values, [
        ...insertResponses(known.surveyId, bounded),
        ...openComplaints(known.surveyId, known.definitions, bounded, null),
        ...keepSegmentValues(known.surveyId, fresh),
      ])
    return fates
  })

/** What would become of these rows: the fate of each, and the ones that are new. */
export async function judgeGroup(
  db: Database,
  known: Published,
  rows: readonly SurveyResponse[],
): Promise<{ fates: ImportFate[]; added: SurveyResponse[] }> {
  const stored = await storedUnder(db, known.surveyId, rows)
  const contentOf = (row: SurveyResponse) => contentCellsOf(row, known.definitions.get(row.version))
  const added = new Map<string, SurveyResponse>()
  const fates = rows.map((row): ImportFate => {
    const before = stored.get(row.id) ?? added.get(row.id)
    if (before === undefined) {
      added.set(row.id, row)
      return 'imported'
    }
    if (before === 'deleted') return 'deleted'
    const isSame = before.bodyHash === row.bodyHash || contentOf(before) === contentOf(row)
    return isSame ? 'duplicate' : 'differs'
  })
  return { fates, added: [...added.values()] }
}

/** What makes two rows the same: all a CSV can say, but for the segments a customer's record adds. */
function contentCellsOf(row: SurveyResponse, survey: SurveyDefinition | undefined): string {
  const cells = [...cellsOfResponse(row, survey)].filter(([, text]) => text !== '')
  const { 'segment.tier': _, 'segment.stage': __, ...content } = Object.fromEntries(cells)
  return canonical(content)
}

/** Deletes the responses with these ids, and what else was sent under them. @returns how many there were */
export const deleteGroup = (
  db: Database,
  surveyId: string,
  ids: readonly string[],
  now: number,
  also: readonly Statement[] = [],
): Promise<number> =>
  twice(async () => {
    const [found] = await db.read(storedAmong(surveyId, ids))
    const before = responsesIn(found)
    await db.write([
      ...before.flatMap((response) => deleteResponse(surveyId, response, now)),
      forgetConflicts(surveyId, ids),
      ...(before.length > 0 ? also : []),
      ...responsesDeleted(
        surveyId,
        before.map(({ id }) => id),
        now,
      ),
      ...forgetComplaints(
        surveyId,
        before.map(({ id }) => id),
        now,
      ),
    ])
    return before.length
  })

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

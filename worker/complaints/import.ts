/** Takes a CSV of complaints, so that charts run on history. */
import type { Actor } from '../../schema/staff.ts'
import { type Database, isConstraint } from '../db.ts'
import { storeThroughOutage, throughOutage } from '../responses/import-again.ts'
import { type Imported, importCsv, type RowFate } from '../responses/import-run.ts'
import { Met } from '../settings/join-lists.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { CaseReader, unknownColumns } from './import-line.ts'
import { hashesAmong, importCases, type NewCase, recordsAmong } from './store.ts'

const DAY_MS = 86_400_000
const MOST_ATTEMPTS = 4

/** @throws Problem not-allowed, malformed-request, invalid-request */
export async function importComplaints(
  db: Database,
  actor: Actor,
  request: Request,
  now: number,
  dryRun: boolean,
): Promise<Imported & { job?: string }> {
  permit(actor, 'complaints:work')
  const { timeZone } = await accountSettings(db)
  const met = new Met()
  const result = await importCsv(db, request, now, {
    kind: 'complaints-import',
    dryRun,
    unknownColumns,
    required: ['opened_at', 'category'],
    readerOf: (header) => new CaseReader(header, timeZone, now + DAY_MS),
    write: (rows) => {
      for (const { segments } of rows) met.add(segments)
      return storeThroughOutage((judged) => takeAll(db, rows, dryRun, judged))
    },
  })
  if (!dryRun) await throughOutage(() => met.join(db))
  return result
}

/** Another import may store lines of the same ids between our look and our write: then they are looked up again. */
async function takeAll(
  db: Database,
  rows: NewCase[],
  dryRun: boolean,
  judged: (fates: readonly RowFate[]) => void,
): Promise<RowFate[]> {
  for (let attempt = 1; ; attempt++)
    try {
      return await take(db, rows, dryRun, judged)
    } catch (error) {
      if (!isConstraint(error) || attempt === MOST_ATTEMPTS) throw error
    }
}

async function take(
  db: Database,
  rows: NewCase[],
  dryRun: boolean,
  judged: (fates: readonly RowFate[]) => void,
): Promise<RowFate[]> {
  const customers = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))]
  const [stored, records] = await db.read([
    hashesAmong(rows.map(({ id }) => id)),
    recordsAmong(customers),
  ])
  const hashes = new Map((stored?.rows ?? []).map((row) => [String(row.id), String(row.body_hash)]))
  const recorded = new Map(
    (records?.rows ?? []).map(({ id, tier, stage }) => [
      String(id),
      {
        ...(tier === null ? {} : { tier: String(tier) }),
        ...(stage === null ? {} : { stage: String(stage) }),
      },
    ]),
  )
  const fresh: NewCase[] = []
  const fates = rows.map((row): RowFate => {
    const before = hashes.get(row.id)
    if (before !== undefined) return before === row.bodyHash ? 'duplicate' : 'differs'
    hashes.set(row.id, row.bodyHash)
    fresh.push({ ...row, segments: { ...row.segments, ...recorded.get(row.customerId ?? '') } })
    return 'imported'
  })
  judged(fates)
  if (!dryRun && fresh.length > 0) await db.write(importCases(fresh))
  return fates
}

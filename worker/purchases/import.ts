/** Takes a CSV of purchases, `customer,bought_at`: the same file twice changes nothing. */
import type { Actor } from '../../schema/staff.ts'
import type { Database } from '../db.ts'
import { type Imported, importCsv, type RowFate } from '../responses/import-run.ts'
import { Fault, instantIn, placesOf, readLine, stored } from '../responses/line.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { type Purchase, purchasesAmong, putPurchases } from './store.ts'

const DAY_MS = 86_400_000
const COLUMNS = ['customer', 'bought_at']
type Row = Purchase & { id: string; bodyHash: string }

/** @throws Problem not-allowed, malformed-request, invalid-request (the header), too-large */
export async function importPurchases(
  db: Database,
  actor: Actor,
  request: Request,
  now: number,
  dryRun: boolean,
): Promise<Imported & { job?: string }> {
  permit(actor, 'customers:write')
  const { timeZone } = await accountSettings(db)
  return importCsv<Row>(db, request, now, {
    kind: 'purchases-import',
    dryRun,
    unknownColumns: (header) => header.filter((name) => !COLUMNS.includes(name)),
    required: COLUMNS,
    readerOf: (header) => {
      const places = placesOf(header)
      return {
        read: (cells) =>
          readLine(places, cells, (cell) => {
            const customerId = stored(cell, 'customer', 100)?.trim()
            if (!customerId) throw new Fault('customer', 'Needs the id of a customer')
            const at = instantIn(cell('bought_at'), timeZone)
            if (at === null || at < 0 || at > now + DAY_MS)
              throw new Fault('bought_at', 'Needs a past ISO date or date-time')
            return { customerId, at, id: `${customerId}\n${at}`, bodyHash: '' }
          }),
      }
    },
    write: (rows) => take(db, rows, dryRun),
  })
}

async function take(db: Database, rows: Row[], dryRun: boolean): Promise<RowFate[]> {
  const known = await purchasesAmong(db, rows)
  const ids = new Set(known.map(({ customerId, at }) => `${customerId}\n${at}`))
  const fates = rows.map(({ id }): RowFate => {
    if (ids.has(id)) return 'duplicate'
    ids.add(id)
    return 'imported'
  })
  if (!dryRun) await db.write([putPurchases(rows)])
  return fates
}

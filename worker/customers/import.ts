/** Takes a CSV of customers, a thousand lines at a time. Idempotent by id: the same file twice changes nothing. */
import * as z from 'zod'
import { CUSTOMER_COLUMNS, NewCustomer } from '../../schema/customers.ts'
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import { type CsvRecord, fromTextCell } from '../csv.ts'
import type { Database } from '../db.ts'
import { recordsOf } from '../responses/csv-stream.ts'
import { throughOutage } from '../responses/import-again.ts'
import { Met } from '../settings/join-lists.ts'
import { permit } from '../staff/permit.ts'
import { customersAmong, putCustomers } from './store.ts'

export const CustomersImported = z.object({
  /** New ones. */
  imported: z.int(),
  /** Known ones that said something else. */
  updated: z.int(),
  /** Known ones that said the same. */
  duplicates: z.int(),
  rejectedCount: z.int(),
  rejected: z.array(z.object({ line: z.int(), column: z.string(), detail: z.string() })),
})
type Result = z.infer<typeof CustomersImported>

const LINES_AT_ONCE = 1000
const MOST_LISTED = 1000

/** @throws Problem not-allowed, malformed-request, invalid-request (the header), wrong-content-type, too-large */
export async function importCustomers(
  db: Database,
  actor: Actor,
  request: Request,
  now: number,
  isDry: boolean,
): Promise<Result> {
  permit(actor, 'customers:write')
  const result: Result = { imported: 0, updated: 0, duplicates: 0, rejectedCount: 0, rejected: [] }
  const met = new Met()
  let header: string[] | null = null
  let group = new Map<string, NewCustomer>()
  const flush = async () => {
    const known = await throughOutage(() => customersAmong(db, [...group.keys()]))
    // Of what a file has no column for, it says nothing.
    const unsaid = FIELDS.filter((field) => !header?.includes(field))
    const whole = [...group.values()].map((customer) => {
      const before = known.get(customer.id)
      const kept = before ? Object.fromEntries(unsaid.map((field) => [field, before[field]])) : {}
      return { ...customer, ...kept }
    })
    const changed = whole.filter((customer) => {
      const before = known.get(customer.id)
      const isSame = before !== undefined && FIELDS.every((f) => before[f] === customer[f])
      if (before === undefined) result.imported++
      else if (isSame) result.duplicates++
      else result.updated++
      return !isSame
    })
    if (changed.length > 0 && !isDry)
      await throughOutage(() => db.write([putCustomers(changed, now)]))
    group = new Map()
  }
  for await (const records of recordsOf(request))
    for (const record of records) {
      if (!header) {
        header = headerOf(record)
        continue
      }
      const customer = customerIn(record, header)
      if ('detail' in customer) {
        result.rejectedCount++
        if (result.rejected.length < MOST_LISTED) result.rejected.push(customer)
        continue
      }
      // The later of two lines is what counts, and the earlier one must be in the database by then.
      if (group.has(customer.id)) await flush()
      group.set(customer.id, customer)
      met.add(customer)
      if (group.size >= LINES_AT_ONCE) await flush()
    }
  if (!header) throw new Problem('malformed-request', { detail: 'The file has no header line' })
  await flush()
  if (!isDry) await throughOutage(() => met.join(db))
  return result
}

const FIELDS = ['name', 'email', 'tier', 'stage', 'locale'] as const

function headerOf({ cells }: CsvRecord): string[] {
  const names = cells.map((name) => name.trim()).map((name) => (name === 'id' ? 'customer' : name))
  const known: readonly string[] = CUSTOMER_COLUMNS
  const faults = [
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => `No column ${name.slice(0, 60)} here`),
    ...(names.includes('customer') ? [] : ['The column customer is missing']),
    ...(new Set(names).size === names.length ? [] : ['A column stands twice']),
  ]
  if (faults.length === 0) return names
  const errors = faults.slice(0, 20).map((detail) => ({ pointer: '/line/1', detail }))
  throw new Problem('invalid-request', { errors })
}

type LineFault = { line: number; column: string; detail: string }

function customerIn(
  { line, cells, fault }: CsvRecord,
  header: readonly string[],
): NewCustomer | LineFault {
  if (fault) return { line, column: '', detail: 'The line cannot be read' }
  if (cells.slice(header.length).some((cell) => cell !== ''))
    return { line, column: '', detail: 'The line has more cells than the header' }
  const given = header.flatMap((name, i) => {
    const cell = fromTextCell(cells[i] ?? '').trim()
    return cell === '' ? [] : [[name === 'customer' ? 'id' : name, cell]]
  })
  const read = NewCustomer.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const name = String(issue?.path[0] ?? '')
  return { line, column: name === 'id' ? 'customer' : name, detail: issue?.message ?? '' }
}

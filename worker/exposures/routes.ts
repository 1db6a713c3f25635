/** Denominators of complaint rates, by name: orders, contacts, active customers. */
import { Hono } from 'hono'
import * as z from 'zod'
import { ExposureName } from '../../schema/complaints.ts'
import { Day } from '../../schema/day.ts'
import { Problem } from '../../schema/problem.ts'
import type { App } from '../context.ts'
import type { CsvRecord } from '../csv.ts'
import { describe } from '../describe.ts'
import { recordsOf } from '../responses/csv-stream.ts'
import { headerIn } from '../responses/import-run.ts'
import { permit } from '../staff/permit.ts'
import { parsed } from '../valid.ts'
import { deleteExposures, exposureNames, putExposures } from './store.ts'

const Names = z.object({
  exposures: z.array(z.object({ name: z.string(), from: Day, to: Day, days: z.int() })),
})

export const exposures = new Hono<App>()
  .get('/', describe('Denominators by name, with their first and last day', Names), async (c) => {
    permit(c.var.actor, 'reports:read')
    return c.json({ exposures: await exposureNames(c.var.db) })
  })
  .put(
    '/:name',
    describe(
      'Set the counts of some days from CSV `day,count`; an empty count takes a day away, other days stay',
      z.object({ name: z.string(), days: z.int() }),
      { body: 'text/csv' },
    ),
    async (c) => {
      permit(c.var.actor, 'complaints:work')
      const name = parsed(ExposureName, c.req.param('name'))
      const days = await daysIn(c.req.raw)
      await c.var.db.write(putExposures(name, days))
      return c.json({ name, days: days.length })
    },
  )
  .delete('/:name', describe('Delete a denominator', undefined, { status: 204 }), async (c) => {
    permit(c.var.actor, 'complaints:work')
    await c.var.db.write([deleteExposures(c.req.param('name'))])
    return c.body(null, 204)
  })

const MOST_DAYS = 40_000

/** All or nothing: half a denominator would be a wrong rate. */
async function daysIn(request: Request): Promise<{ day: Day; count: number | null }[]> {
  const days: { day: Day; count: number | null }[] = []
  const faults: { pointer: string; detail: string }[] = []
  let places: { day: number; count: number } | null = null
  for await (const records of recordsOf(request))
    for (const record of records) {
      const { line, cells } = record
      if (!places) {
        places = placesIn(record)
        continue
      }
      const day = Day.safeParse((cells[places.day] ?? '').trim())
      const text = (cells[places.count] ?? '').trim()
      const count = text === '' ? null : Number(text)
      if (!day.success) faults.push({ pointer: `/line/${line}/day`, detail: 'Not a day' })
      else if (count !== null && !(count >= 0 && count <= 1e15))
        faults.push({ pointer: `/line/${line}/count`, detail: 'Needs a number from 0 on' })
      else days.push({ day: day.data, count })
      if (days.length > MOST_DAYS) throw new Problem('too-large')
    }
  if (!places) throw new Problem('malformed-request', { detail: 'The file has no header line' })
  if (faults.length > 0) throw new Problem('invalid-request', { errors: faults })
  return days
}

function placesIn(record: CsvRecord): { day: number; count: number } {
  const known = ['day', 'count']
  const unknownColumns = (header: readonly string[]) =>
    header.filter((name) => !known.includes(name))
  const header = headerIn(record, { unknownColumns, required: known })
  return { day: header.indexOf('day'), count: header.indexOf('count') }
}

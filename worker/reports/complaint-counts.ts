/** Complaints and opportunities by day, in the account's time zone. */
import type { ResultSet } from '@libsql/client/http'
import { type Day, dayIn, dayOfNumber } from '../../schema/calendar.ts'
import { sumAt, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { exposureDays } from '../exposures/store.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsByQuarter } from './complaint-store.ts'
import type { Scope, Window } from './scope.ts'
import { findSums } from './source.ts'

export type Days = ReadonlyMap<Day, number>

/** How many complaints were opened on each day; days without any are left out. */
export async function complaintDays(
  db: Database,
  scope: ComplaintScope,
  window: Window,
): Promise<Days> {
  const [found] = await db.read([countsByQuarter(casesOf(scope, window))])
  return byDay(found, scope.timeZone)
}

export function byDay(found: ResultSet | undefined, timeZone: string): Map<Day, number> {
  const days = new Map<Day, number>()
  for (const row of found?.rows ?? []) {
    const day = dayIn(timeZone, Number(row.quarter) * 900_000)
    days.set(day, (days.get(day) ?? 0) + Number(row.n))
  }
  return days
}

/** How much there was to complain about on each day. */
export async function exposureByDay(
  db: Database,
  scope: ComplaintScope,
  window: Window,
): Promise<{ days: Days; rebuilding: boolean }> {
  if (scope.exposure === 'responses') return answersByDay(db, scope, window, 'responses')
  const [found] = await db.read([exposureDays(scope.exposure, window.from, window.to)])
  const rows = (found?.rows ?? []).map(
    (row) => [dayOfNumber(Number(row.day)), Number(row.count)] as const,
  )
  return { days: new Map(rows), rebuilding: false }
}

/** The first sum of a measure by day, over all surveys of the scope. */
export async function answersByDay(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  measure: string,
): Promise<{ days: Days; rebuilding: boolean }> {
  const byDays: Scope = { ...scope, interval: 'day', segment: null }
  const { sums, rebuilding } = await sumsOfSurveys(db, byDays, scope, window, measure, 'period')
  return { days: firstSums(sums, measure), rebuilding }
}

/** The first sum of a measure by the values of the scope's segment, over all surveys of the scope. */
export async function answersBySegment(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  measure: string,
): Promise<ReadonlyMap<string, number>> {
  const { sums } = await sumsOfSurveys(db, scope, scope, window, measure, 'segment')
  return firstSums(sums, measure)
}

async function sumsOfSurveys(
  db: Database,
  scope: Scope,
  { surveys }: ComplaintScope,
  window: Window,
  measure: string,
  by: 'period' | 'segment',
) {
  const want = { measures: [measure], window, by, width: 1 }
  const all = await Promise.all(
    surveys.map(({ id, plan }) => findSums(db, id, plan, { scope, wants: [want] })),
  )
  return {
    sums: all.flatMap(({ sums }) => [...(sums[0] ?? [])]),
    rebuilding: all.some(({ rebuilding }) => rebuilding),
  }
}

function firstSums(groups: [string, Tally][], measure: string): Map<string, number> {
  const totals = new Map<string, number>()
  for (const [name, tally] of groups)
    totals.set(name, (totals.get(name) ?? 0) + sumAt(tally, measure, 0))
  return totals
}

/** The sum over the days of a window. */
export function sumOver(days: Days, { from, to }: Window): number {
  let sum = 0
  for (const [day, n] of days) if (day >= from && day <= to) sum += n
  return sum
}

/** What happens between complaints: free days, and for rare ones the spells and times between them. */
import { type Day, daysIn } from '../../schema/calendar.ts'
import type { ComplaintTrend } from '../../schema/reports/complaints.ts'
import { complaintFree, gChart, tChart } from '../../statistics/rare-events.ts'
import type { Database } from '../db.ts'
import type { Charted } from './complaint-chart.ts'
import type { Days } from './complaint-counts.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { openings } from './complaint-store.ts'

/** Days of the window, in order; closed ones are nobody's merit. */
function openDays({ week }: Pick<Charted, 'week'>, complaints: Days, scope: ComplaintScope) {
  const days: { day: Day; count: number | null }[] = []
  for (const day of daysIn(scope.from, scope.to)) {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const isClosed = scope.holidays.has(day) || (week !== null && (week.index[weekday] ?? 0) < 0.1)
    days.push({ day, count: isClosed ? null : (complaints.get(day) ?? 0) })
  }
  return days
}

export function freeDays(charted: Charted, complaints: Days, scope: ComplaintScope) {
  const days = openDays(charted, complaints, scope).map(({ count }) => count)
  return { unit: 'day' as const, ...complaintFree(days) }
}

/** Complaint-free days before each complaint of the window, and the time between complaints. */
export async function rareSpells(
  db: Database,
  scope: ComplaintScope,
  complaints: Days,
): Promise<ComplaintTrend['rare']> {
  const spells: { end: Day; days: number }[] = []
  let free = 0
  for (const { day, count } of openDays({ week: null }, complaints, scope)) {
    if (count === null) continue
    if (count === 0) free++
    else {
      spells.push({ end: day, days: free })
      free = 0
    }
  }
  // The first spell began before the window, so its length is not known.
  const known = spells.slice(1)
  const chart = gChart(known.map(({ days }) => days))
  if (!chart) return null
  const [found] = await db.read([openings(casesOf(scope, scope))])
  const at = (found?.rows ?? []).map((row) => Number(row.opened_at))
  const between = tChart(at.slice(1).map((time, i) => (time - (at[i] ?? time)) / 86_400_000))
  return {
    spells: known.map((spell) => ({ ...spell, unusual: spell.days > chart.probabilityHigh })),
    mean: chart.mean,
    high: chart.probabilityHigh,
    timeBetween: between && { centre: between.centre, low: between.low, high: between.high },
  }
}

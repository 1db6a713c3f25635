/** The chart that alerts are about: all complaints per answer, over finished periods, as the report of the complaint trend makes it. */
import type { Alert, AlertFigures, AlertRule } from '../../schema/alerts.ts'
import { ALERT_RULES } from '../../schema/alerts.ts'
import { addDays, type Day, type Interval, nextStart, startOf } from '../../schema/calendar.ts'
import { ComplaintReportQuery, type ComplaintTrend } from '../../schema/reports/complaints.ts'
import type { Database } from '../db.ts'
import { complaintScope } from '../reports/complaint-scope.ts'
import { complaintTrend } from '../reports/complaint-trend-report.ts'

export type Signal = {
  interval: Interval
  start: Day
  rule: AlertRule
  side: Alert['side']
  figures: AlertFigures
}

/** Weeks, or longer periods where a week holds too few complaints for a chart. */
const FINEST: Interval = 'week'
/** Long enough for its moving average to have forgotten where the chart begins. */
const WINDOW_DAYS = 728
/** Limits made from fewer ordinary periods are none yet (methods 8.3). */
const FEWEST_FOR_LIMITS = 12

/** The interval at which periods hold enough complaints to be judged; null when none does. */
export async function fittingInterval(
  db: Database,
  today: Day,
  now: Date,
): Promise<Interval | null> {
  const { interval, fit } = await trendOf(db, FINEST, today, now, false)
  return fit?.status === 'enough' ? interval : null
}

/**
 * The alerts that the chart of an interval shows today, in the order of its periods; null while it has no limits yet, or its
 * counts are too small for them: then it says nothing, for or against.
 */
export async function signalsAt(
  db: Database,
  interval: Interval,
  today: Day,
  now: Date,
): Promise<Signal[] | null> {
  const trend = await trendOf(db, interval, today, now, true)
  if (trend.fit?.status !== 'enough' || trend.baseline.periods < FEWEST_FOR_LIMITS) return null
  return trend.signals.flatMap(({ start, rule, level, side }) => {
    const known = ALERT_RULES.find((each) => each === rule)
    const figures = figuresAt(trend, start)
    if (level !== 'alert' || !known || !figures) return []
    return { interval, start, rule: known, side, figures }
  })
}

/** The days of the chart that shows a period last. */
export function windowTo(interval: Interval, end: Day): { from: Day; to: Day } {
  return { from: startOf(interval, addDays(end, -WINDOW_DAYS + 1)), to: end }
}

export const endOf = (interval: Interval, start: Day): Day =>
  addDays(nextStart(interval, start), -1)

async function trendOf(
  db: Database,
  interval: Interval,
  today: Day,
  now: Date,
  isAsked: boolean,
): Promise<ComplaintTrend> {
  const window = windowTo(interval, addDays(startOf(interval, today), -1))
  const query = ComplaintReportQuery.parse({ ...window, interval })
  return complaintTrend(db, await complaintScope(db, query, new Map(), now), isAsked)
}

function figuresAt({ points, centre, per }: ComplaintTrend, start: Day): AlertFigures | null {
  const point = points.find((each) => each.start === start)
  if (!point) return null
  const { complaints, exposure, rate, low, high } = point
  return { complaints, exposure, rate, low, high, centre, per }
}

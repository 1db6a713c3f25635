/**
 * Looks at the complaint chart for signals that deserve a message: once a day of the account's time zone, and again when
 * something has come that belongs to the days before. Alerts and the note that the chart was looked at are stored together,
 * so that being cut off in between loses none, and doing it twice at once raises none twice.
 */
import { addDays, dayIn, type Interval, instantOf, numberOfDay } from '../../schema/calendar.ts'
import { type Database, isConstraint } from '../db.ts'
import { accountSettings } from '../settings/store.ts'
import { endOf, fittingInterval, type Signal, signalsAt } from './chart.ts'
import {
  alertsSince,
  type Look,
  lookedAt,
  noteLook,
  raiseAlerts,
  reinstateAlert,
  withdrawAlert,
} from './store.ts'

/** A signal of a period that ended longer ago is history and no news: it is in the chart and raises no alert. */
const NEWS_DAYS = 31
/** Alerts of periods that began longer ago stay as they are. */
const JUDGED_DAYS = 182

/** Asked every minute; nothing to do costs two small queries. */
export async function evaluateAlerts(db: Database, now: number): Promise<void> {
  const { timeZone } = await accountSettings(db)
  const today = dayIn(timeZone, now)
  const found = await lookedAt(db, instantOf(today, 0, timeZone))
  const look: Look = { ...found.now, day: numberOfDay(today), looks: found.last?.looks ?? 0 }
  const { last } = found
  const isSame = last?.day === look.day && last.basis === look.basis && !found.isLate
  if (isSame && last.responseSeq === look.responseSeq && last.complaintSeq === look.complaintSeq)
    return
  const changes = isSame ? [] : await changesOn(db, today, now)
  try {
    await db.write([...changes, ...noteLook(look)])
  } catch (error) {
    // Somebody else has looked meanwhile, perhaps at more than we did.
    if (!isConstraint(error)) throw error
  }
}

async function changesOn(db: Database, today: string, now: number) {
  const at = new Date(now)
  const known = await alertsSince(db, addDays(today, -JUDGED_DAYS))
  const chosen = await fittingInterval(db, today, at)
  const charts = new Set<Interval>(known.map(({ interval }) => interval))
  if (chosen !== null) charts.add(chosen)
  const signals: Signal[] = []
  const judged = new Set<Interval>()
  for (const interval of charts) {
    const found = await signalsAt(db, interval, today, at)
    if (found === null) continue
    judged.add(interval)
    signals.push(...found)
  }
  const news = signals.filter(
    ({ interval, start }) =>
      interval === chosen && endOf(interval, start) >= addDays(today, -NEWS_DAYS),
  )
  const holds = new Set(signals.map(nameOf))
  return [
    ...raiseAlerts(news, now),
    ...known.flatMap((alert) => {
      const isKnown = judged.has(alert.interval)
      if (!isKnown || holds.has(nameOf(alert)) !== alert.isWithdrawn) return []
      return alert.isWithdrawn ? reinstateAlert(alert.id) : withdrawAlert(alert.id, now)
    }),
  ]
}

const nameOf = ({ interval, start, rule }: { interval: string; start: string; rule: string }) =>
  `${interval} ${start} ${rule}`

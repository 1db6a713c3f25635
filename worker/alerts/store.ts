/** SQL on alerts, and on when charts were last looked at. */
import type { Row } from '@libsql/client/http'
import { and, asc, desc, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Alert } from '../../schema/alerts.ts'
import { type Day, dayOfNumber, type Interval, numberOfDay } from '../../schema/calendar.ts'
import { alerts } from '../../schema/tables/alerts.ts'
import { clearGuards, type Database, guardChanged, type Statement } from '../db.ts'
import { randomId } from '../secrets.ts'
import { endOf, type Signal, windowTo } from './chart.ts'

const CHART = 'complaints'

export type Look = {
  day: number
  /** The settings and new starts of limits that the chart was made with. */
  basis: string
  responseSeq: number
  complaintSeq: number
  /** How often the chart has been looked at; 0 before the first time. */
  looks: number
}

/** How the chart was last looked at, and what there is now; `isLate`: something has come since that belongs before `today`. */
export async function lookedAt(
  db: Database,
  today: number,
): Promise<{ last: Look | null; now: Omit<Look, 'day' | 'looks'>; isLate: boolean }> {
  const [found] = await db.read([
    {
      sql: `WITH last AS (SELECT * FROM alert_looks WHERE chart = ?1)
        SELECT last.*,
          max(coalesce((SELECT max(seq) FROM responses), 0), coalesce(last.response_seq, 0)) AS responses,
          max(coalesce((SELECT max(seq) FROM complaints), 0), coalesce(last.complaint_seq, 0)) AS complaints,
          (SELECT coalesce(max(revision), 0) FROM settings) || ' '
            || (SELECT count(*) || ' ' || coalesce(sum(day), 0) FROM notes WHERE rebase = 1) AS now_basis,
          EXISTS (SELECT 1 FROM responses WHERE seq > last.response_seq AND submitted_at < ?2)
            OR EXISTS (SELECT 1 FROM complaints WHERE seq > last.complaint_seq AND opened_at < ?2) AS is_late
        FROM (SELECT 1) LEFT JOIN last`,
      args: [CHART, today],
    },
  ])
  const row = found?.rows[0]
  const now = {
    basis: String(row?.now_basis),
    responseSeq: Number(row?.responses),
    complaintSeq: Number(row?.complaints),
  }
  return { last: row?.looks == null ? null : asLook(row), now, isLate: row?.is_late === 1 }
}

const asLook = (row: Row): Look => ({
  day: Number(row.day),
  basis: String(row.basis),
  responseSeq: Number(row.response_seq),
  complaintSeq: Number(row.complaint_seq),
  looks: Number(row.looks),
})

/** Notes that the chart was looked at; fails the batch when somebody else has looked at it since. */
export const noteLook = (look: Look): Statement[] => [
  {
    sql: `INSERT INTO alert_looks (chart, day, basis, response_seq, complaint_seq, looks)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6 + 1)
      ON CONFLICT (chart) DO UPDATE SET day = ?2, basis = ?3, response_seq = ?4, complaint_seq = ?5,
        looks = looks + 1 WHERE looks = ?6`,
    args: [CHART, look.day, look.basis, look.responseSeq, look.complaintSeq, look.looks],
  },
  guardChanged(1),
  clearGuards,
]

/** Raises alerts; one that was raised before stays as it is. */
export const raiseAlerts = (signals: readonly Signal[], now: number): Statement[] =>
  signals.map(({ interval, start, rule, side, figures }) => ({
    sql: `INSERT OR IGNORE INTO alerts (id, chart, interval, start, rule, side, figures, raised_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      randomId(),
      CHART,
      interval,
      numberOfDay(start),
      rule,
      side,
      JSON.stringify(figures),
      now,
    ],
  }))

/** Forgets all there was to tell: it was of a shop that never was. */
export const forgetAlerts: readonly Statement[] = [
  { sql: 'DELETE FROM alerts', args: [] },
  { sql: 'DELETE FROM alert_looks', args: [] },
]

/** Says of an alert that its signal no longer holds; whoever had seen it is to see that too. */
export const withdrawAlert = (id: string, now: number): Statement => ({
  sql: `UPDATE alerts SET withdrawn_at = ?, seen_at = NULL, seen_by = NULL
    WHERE id = ? AND withdrawn_at IS NULL`,
  args: [now, id],
})

/** The signal holds again. */
export const reinstateAlert = (id: string): Statement => ({
  sql: `UPDATE alerts SET withdrawn_at = NULL, seen_at = NULL, seen_by = NULL
    WHERE id = ? AND withdrawn_at IS NOT NULL`,
  args: [id],
})

/** What was raised for periods that began on a day or later. */
export async function alertsSince(
  db: Database,
  from: Day,
): Promise<{ id: string; interval: Interval; start: Day; rule: string; isWithdrawn: boolean }[]> {
  const [found] = await db.read([
    {
      sql: 'SELECT id, interval, start, rule, withdrawn_at FROM alerts WHERE chart = ? AND start >= ?',
      args: [CHART, numberOfDay(from)],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    id: String(row.id),
    interval: String(row.interval) as Interval, // the column has a CHECK
    start: dayOfNumber(Number(row.start)),
    rule: String(row.rule),
    isWithdrawn: row.withdrawn_at !== null,
  }))
}

/** Alerts before a place in their order, the latest first. */
export async function alertsBefore(
  db: Database,
  state: Alert['state'] | undefined,
  before: number | null,
  limit: number,
): Promise<{ seq: number; alert: Alert }[]> {
  const rows = await db.orm
    .select()
    .from(alerts)
    .where(
      and(
        before === null ? undefined : lt(alerts.seq, before),
        state === 'open' ? isNull(alerts.seenAt) : undefined,
        state === 'seen' ? isNotNull(alerts.seenAt) : undefined,
      ),
    )
    .orderBy(desc(alerts.seq))
    .limit(limit)
  return rows.map((row) => ({ seq: row.seq, alert: asAlert(row) }))
}

/** Alerts after a place in their order, the oldest first. */
export async function alertsAfter(
  db: Database,
  after: number,
  most: number,
): Promise<{ seq: number; alert: Alert }[]> {
  const rows = await db.orm
    .select()
    .from(alerts)
    .where(gt(alerts.seq, after))
    .orderBy(asc(alerts.seq))
    .limit(most)
  return rows.map((row) => ({ seq: row.seq, alert: asAlert(row) }))
}

export async function alertById(db: Database, id: string): Promise<Alert | null> {
  const [row] = await db.orm.select().from(alerts).where(eq(alerts.id, id))
  return row ? asAlert(row) : null
}

/** Fails the batch unless nobody had seen it. */
export const seeAlert = (id: string, by: string, now: number): Statement[] => [
  {
    sql: 'UPDATE alerts SET seen_at = ?, seen_by = ? WHERE id = ? AND seen_at IS NULL',
    args: [now, by, id],
  },
  guardChanged(1),
  clearGuards,
]

function asAlert(row: typeof alerts.$inferSelect): Alert {
  const { id, chart, interval, rule, side } = row
  const start = dayOfNumber(row.start)
  const end = endOf(interval, start)
  return {
    ...{ id, chart, interval, start, end, rule, side },
    ...JSON.parse(row.figures),
    raisedAt: iso(row.raisedAt),
    withdrawnAt: row.withdrawnAt === null ? null : iso(row.withdrawnAt),
    state: row.seenAt === null ? 'open' : 'seen',
    seenAt: row.seenAt === null ? null : iso(row.seenAt),
    seenBy: row.seenBy,
    link: `/app/complaints?${new URLSearchParams({ ...windowTo(interval, end), interval })}`,
  }
}

const iso = (at: number) => new Date(at).toISOString()

/** The complaints of the demo's year: who, about what, and when it was closed. */
import { complaintText } from './comments.ts'
import type { Customer, Tier } from './customers.ts'
import { PLANTED } from './planted.ts'
import { type Random, seeded, weighted } from './random.ts'
import { momentOn, type ShopDay } from './shop-days.ts'
import { CATEGORIES, type Category } from './surveys.ts'

export type Severity = 'minor' | 'normal' | 'serious' | 'critical'

export type Complaint = {
  id: string
  /** Milliseconds. */
  openedAt: number
  /** Milliseconds; null when still open at the end of the history. */
  closedAt: number | null
  category: Category
  severity: Severity
  text: string
  customer: Customer
  /** Told in the answers of a survey instead of directly; only the newest ones, see `history.ts`. */
  inSurvey: boolean
}

/** Complaints per 1,000 orders, and the median hours until one is closed. */
const KINDS: Record<Category, { rate: number; hours: number }> = {
  late: { rate: 5.3, hours: 50 },
  item: { rate: 2.9, hours: 72 },
  reply: { rate: 1.7, hours: 34 },
  bill: { rate: 1.4, hours: 64 },
  staff: { rate: 0.9, hours: 46 },
  other: { rate: 0.7, hours: 40 },
}
/** A few cases get stuck and take this many times as long. */
const STUCK = { share: 0.08, times: 10 }
/** Complaints per order from Monday to Sunday: what the weekend left waiting comes on Monday. */
const WEEKDAY = [1.3, 1.1, 1, 1, 0.95, 0.82, 0.8]
/** Day-to-day spread of the rate beyond chance (standard deviation of its logarithm). */
const UNREST = 0.1
/** How long a case takes by tier, relative to a small customer's. */
const PATIENCE: Record<Tier, number> = { key: 0.6, regular: 0.9, small: 1 }
/** Of the newest complaints that are still open, this share came in through the survey. */
const SURVEY_DAYS = 14
const SURVEY_SHARE = 0.4

const severityOf = weighted<Severity>([
  ['minor', 24],
  ['normal', 52],
  ['serious', 20],
  ['critical', 4],
])

/** All complaints of the history, in order of time. */
export function demoComplaints(
  days: readonly ShopDay[],
  customers: readonly Customer[],
  seed: number,
): Complaint[] {
  const customerOf = weighted(customers.map((customer) => [customer, customer.ordering] as const))
  const end = endOf(days)
  const complaints = days.flatMap((day) => {
    const unrest = Math.exp(
      UNREST * seeded(seed, `unrest/${day.number}`).normal() - UNREST ** 2 / 2,
    )
    return CATEGORIES.flatMap(({ key }) => {
      const random = seeded(seed, `complaints/${day.number}/${key}`)
      const count = random.poisson((day.orders / 1000) * rateOn(day, key) * unrest)
      return Array.from({ length: count }, () =>
        complaint(key, momentOn(day, random), customerOf(random), random, end),
      )
    })
  })
  return complaints
    .sort((a, b) => a.openedAt - b.openedAt)
    .map((entry, i) => ({ ...entry, id: `demo-complaint-${String(i + 1).padStart(4, '0')}` }))
}

/** What an earlier complaint adds to a customer's 0-10 answer at some moment, in points. */
export function recoveryAt(at: number, complaints: readonly Complaint[]): number {
  const { quickHours, quick, slowHours, slow, lastsDays } = PLANTED.recovery
  const last = complaints.findLast(({ openedAt }) => openedAt < at)
  if (!last || at - last.openedAt > lastsDays * 24 * HOUR) return 0
  const closed = last.closedAt !== null && last.closedAt <= at
  const hours = ((last.closedAt ?? Number.POSITIVE_INFINITY) - last.openedAt) / HOUR
  if (closed && hours <= quickHours) return quick
  return closed && hours <= slowHours ? 0 : slow
}

const HOUR = 3_600_000

/** The instant after the last one of the history. */
export const endOf = (days: readonly ShopDay[]): number => (days.at(-1)?.midnight ?? 0) + 24 * HOUR

function complaint(
  category: Category,
  openedAt: number,
  customer: Customer,
  random: Random,
  end: number,
): Complaint {
  const stuck = random.chance(STUCK.share) ? STUCK.times : 1
  const usual = KINDS[category].hours * PATIENCE[customer.tier]
  const hours = usual * stuck * Math.exp(random.normal())
  const closedAt = openedAt + Math.max(0.3, hours) * HOUR
  const isNew = openedAt > end - SURVEY_DAYS * 24 * HOUR
  const isOpen = closedAt >= end
  return {
    id: '',
    openedAt,
    closedAt: isOpen ? null : closedAt,
    category,
    severity: severityOf(random),
    text: complaintText(category, customer.locale, random),
    customer,
    inSurvey: random.chance(SURVEY_SHARE) && isNew && isOpen,
  }
}

function rateOn({ number, weekday }: ShopDay, category: Category): number {
  const { fromDay, toDay, factor, category: shifted } = PLANTED.lateDeliveries
  const raised = category === shifted && number >= fromDay && number <= toDay
  return KINDS[category].rate * (WEEKDAY[weekday] ?? 1) * (raised ? factor : 1)
}

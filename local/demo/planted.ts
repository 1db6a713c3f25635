/** What is hidden in the demo's year for people (and tests) to find. Everything else is chance. */
import { addDays, type Day } from '../../schema/calendar.ts'

/** Days of history; day 0 is the first, day 364 the last. */
export const DEMO_DAYS = 365

/** The planted effects, dated by day number. Sizes are in scale points, before rounding to an answer. */
export const PLANTED = {
  /** Key customers' perception of responsiveness falls; what they expect stays as it was. */
  slowReplies: {
    tier: 'key',
    dimension: 'responsiveness',
    items: ['reply_speed', 'busy_times'],
    fromDay: 200,
    perception: -1.3,
  },
  /** Complaints about late deliveries per order, from one day to another. */
  lateDeliveries: { category: 'late', fromDay: 255, toDay: 324, factor: 2.2 },
  /** Chinese speakers give the 0-10 answer nearer to the middle, after the very same service. */
  answerStyle: { locale: 'zh-CN', middle: 6.5, keeps: 0.7 },
  /** The 0-10 answer after a complaint: closed quickly, or slowly (or not yet). */
  recovery: {
    quickHours: 48,
    quick: 0.5,
    slowHours: 168,
    slow: -1.6,
    lastsDays: 60,
  },
  /** The 0-10 answer by life-cycle stage. */
  stage: { exploration: 0, formation: 0.2, stable: 0.4, decline: -1.1 },
  /** No effect at all: a comparison of channels has nothing to find. */
  channel: 0,
} as const

/** The dates of the planted effects in a history that ends on `end`. */
export function plantedDates(end: Day): {
  first: Day
  slowRepliesFrom: Day
  lateDeliveriesFrom: Day
  lateDeliveriesTo: Day
} {
  const first = addDays(end, 1 - DEMO_DAYS)
  return {
    first,
    slowRepliesFrom: addDays(first, PLANTED.slowReplies.fromDay),
    lateDeliveriesFrom: addDays(first, PLANTED.lateDeliveries.fromDay),
    lateDeliveriesTo: addDays(first, PLANTED.lateDeliveries.toDay),
  }
}

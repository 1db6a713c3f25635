/** A year of the demo shop: orders, complaints and answers up to a day. The same seed and day always give the same year. */
import type { Day } from '../../schema/calendar.ts'
import { type Complaint, demoComplaints, recoveryAt } from './complaints.ts'
import { type Customer, demoCustomers } from './customers.ts'
import { DEMO_DAYS, PLANTED } from './planted.ts'
import { type Random, seeded, weighted } from './random.ts'
import {
  aboutRelationship,
  afterDelivery,
  afterSupport,
  type DemoResponse,
  type Occasion,
} from './responses.ts'
import { momentOn, type ShopDay, shopDays } from './shop-days.ts'
import type { DemoSlug } from './surveys.ts'

export type History = {
  customers: Customer[]
  days: ShopDay[]
  complaints: Complaint[]
  responses: Record<DemoSlug, DemoResponse[]>
}

/** Under this seed chance plays no tricks: where nothing is planted, comparisons find nothing. */
export const DEMO_SEED = 28
export const DEMO_TIME_ZONE = 'Asia/Shanghai'

/** Answers per order. */
const DELIVERY_ANSWERS = 0.119
const SUPPORT_ANSWERS = 0.0395
/** Every customer is asked about the relationship twice a year; this share answers. */
const RELATIONSHIP_ANSWERS = 0.56

/**
 * The whole history: about 6,000 answers after deliveries, 2,000 after support, 900 about the relationship,
 * and 700 complaints, over 365 days.
 * @param end the last day
 * @param timeZone IANA name; days and hours are this zone's
 */
export function demoHistory(
  end: Day,
  { seed = DEMO_SEED, timeZone = DEMO_TIME_ZONE }: { seed?: number; timeZone?: string } = {},
): History {
  const customers = demoCustomers(seed)
  const days = shopDays(end, DEMO_DAYS, timeZone, seed)
  const complaints = demoComplaints(days, customers, seed)
  const occasion = occasions(complaints)
  const after = (part: 'after-delivery' | 'after-support', rate: number, answer: Answering) =>
    answersAfterOrders(
      days,
      customers,
      rate,
      (number) => seeded(seed, `${part}/${number}`),
      (at, customer, day, random) => answer(occasion(at, customer, day), random),
    )
  return {
    customers,
    days,
    complaints,
    responses: {
      'after-delivery': numbered('after-delivery', [
        ...after('after-delivery', DELIVERY_ANSWERS, afterDelivery),
        ...answersThatComplain(days, complaints, occasion, seeded(seed, 'problems')),
      ]),
      'after-support': numbered(
        'after-support',
        after('after-support', SUPPORT_ANSWERS, afterSupport),
      ),
      'relationship-2026': numbered(
        'relationship-2026',
        answersOnRelationship(days, customers, occasion, seed),
      ),
    },
  }
}

type Answering = (occasion: Occasion, random: Random) => DemoResponse
type OccasionOf = (at: number, customer: Customer, day: ShopDay) => Occasion

/** Makes occasions that know what the customer complained about before. */
function occasions(complaints: readonly Complaint[]): OccasionOf {
  const byCustomer = Map.groupBy(complaints, ({ customer }) => customer.id)
  return (at, customer, day) => {
    const recovery = recoveryAt(at, byCustomer.get(customer.id) ?? [])
    return { at, customer, day: day.number, recovery }
  }
}

/** Answers in proportion to a day's orders, by customers in proportion to theirs. */
function answersAfterOrders(
  days: readonly ShopDay[],
  customers: readonly Customer[],
  rate: number,
  chanceOf: (number: string) => Random,
  answer: (at: number, customer: Customer, day: ShopDay, random: Random) => DemoResponse,
): DemoResponse[] {
  const customerOf = weighted(customers.map((customer) => [customer, customer.ordering] as const))
  return days.flatMap((day) => {
    const count = chanceOf(`${day.number}`).poisson(day.orders * rate)
    return Array.from({ length: count }, (_, i) => {
      const random = chanceOf(`${day.number}/${i}`)
      return answer(momentOn(day, random), customerOf(random), day, random)
    })
  })
}

/**
 * The complaints that were told in a survey, as answers. Only the newest are: an answer cannot bring along
 * that its complaint was closed, so older ones would all lie open for a year.
 */
function answersThatComplain(
  days: readonly ShopDay[],
  complaints: readonly Complaint[],
  occasion: OccasionOf,
  random: Random,
): DemoResponse[] {
  return complaints.flatMap((complaint) => {
    const day = days.findLast(({ midnight }) => midnight <= complaint.openedAt)
    if (!complaint.inSurvey || !day) return []
    const who = occasion(complaint.openedAt, complaint.customer, day)
    const trouble = { ...who, recovery: PLANTED.recovery.slow }
    return [afterDelivery(trouble, random, complaint)]
  })
}

/** Each customer is asked on a day of their own, and again half a year later. */
function answersOnRelationship(
  days: readonly ShopDay[],
  customers: readonly Customer[],
  occasion: OccasionOf,
  seed: number,
): DemoResponse[] {
  const half = Math.floor(days.length / 2)
  return customers.flatMap((customer) => {
    const random = seeded(seed, `relationship/${customer.id}`)
    const first = random.integer(half)
    const asked = [days[first], days[first + half]].filter((day) => day !== undefined)
    return asked
      .filter(() => random.chance(RELATIONSHIP_ANSWERS))
      .map((day) => aboutRelationship(occasion(momentOn(day, random), customer, day), random))
  })
}

const numbered = (slug: DemoSlug, responses: DemoResponse[]): DemoResponse[] =>
  responses
    // Whoever skips everything has not answered.
    .filter(({ answers }) => Object.keys(answers).length > 0)
    .sort((a, b) => a.submittedAt - b.submittedAt)
    .map((response, i) => ({ ...response, id: `demo-${slug}-${String(i + 1).padStart(5, '0')}` }))

/** How a customer lives through the service, and the numbers they would say: the model behind every demo answer. */

import { SERVQUAL_DIMENSIONS } from '../../schema/survey.ts'
import type { Customer, Tier } from './customers.ts'
import { PLANTED } from './planted.ts'
import type { Random } from './random.ts'

export const DIMENSIONS = SERVQUAL_DIMENSIONS
export type Dimension = (typeof DIMENSIONS)[number]

/** One person's experience: per dimension, how far it was from ordinary service, in scale points. */
export type Experience = { customer: Customer; deviation: Record<Dimension, number> }

/** How much each dimension moves what people say overall. */
const WEIGHT: Record<Dimension, number> = {
  tangibles: 0.1,
  reliability: 0.34,
  responsiveness: 0.26,
  assurance: 0.16,
  empathy: 0.14,
}

/** Mean expectation, perception and importance of every item on its 1-7 scale, before rounding. */
const ITEMS: Record<string, { dimension: Dimension; e: number; p: number; importance: number }> = {
  website: { dimension: 'tangibles', e: 5.4, p: 5.8, importance: 4.8 },
  parcel: { dimension: 'tangibles', e: 6.2, p: 6.0, importance: 5.6 },
  on_time: { dimension: 'reliability', e: 6.4, p: 5.6, importance: 6.4 },
  accuracy: { dimension: 'reliability', e: 6.4, p: 6.0, importance: 6.2 },
  reply_speed: { dimension: 'responsiveness', e: 6.1, p: 5.6, importance: 6.1 },
  busy_times: { dimension: 'responsiveness', e: 5.7, p: 5.2, importance: 5.6 },
  safe_purchase: { dimension: 'assurance', e: 6.3, p: 6.1, importance: 6.2 },
  knowledge: { dimension: 'assurance', e: 5.9, p: 5.7, importance: 5.7 },
  service_hours: { dimension: 'empathy', e: 5.6, p: 5.3, importance: 5.1 },
  understanding: { dimension: 'empathy', e: 5.5, p: 5.2, importance: 5.3 },
  looks: { dimension: 'tangibles', e: 5.5, p: 5.8, importance: 4.7 },
  promises: { dimension: 'reliability', e: 6.4, p: 5.7, importance: 6.4 },
  attention: { dimension: 'empathy', e: 5.4, p: 5.2, importance: 5.2 },
}

/** What a customer met with on a day. Key customers' responsiveness falls from the planted day on. */
export function experienceOf(customer: Customer, day: number, random: Random): Experience {
  const common = 0.5 * random.normal()
  const own = (dimension: Dimension) =>
    common +
    0.5 * random.normal() +
    (isSlowed(customer.tier, dimension, day) ? PLANTED.slowReplies.perception : 0)
  return {
    customer,
    deviation: {
      tangibles: own('tangibles'),
      reliability: own('reliability'),
      responsiveness: own('responsiveness'),
      assurance: own('assurance'),
      empathy: own('empathy'),
    },
  }
}

/** What was expected and what was got on one item, each 1 to 7. */
export function pairOn(item: string, { customer, deviation }: Experience, random: Random) {
  const { dimension, e, p } = levelOf(item)
  return {
    expectation: toScale(e + 0.3 * customer.leaning + 0.75 * random.normal(), 1, 7),
    perception: toScale(
      p + 0.4 * customer.leaning + deviation[dimension] + 0.6 * random.normal(),
      1,
      7,
    ),
  }
}

/** How much an item matters to someone, 1 to 7. */
export const importanceOf = (item: string, { customer }: Experience, random: Random): number =>
  toScale(levelOf(item).importance + 0.2 * customer.leaning + 0.8 * random.normal(), 1, 7)

/**
 * The 0-10 answer.
 * @param recovery what an earlier complaint adds, in points
 */
export function recommendation(experience: Experience, recovery: number, random: Random): number {
  const { customer } = experience
  const felt =
    8.25 +
    1.4 * overallDeviation(experience) +
    0.3 * customer.leaning +
    PLANTED.stage[customer.stage] +
    recovery +
    1.2 * random.normal()
  const { locale, middle, keeps } = PLANTED.answerStyle
  return toScale(customer.locale === locale ? middle + keeps * (felt - middle) : felt, 0, 10)
}

/** An answer on a 1-5 scale that follows the experience: satisfaction, or buying again. */
export const outOfFive = (experience: Experience, mean: number, random: Random): number =>
  toScale(
    mean +
      0.75 * overallDeviation(experience) +
      0.12 * experience.customer.leaning +
      0.6 * random.normal(),
    1,
    5,
  )

/** 100 points over the five dimensions, in fives, as people share them. */
export function sharedPoints(random: Random): Record<Dimension, number> {
  const shares = DIMENSIONS.map((dimension) => WEIGHT[dimension] * Math.exp(0.45 * random.normal()))
  const sum = shares.reduce((total, share) => total + share, 0)
  const points = shares.map((share) => 5 * Math.round((20 * share) / sum))
  const largest = points.indexOf(Math.max(...points))
  const spare = 100 - points.reduce((total, point) => total + point, 0)
  const [tangibles = 0, reliability = 0, responsiveness = 0, assurance = 0, empathy = 0] =
    points.map((point, i) => (i === largest ? point + spare : point))
  return { tangibles, reliability, responsiveness, assurance, empathy }
}

/** The dimension that stands out: the best or the worst. */
export function standingOut({ deviation }: Experience, which: 'best' | 'worst'): Dimension {
  const sign = which === 'best' ? -1 : 1
  const [first] = [...DIMENSIONS].sort((a, b) => sign * (deviation[a] - deviation[b]))
  return first ?? 'reliability'
}

export const toScale = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(value)))

const overallDeviation = ({ deviation }: Experience): number =>
  DIMENSIONS.reduce((sum, dimension) => sum + WEIGHT[dimension] * deviation[dimension], 0)

const isSlowed = (tier: Tier, dimension: Dimension, day: number): boolean =>
  tier === PLANTED.slowReplies.tier &&
  dimension === PLANTED.slowReplies.dimension &&
  day >= PLANTED.slowReplies.fromDay

function levelOf(item: string) {
  const level = ITEMS[item]
  if (!level) throw new Error(`The demo does not know the item ${item}`)
  return level
}

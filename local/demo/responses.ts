/** The demo's answers, survey by survey: what people experienced, as the answers they gave. */
import type { AnswerMap } from '../../schema/answers.ts'
import { drawSample } from '../../schema/flow.ts'
import { SurveyDefinition } from '../../schema/survey.ts'
import { commentOn, supportComment } from './comments.ts'
import type { Complaint } from './complaints.ts'
import type { Customer } from './customers.ts'
import {
  type Experience,
  experienceOf,
  importanceOf,
  outOfFive,
  pairOn,
  recommendation,
  sharedPoints,
  standingOut,
  toScale,
} from './experience.ts'
import { type Random, weighted } from './random.ts'
import { DEMO_SURVEYS, ORDER_TYPES, TOUCHPOINTS } from './surveys.ts'

export type DemoResponse = {
  id: string
  /** Milliseconds. */
  submittedAt: number
  channel: string
  customer: Customer
  segments: Record<string, string>
  /** The drawn gap questions, of surveys that draw a sample. */
  shown?: string[]
  answers: AnswerMap
  complete: boolean
  secondsTaken: number
}

/** Someone about to answer: when, who, on which day of the history, and what an earlier complaint adds. */
export type Occasion = { at: number; customer: Customer; day: number; recovery: number }

/** Which way the answer comes says nothing about the answer: see PLANTED.channel. */
const channelOf = weighted([
  ['email', 50],
  ['widget', 25],
  ['link', 15],
  ['qr', 10],
])
const orderTypeOf = weighted(ORDER_TYPES.map((type, i) => [type, [70, 20, 10][i] ?? 0] as const))
const touchpointOf = weighted(TOUCHPOINTS.map((name, i) => [name, [45, 30, 25][i] ?? 0] as const))

const delivery = SurveyDefinition.parse(DEMO_SURVEYS['after-delivery'])
const relationship = SurveyDefinition.parse(DEMO_SURVEYS['relationship-2026'])

/** An answer after a delivery. 4 % stop after the first page; 1.5 % click the same number all the way down. */
export function afterDelivery(
  occasion: Occasion,
  random: Random,
  problem?: Complaint,
): DemoResponse {
  const experience = experienceOf(occasion.customer, occasion.day, random)
  const shown = drawSample(delivery, random.uniform) ?? []
  const recommend = recommendation(experience, occasion.recovery, random)
  const complete = problem !== undefined || !random.chance(0.04)
  const careless = random.chance(0.015) ? 4 + random.integer(4) : null
  const rest: AnswerMap = {
    ...pairsOf(shown, experience, careless, random),
    overall: random.chance(0.03) ? undefined : outOfFive(experience, problem ? 2.6 : 4.15, random),
    // Whoever has told what happened has said it.
    comment: problem ? undefined : commentFor(recommend, experience, random),
    problem: problem && {
      category: problem.category,
      text: problem.text,
      contact: occasion.customer.email,
    },
  }
  const answers = {
    recommend: random.chance(0.015) ? undefined : recommend,
    ...(complete ? rest : {}),
  }
  return {
    ...base(occasion, complete, careless === null ? 62 : 14, random),
    segments: { order_type: orderTypeOf(random) },
    shown,
    answers: given(answers),
  }
}

/** An answer after a talk with the service team: satisfaction and ease go with whether it was solved. */
export function afterSupport(occasion: Occasion, random: Random): DemoResponse {
  const solved = solvedOf(random)
  const kept = { yes: 0.35, partly: -0.7, no: -1.7 }[solved]
  const ease = 0.7 * kept + 0.15 * occasion.customer.leaning
  const complete = !random.chance(0.05)
  const rest = {
    effort: random.chance(0.03)
      ? undefined
      : toScale(5.4 + 1.1 * ease + 1.1 * random.normal(), 1, 7),
    solved: random.chance(0.02) ? undefined : solved,
    comment: random.chance(solved === 'yes' ? 0.25 : 0.5)
      ? supportComment(solved, occasion.customer.locale, random)
      : undefined,
  }
  const handling = toScale(
    4.05 + kept + 0.12 * occasion.customer.leaning + 0.7 * random.normal(),
    1,
    5,
  )
  return {
    ...base(occasion, complete, 34, random),
    segments: { touchpoint: touchpointOf(random) },
    answers: given({ handling, ...(complete ? rest : {}) }),
  }
}

/** An answer about the whole relationship: five pairs with importance, and points shared over the dimensions. */
export function aboutRelationship(occasion: Occasion, random: Random): DemoResponse {
  const experience = experienceOf(occasion.customer, occasion.day, random)
  const keys = relationship.questions.filter((q) => q.type === 'gap').map((q) => q.key)
  const recommend = recommendation(experience, occasion.recovery, random)
  const complete = !random.chance(0.06)
  const pairs = pairsOf(keys, experience, null, random)
  const rest: AnswerMap = {
    ...withImportance(pairs, experience, random),
    again: random.chance(0.03) ? undefined : outOfFive(experience, 4, random),
    weights: random.chance(0.2) ? undefined : sharedPoints(random),
    comment: commentFor(recommend, experience, random),
  }
  return {
    ...base(occasion, complete, 150, random),
    segments: {},
    answers: given({ recommend, ...(complete ? rest : {}) }),
  }
}

const solvedOf = weighted<'yes' | 'partly' | 'no'>([
  ['yes', 72],
  ['partly', 17],
  ['no', 11],
])

/** What every response has. @param seconds the median time a complete answer takes */
function base({ at, customer }: Occasion, complete: boolean, seconds: number, random: Random) {
  const taken = seconds * (complete ? 1 : 0.25) * Math.exp(0.4 * random.normal())
  return {
    id: '',
    submittedAt: at,
    channel: channelOf(random),
    customer,
    complete,
    secondsTaken: Math.max(4, Math.round(taken)),
  }
}

/** The pairs as answered: some don't apply, some are skipped, a few are left half done. */
function pairsOf(
  keys: readonly string[],
  experience: Experience,
  careless: number | null,
  random: Random,
): AnswerMap {
  const answer = (key: string) => {
    const pair = pairOn(key, experience, random)
    const fate = random.uniform()
    if (careless !== null) return { expectation: careless, perception: careless }
    if (fate < 0.025) return null
    if (fate < 0.045) return undefined
    return fate < 0.055 ? { expectation: pair.expectation } : pair
  }
  return Object.fromEntries(keys.map((key) => [key, answer(key)]))
}

const withImportance = (pairs: AnswerMap, experience: Experience, random: Random): AnswerMap =>
  Object.fromEntries(
    Object.entries(pairs).map(([key, pair]) => {
      const importance = importanceOf(key, experience, random)
      return [key, pair ? { ...pair, importance } : pair]
    }),
  )

/** Unhappy people write more often. What they write about is what stood out. */
function commentFor(recommend: number, experience: Experience, random: Random) {
  const writes = random.chance(recommend <= 6 ? 0.55 : recommend >= 9 ? 0.3 : 0.22)
  if (!writes) return undefined
  const pleased = recommend >= 9 || (recommend >= 7 && random.chance(0.5))
  const { locale } = experience.customer
  return pleased
    ? commentOn('praise', standingOut(experience, 'best'), locale, random)
    : commentOn('blame', standingOut(experience, 'worst'), locale, random)
}

/** Only the questions that were answered. */
const given = (answers: AnswerMap): AnswerMap =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined))

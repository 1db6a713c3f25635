/**
 * What one response adds to each measure: the names of the measures and the places of their sums. A report
 * reads them through `statistics/`; a new figure begins with a line here and a rebuild.
 *
 * | measure | sums |
 * | --- | --- |
 * | `responses` | n, complete, n with a time, seconds |
 * | `version\|V`, `asked\|KEY` (questions not asked of everybody) | n; n |
 * | `stopped\|KEY` | n incomplete whose last answer this is (`(nothing)` when none) |
 * | `straight` | n with three whole pairs or more, n of them straight-lined |
 * | `comments\|KEY\|LANGUAGE`, `theme\|KEY\|LANGUAGE\|THEME` | comments of unhappy, neither, happy, unknown |
 * | `words\|KEY\|LANGUAGE\|WORD` (months, everyone) | comments of unhappy, neither, happy, unknown |
 * | `unhappy` | n with NPS 0..6, or satisfaction in the lowest quarter of its scale |
 * | `values\|KEY` (nps, rating) | count of value 0..10, then no opinion |
 * | `slider\|KEY` | n, no opinion, sum, sum of squares, then 20 bins |
 * | `gap\|KEY` | n, no opinion, e, p, ee, pp, ep, met, E only, P only, |g| |
 * | `importance\|KEY` | n, sum, sum of squares, no opinion |
 * | `zone\|KEY` | n, msa, msa², mss, mss², below, inside, above, contradictory, m, w, p |
 * | `cells\|KEY` (months, everyone) | count of (E, P), row by row |
 * | `dimension\|D`, `items`, `overall`, `weighted` | n, e, p, ee, pp, ep, met, g, gg |
 * | `crossed` | n, g per dimension, then g_a g_b for a ≤ b |
 * | `alpha-e\|D`, `alpha-p\|D`, `alpha-g\|D` | n, total, total², then each item's sum and sum of squares |
 * | `drivers\|Y`, `drivers-gap\|Y` | n, y, yy, x per dimension, x_a x_b for a ≤ b, x_a y |
 * | `allocation\|KEY` | n, dropped, then per dimension its sum and sum of squares |
 * | `choice\|KEY`, `choice\|KEY\|OPTION` | n; n |
 * | `text\|KEY`, `complaint\|KEY`, `complaint\|KEY\|CATEGORY` | n |
 *
 * Those of dimensions and several items have another name, and their places another order, for a version that
 * measures otherwise than the first (naming.ts).
 */

import type { SurveyResponse } from '../../schema/responses.ts'
import type {
  AllocationQuestion,
  GapQuestion,
  Question,
  SurveyDefinition,
} from '../../schema/survey.ts'
import { commentSums, wordSums } from './comments.ts'
import { inOrder, type Naming, type Place, placeOf } from './naming.ts'
import { ALPHA, type Item, named, outlineOf } from './outline.ts'
import { type Pair, scoreSums } from './scores.ts'
import type { Sums } from './sums.ts'
import { walkSums } from './walk.ts'

/** Takes what a response adds to a measure. */
export type Into = (measure: string, sums: readonly number[]) => void

/** What of a response is counted. */
export type Answered = Omit<
  SurveyResponse,
  'revision' | 'customerId' | 'customerVerified' | 'bodyHash'
>

const WALK = ['version', 'asked', 'stopped', 'straight']
const DRIVERS = ['drivers', 'drivers-gap']
const ALL_SCORES = ['overall', 'crossed', 'weighted', ...DRIVERS]

/** Which measures somebody wants to know, as far as it saves work. */
export type Wanted = ReturnType<typeof wantedOf>

/** @param kinds the parts of the measures' names before `|`; null for all */
export function wantedOf(kinds: ReadonlySet<string> | null) {
  const isOne = (...own: string[]) => kinds === null || own.some((kind) => kinds.has(kind))
  return {
    unhappy: isOne('unhappy'),
    walk: isOne(...WALK),
    comments: isOne('comments', 'theme'),
    gaps: isOne('gap', 'importance', 'zone'),
    scores: isOne('items', 'dimension', ...ALPHA, ...ALL_SCORES),
    alpha: isOne(...ALPHA),
    allScores: isOne(...ALL_SCORES),
    crossed: isOne('crossed'),
    drivers: isOne(...DRIVERS),
  }
}
const EVERYTHING = wantedOf(null)

/** Bins of a scale with more than 11 points; bin i of [min, max] holds values from min + i·width on, the last one its upper end too. */
export const BINS = 20
/** What is counted of a choice as words of one's own. */
export const OTHER = 'other'
/** Where a histogram of values counts "doesn't apply". */
export const NO_OPINION_PLACE = 11

/** Adds everything that one response adds, day and segment aside; all that is `wanted`, and perhaps more. */
export function addMeasures(
  sums: Sums,
  survey: SurveyDefinition,
  response: Answered,
  naming: Naming | undefined,
  sign: 1 | -1 = 1,
  wanted: Wanted = EVERYTHING,
): void {
  const into: Into = (measure, own) => sums.add(measure, own, sign)
  const seconds = response.secondsTaken
  into('responses', [1, Number(response.complete), seconds === null ? 0 : 1, seconds ?? 0])
  if (wanted.unhappy && isUnhappy(survey, response)) into('unhappy', ONE)
  if (wanted.walk) walkSums(survey, response, into)
  if (wanted.comments) commentSums(survey, response, into)
  const { items, others } = outlineOf(survey)
  for (const question of others) {
    const answer = response.answers[question.key]
    if (answer !== undefined) answerSums(survey, question, answer, naming, into)
  }
  if (items.length === 0) return
  const pairs = items.map((item) => {
    const answer = response.answers[item.question.key]
    const pair = pairOf(item, answer)
    if (answer !== undefined && wanted.gaps) gapSums(pair, answer, into)
    return pair
  })
  const given = () => pointsIn(survey, response)
  if (wanted.scores) scoreSums(survey, response, pairs, given, naming, wanted, into)
}

const ONE = [1]

function answerSums(
  survey: SurveyDefinition,
  question: Exclude<Question, GapQuestion>,
  answer: unknown,
  naming: Naming | undefined,
  into: Into,
): void {
  const { key } = question
  switch (question.type) {
    case 'nps':
    case 'rating':
      into(named('values', key), valueSums(answer))
      break
    case 'slider':
      into(named('slider', key), sliderSums(answer, question.min, question.max))
      break
    case 'allocation':
      allocationSums(answer, survey, question, placeOf(naming, named('allocation', key)), into)
      break
    case 'choice':
      choiceSums(key, answer, into)
      break
    case 'text':
      if (answer !== '') into(named('text', key), ONE)
      break
    case 'complaint': {
      const category = member(answer, 'category')
      into(named('complaint', key), ONE)
      if (typeof category === 'string') into(`complaint|${key}|${category}`, ONE)
      break
    }
    default:
      question satisfies never
  }
}

/** Adds the monthly measures of a response: E × P cells of scales up to ten, and its words. */
export function addMonthly(
  sums: Sums,
  survey: SurveyDefinition,
  response: Answered,
  sign: 1 | -1 = 1,
): void {
  for (const item of outlineOf(survey).items) {
    const { key, scale } = item.question
    if (scale > 10) continue
    const { e, p } = pairOf(item, response.answers[key])
    if (e !== null && p !== null) sums.count(named('cells', key), (e - 1) * scale + (p - 1), sign)
  }
  wordSums(survey, response, (measure, own) => sums.add(measure, own, sign))
}

/** Who could be expected to complain (methods 8.11): NPS up to 6, or CSAT up to 2 of 5 and its like. */
const isUnhappy = (survey: SurveyDefinition, { answers }: Answered): boolean =>
  survey.questions.some((question) => {
    const answer = answers[question.key]
    if (typeof answer !== 'number') return false
    if (question.type === 'nps') return answer <= 6
    const isCsat = question.type === 'rating' && question.measure === 'csat'
    return isCsat && (answer - 1) / (question.scale - 1) <= 0.25
  })

/** Where an answer of 0 to 10 is counted, or that there is no opinion. */
export function valueSums(answer: unknown): number[] {
  const sums = new Array<number>(12).fill(0)
  if (answer === null) sums[NO_OPINION_PLACE] = 1
  else if (typeof answer === 'number' && answer >= 0 && answer <= 10) sums[answer] = 1
  return sums
}

function sliderSums(answer: unknown, min: number, max: number): number[] {
  if (typeof answer !== 'number') return [0, 1]
  const sums = [1, 0, answer, answer * answer, ...new Array<number>(BINS).fill(0)]
  const bin = Math.min(BINS - 1, Math.floor(((answer - min) / (max - min)) * BINS))
  sums[4 + bin] = 1
  return sums
}

function pairOf(item: Item, answer: unknown): Pair {
  return {
    item,
    e: numberOr(part(answer, 'expectation')),
    p: numberOr(part(answer, 'perception')),
  }
}

function gapSums({ item, e, p }: Pair, answer: unknown, into: Into): void {
  if (e !== null && p !== null)
    into(item.gap, [1, 0, e, p, e * e, p * p, e * p, Number(p >= e), 0, 0, Math.abs(p - e)])
  else {
    const none =
      answer === null || part(answer, 'expectation') === null || part(answer, 'perception') === null
    const [onlyE, onlyP] = [Number(e !== null), Number(p !== null)]
    into(item.gap, [0, Number(none), 0, 0, 0, 0, 0, 0, onlyE, onlyP])
  }
  // Who says that a pair doesn't apply says so of its importance too.
  const importance = answer === null && item.question.importance ? null : part(answer, 'importance')
  if (typeof importance === 'number')
    into(item.importance, [1, importance, importance * importance])
  else if (importance === null) into(item.importance, [0, 0, 0, 1])
  const minimum = numberOr(part(answer, 'minimum'))
  if (minimum !== null && e !== null && p !== null) into(item.zone, zoneSums(minimum, e, p))
}

/** Rows whose minimum is above their desired level contradict themselves: counted, not used (methods 5). */
function zoneSums(m: number, w: number, p: number): number[] {
  if (m > w) return [0, 0, 0, 0, 0, 0, 0, 0, 1]
  const [msa, mss] = [p - m, p - w]
  const below = Number(p < m)
  const above = Number(p > w)
  return [1, msa, msa * msa, mss, mss * mss, below, 1 - below - above, above, 0, m, w, p]
}

/** Points per dimension, brought to 100 when they add to 90..110 of 100, else dropped (methods 3.4). */
function pointsOf(answer: unknown, survey: SurveyDefinition, total: number): number[] | null {
  const points = outlineOf(survey).keys.map((key) => numberOr(member(answer, key)) ?? 0)
  const given = points.reduce((sum, share) => sum + share, 0)
  if (given < 0.9 * total || given > 1.1 * total) return null
  return points.map((share) => (100 * share) / given)
}

/** The points a person gave the dimensions, where the survey asks for them. */
function pointsIn(survey: SurveyDefinition, { answers }: Answered): number[] | null {
  const question = survey.questions.find(({ type }) => type === 'allocation')
  const answer = question && answers[question.key]
  return answer && question.type === 'allocation' ? pointsOf(answer, survey, question.total) : null
}

function allocationSums(
  answer: unknown,
  survey: SurveyDefinition,
  { total }: AllocationQuestion,
  place: Place,
  into: Into,
): void {
  const points = pointsOf(answer, survey, total)
  const shares = points && inOrder(points, place)
  into(place.name, shares ? [1, 0, ...shares.flatMap((share) => [share, share * share])] : [0, 1])
}

function choiceSums(key: string, answer: unknown, into: Into): void {
  const list: unknown[] = Array.isArray(answer) ? answer : [answer]
  // Who chose an option called `other` and wrote something too is one person all the same.
  const chosen = new Set(list.map((entry) => (typeof entry === 'string' ? entry : OTHER)))
  into(named('choice', key), ONE)
  for (const option of chosen) into(`choice|${key}|${option}`, ONE)
}

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** A half of a pair, or what else belongs to it; no object inherits a member of such a name. */
const part = (value: unknown, name: keyof PairAnswer): unknown =>
  typeof value === 'object' && value !== null ? (value as PairAnswer)[name] : undefined
type PairAnswer = {
  expectation?: unknown
  perception?: unknown
  importance?: unknown
  minimum?: unknown
}

/** A member of a JSON object; undefined for anything else. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

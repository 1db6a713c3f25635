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

import { dimensionsOf, scoredDimensionsOf } from '../../schema/dimensions.ts'
import { isAsked } from '../../schema/flow.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type {
  AllocationQuestion,
  GapQuestion,
  Question,
  SurveyDefinition,
} from '../../schema/survey.ts'
import { entryOf } from '../entry-of.ts'
import { commentSums, wordSums } from './comments.ts'
import { inOrder, type Naming, type Place, placeOf } from './naming.ts'
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
const ALPHA = ['alpha-e', 'alpha-p', 'alpha-g']
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

/** A name is made once: put together anew for each response, it would be hashed anew whenever it is looked up. */
const NAMES = new Map<string, Map<string, string>>()
const newNames = () => new Map<string, string>()
function named(kind: string, key: string): string {
  const own = entryOf(NAMES, kind, newNames)
  const known = own.get(key)
  if (known !== undefined) return known
  const name = `${kind}|${key}`
  own.set(key, name)
  return name
}

/** A gap question, and what its measures are called. */
type Item = { question: GapQuestion; gap: string; importance: string; zone: string }
/**
 * A dimension people can have a score on: its place among all that points are shared over, the places of its items among
 * all of them, and what its measures are called.
 */
type Dimension = {
  place: number
  items: readonly number[]
  score: string
  alpha: readonly string[]
}
/** What every response of a survey is counted by; neither is that looked for in each of them. */
type Outline = {
  items: readonly Item[]
  others: readonly Exclude<Question, GapQuestion>[]
  dimensions: readonly Dimension[]
  keys: readonly string[]
}

const OUTLINES = new WeakMap<SurveyDefinition, Outline>()
function outlineOf(survey: SurveyDefinition): Outline {
  const known = OUTLINES.get(survey)
  if (known) return known
  const gaps = survey.questions.filter((question) => question.type === 'gap')
  const keys = dimensionsOf(survey)
  const found = {
    items: gaps.map((question) => ({
      question,
      gap: `gap|${question.key}`,
      importance: `importance|${question.key}`,
      zone: `zone|${question.key}`,
    })),
    others: survey.questions.filter((question) => question.type !== 'gap'),
    dimensions: scoredDimensionsOf(survey).map((key) => ({
      place: keys.indexOf(key),
      items: gaps.flatMap(({ dimension }, i) => (dimension === key ? [i] : [])),
      score: `dimension|${key}`,
      alpha: KINDS_OF_ALPHA.map(([kind]) => `${kind}|${key}`),
    })),
    keys,
  }
  OUTLINES.set(survey, found)
  return found
}

/** Bins of a scale with more than 11 points; bin i of [min, max] holds values from min + i·width on, the last one its upper end too. */
export const BINS = 20
/** What is counted of a choice as words of one's own. */
export const OTHER = 'other'
/** Where a histogram of values counts "doesn't apply". */
export const NO_OPINION_PLACE = 11

type Pair = { item: Item; e: number | null; p: number | null }

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
  if (wanted.scores) scoreSums(survey, response, pairs, naming, wanted, into)
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

type Score = { e: number; p: number }

/** Dimension scores and all that is made of them: overall, weighted, cross-products, alpha, drivers. */
function scoreSums(
  survey: SurveyDefinition,
  response: Answered,
  pairs: Pair[],
  naming: Naming | undefined,
  wanted: Wanted,
  into: Into,
): void {
  const at = (measure: string) => placeOf(naming, measure)
  const complete = pairs.filter(isComplete)
  if (complete.length > 0) into(at('items').name, pairVector(meanScore(complete)))
  const { dimensions } = outlineOf(survey)
  const scores = dimensions.map((dimension) => {
    const own = pairsAt(pairs, dimension.items)
    if (wanted.alpha) alphaSums(dimension.alpha, own, at, into)
    const score = dimensionScore(survey, response, own)
    if (score) into(at(dimension.score).name, pairVector(score))
    return score
  })
  if (dimensions.length === 0 || !wanted.allScores) return
  if (!scores.every((score) => score !== null)) return
  const gaps = scores.map(({ e, p }) => p - e)
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  into(at('overall').name, pairVector({ e: mean((s) => s.e), p: mean((s) => s.p) }))
  if (wanted.crossed) {
    const place = at('crossed')
    const own = inOrder(gaps, place)
    const crossed = [1, ...own]
    pushProducts(crossed, own)
    into(place.name, crossed)
  }
  ownWeights(survey, response, scores, at('weighted').name, into)
  if (!wanted.drivers) return
  const performance = scores.map((score) => score.p)
  for (const question of survey.questions) {
    if (question.type !== 'nps' && question.type !== 'rating') continue
    const y = response.answers[question.key]
    if (typeof y !== 'number') continue
    const [onScores, onGaps] = [
      at(named('drivers', question.key)),
      at(named('drivers-gap', question.key)),
    ]
    into(onScores.name, driverVector(inOrder(performance, onScores), y))
    into(onGaps.name, driverVector(inOrder(gaps, onGaps), y))
  }
}

/** In a loop: for three pairs it takes a quarter of the time of anything that calls back. */
function pairsAt(pairs: readonly Pair[], places: readonly number[]): Pair[] {
  const found: Pair[] = []
  for (const place of places) {
    const pair = pairs[place]
    if (pair !== undefined) found.push(pair)
  }
  return found
}

/**
 * A respondent's score on a dimension: the mean of his items where both halves are answered; needs at least
 * half of the items he was asked, else it is missing (methods 3.2; with a sample, "asked" is his draw).
 */
function dimensionScore(survey: SurveyDefinition, response: Answered, items: Pair[]): Score | null {
  const complete = items.filter(isComplete)
  if (complete.length === 0) return null
  if (complete.length === items.length) return meanScore(complete)
  const asked = items.filter(({ item }) =>
    isAsked(survey, item.question, response.answers, response.shown ?? undefined),
  )
  return complete.length < Math.ceil(asked.length / 2) ? null : meanScore(complete)
}

function meanScore(complete: { e: number; p: number }[]): Score {
  let [e, p] = [0, 0]
  for (const pair of complete) {
    e += pair.e
    p += pair.p
  }
  return { e: e / complete.length, p: p / complete.length }
}

const pairVector = ({ e, p }: Score): number[] => {
  const g = p - e
  return [1, e, p, e * e, p * p, e * p, Number(g >= 0), g, g * g]
}

/** The respondent's gap by the weights he gave himself, where he gave any. */
function ownWeights(
  survey: SurveyDefinition,
  response: Answered,
  scores: Score[],
  name: string,
  into: Into,
): void {
  const question = survey.questions.find((entry) => entry.type === 'allocation')
  const answer = question && response.answers[question.key]
  const points =
    answer && question.type === 'allocation' ? pointsOf(answer, survey, question.total) : null
  if (!points) return
  const weights = outlineOf(survey).dimensions.map(({ place }) => points[place] ?? 0)
  const given = weights.reduce((sum, weight) => sum + weight, 0)
  if (given === 0) return
  const weighted = (of: (score: Score) => number) =>
    scores.reduce((sum, score, i) => sum + (of(score) * (weights[i] ?? 0)) / given, 0)
  into(name, pairVector({ e: weighted((s) => s.e), p: weighted((s) => s.p) }))
}

/** Sums for Cronbach's alpha of expectations, perceptions and gaps, each over its own complete cases. */
function alphaSums(
  measures: readonly string[],
  items: Pair[],
  at: (measure: string) => Place,
  into: Into,
): void {
  if (items.length < 2) return
  for (const [i, [, scoreOf]] of KINDS_OF_ALPHA.entries()) {
    const values: number[] = []
    let total = 0
    for (const pair of items) {
      const value = scoreOf(pair)
      if (value === null) break
      total += value
      values.push(value)
    }
    if (values.length < items.length) continue
    const place = at(measures[i] ?? '')
    const sums = [1, total, total * total]
    for (const value of inOrder(values, place)) sums.push(value, value * value)
    into(place.name, sums)
  }
}

const KINDS_OF_ALPHA: readonly [measure: string, scoreOf: (pair: Pair) => number | null][] = [
  ['alpha-e', ({ e }) => e],
  ['alpha-p', ({ p }) => p],
  ['alpha-g', ({ e, p }) => (e === null || p === null ? null : p - e)],
]

function driverVector(x: readonly number[], y: number): number[] {
  const sums = [1, y, y * y, ...x]
  pushProducts(sums, x)
  for (const value of x) sums.push(value * y)
  return sums
}

/** Products a ≤ b, in the order 00 01 02 … 11 12 … */
function pushProducts(sums: number[], x: readonly number[]): void {
  for (let i = 0; i < x.length; i++)
    for (let j = i; j < x.length; j++) sums.push((x[i] ?? 0) * (x[j] ?? 0))
}

const isComplete = (pair: Pair): pair is Pair & { e: number; p: number } =>
  pair.e !== null && pair.p !== null
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

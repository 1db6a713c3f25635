/** What a response adds to the measures of several items: dimension scores, and overall, weighted, cross-products, alpha and drivers. */
import { isAsked } from '../../schema/flow.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Answered, Into, Wanted } from './measures.ts'
import { inOrder, type Naming, type Place, placeOf } from './naming.ts'
import { type Item, named, outlineOf } from './outline.ts'

/** The two halves of an item as they were answered. */
export type Pair = { item: Item; e: number | null; p: number | null }
type Score = { e: number; p: number }

/** @param given the points the respondent gave the dimensions; null for none */
export function scoreSums(
  survey: SurveyDefinition,
  response: Answered,
  pairs: Pair[],
  given: () => readonly number[] | null,
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
  ownWeights(survey, given(), scores, at('weighted').name, into)
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
  points: readonly number[] | null,
  scores: Score[],
  name: string,
  into: Into,
): void {
  const weights =
    points === null ? [] : outlineOf(survey).dimensions.map(({ place }) => points[place] ?? 0)
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
  for (const [i, scoreOf] of SCORES_OF_ALPHA.entries()) {
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

/** In the order of `ALPHA`. */
const SCORES_OF_ALPHA: readonly ((pair: Pair) => number | null)[] = [
  ({ e }) => e,
  ({ p }) => p,
  ({ e, p }) => (e === null || p === null ? null : p - e),
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

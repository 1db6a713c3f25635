/** What a rating or slider question's sums say: mean, top box, histogram. Pure. */
import type { RatingFigures } from '../../schema/reports/ratings.ts'
import type { Question, RatingQuestion, SliderQuestion } from '../../schema/survey.ts'
import { type Moments, mean } from '../../statistics/mean.ts'
import { proportion, type Trials } from '../../statistics/proportion.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import { BINS, NO_OPINION_PLACE } from '../tallies/measures.ts'

export type Rated = RatingQuestion | SliderQuestion

export const isRated = (question: Question): question is Rated =>
  question.type === 'rating' || question.type === 'slider'

export const measureOf = ({ type, key }: Rated): string =>
  type === 'slider' ? `slider|${key}` : `values|${key}`

export const scaleOf = (question: Rated): { low: number; high: number } =>
  question.type === 'slider'
    ? { low: question.min, high: question.max }
    : { low: 1, high: question.scale }

/**
 * The lowest value of the top box (methods 2): the two best of a scale, from "easy" on for effort (5 of 7), the
 * top fifth of a slider.
 */
export function topFrom(question: Rated): number {
  if (question.type === 'slider') return question.min + 0.8 * (question.max - question.min)
  if (question.measure !== 'ces') return question.scale - 1
  return Math.ceil(1 + (2 / 3) * (question.scale - 1))
}

export const momentsOf = (tally: Tally, question: Rated): Moments => {
  if (question.type === 'slider') {
    const [n = 0, , sum = 0, sumOfSquares = 0] = sums(tally, measureOf(question), 4)
    return { n, sum, sumOfSquares }
  }
  const counts = sums(tally, measureOf(question), NO_OPINION_PLACE)
  return counts.reduce(
    (all, count, value) => ({
      n: all.n + count,
      sum: all.sum + count * value,
      sumOfSquares: all.sumOfSquares + count * value * value,
    }),
    { n: 0, sum: 0, sumOfSquares: 0 },
  )
}

/** How many of how many are in the top box. */
export function topBoxOf(tally: Tally, question: Rated): Trials {
  const successes = histogramOf(tally, question)
    .filter(({ from }) => from >= topFrom(question) - 1e-9)
    .reduce((sum, { count }) => sum + count, 0)
  return { successes, trials: momentsOf(tally, question).n }
}

export const noOpinionOf = (tally: Tally, question: Rated): number =>
  sumAt(tally, measureOf(question), question.type === 'slider' ? 1 : NO_OPINION_PLACE)

/** Counts by value, or by bin: from inclusive, to exclusive but for the last. */
export function histogramOf(tally: Tally, question: Rated) {
  if (question.type === 'rating')
    return Array.from({ length: question.scale }, (_, i) => ({
      from: i + 1,
      to: i + 1,
      count: sumAt(tally, measureOf(question), i + 1),
    }))
  const { min, max } = question
  const edge = (bin: number) => min + ((max - min) * bin) / BINS
  return Array.from({ length: BINS }, (_, bin) => ({
    from: edge(bin),
    to: edge(bin + 1),
    count: sumAt(tally, measureOf(question), 4 + bin),
  }))
}

export function figuresOf(tally: Tally, question: Rated, confidence: number): RatingFigures {
  const { n, ...figures } = mean(momentsOf(tally, question), confidence)
  const { successes, trials } = topBoxOf(tally, question)
  const { share, interval } = proportion(successes, trials, confidence)
  return { n, mean: figures, topBox: { successes, share, interval } }
}

/** What every response of a survey is counted by: its items and dimensions and what their measures are called, found once. */
import { dimensionsOf, scoredDimensionsOf } from '../../schema/dimensions.ts'
import type { GapQuestion, Question, SurveyDefinition } from '../../schema/survey.ts'
import { entryOf } from '../entry-of.ts'

/** Cronbach's alpha of expectations, perceptions and gaps. */
export const ALPHA = ['alpha-e', 'alpha-p', 'alpha-g']

const NAMES = new Map<string, Map<string, string>>()
const newNames = () => new Map<string, string>()

/** A measure's name is made once: put together anew for each response, it would be hashed anew whenever it is looked up. */
export function named(kind: string, key: string): string {
  const own = entryOf(NAMES, kind, newNames)
  const known = own.get(key)
  if (known !== undefined) return known
  const name = `${kind}|${key}`
  own.set(key, name)
  return name
}

/** A gap question, and what its measures are called. */
export type Item = { question: GapQuestion; gap: string; importance: string; zone: string }
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
type Outline = {
  items: readonly Item[]
  others: readonly Exclude<Question, GapQuestion>[]
  dimensions: readonly Dimension[]
  keys: readonly string[]
}

const OUTLINES = new WeakMap<SurveyDefinition, Outline>()

/** The outline of one version; looked for once, not in every response. */
export function outlineOf(survey: SurveyDefinition): Outline {
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
      alpha: ALPHA.map((kind) => `${kind}|${key}`),
    })),
    keys,
  }
  OUTLINES.set(survey, found)
  return found
}

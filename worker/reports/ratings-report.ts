/** The ratings report: each rating and slider question with its mean, top box, course, and segments. */
import type { Rating, RatingsReport } from '../../schema/reports/ratings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { meanDifference } from '../../statistics/mean.ts'
import { proportionDifference } from '../../statistics/proportion.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { type Gathered, gather, periodsOf, type Subject, withoutTally } from './gather.ts'
import { headOf } from './head.ts'
import { againstRest, asChange, type Found, panelOf } from './panel.ts'
import {
  figuresOf,
  histogramOf,
  isRated,
  measureOf,
  momentsOf,
  noOpinionOf,
  type Rated,
  scaleOf,
  topBoxOf,
  topFrom,
} from './rating.ts'
import { refuse, type Scope } from './scope.ts'
import { answersIn } from './source.ts'
import { medianAnswer } from './store.ts'

/** @throws Problem invalid-request when the survey has no such question */
export async function ratingsReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
): Promise<RatingsReport> {
  const questions = ratedQuestions(survey.definition, asked)
  const found = await Promise.all(
    questions.map(async (question) => {
      const measure = measureOf(question)
      const gathered = await gather(db, survey, scope, [measure], measure)
      const isWanted = question.type === 'slider' && gathered.isShown
      const median = isWanted ? await medianOf(db, survey, scope, question.key) : null
      const { rating, suppressed } = ratingOf(question, gathered, median, scope)
      return {
        rating,
        suppressed: suppressed + gathered.suppressed,
        rebuilding: gathered.rebuilding,
      }
    }),
  )
  const rebuilding = found.some((each) => each.rebuilding)
  const suppressed = found.reduce((sum, each) => sum + each.suppressed, 0)
  return { ...headOf(scope, rebuilding, suppressed), ratings: found.map(({ rating }) => rating) }
}

export function ratedQuestions(definition: SurveyDefinition, asked: string | undefined): Rated[] {
  const questions = definition.questions.filter(isRated)
  const found = questions.filter(({ key }) => asked === undefined || key === asked)
  if (found.length > 0) return found
  const keys = questions.map(({ key }) => key)
  refuse(
    '?question',
    keys.length === 0 ? 'This survey asks no rating and no slider' : `Possible: ${keys.join(', ')}`,
  )
}

function ratingOf(
  question: Rated,
  gathered: Gathered,
  median: number | null,
  scope: Scope,
): { rating: Rating; suppressed: number } {
  const { now, before, segments } = gathered
  const { confidence } = scope
  const figures = (tally: Tally) => figuresOf(tally, question, confidence)
  const means = (a: Tally, b: Tally): Found =>
    meanDifference(momentsOf(a, question), momentsOf(b, question), confidence)
  const shares = (a: Tally, b: Tally): Found =>
    proportionDifference(topBoxOf(a, question), topBoxOf(b, question), confidence)
  const sizeOf = (tally: Tally) => momentsOf(tally, question).n
  const n = [sizeOf(now), sizeOf(before)]
  const panel = panelOf(segments, now, sizeOf, withoutTally, scope.privacyMinimum)
  const against = (find: (own: Tally, rest: Tally) => Found) =>
    againstRest(
      panel.shown.map(({ own, rest }) => ({
        found: find(own, rest),
        n: [sizeOf(own), sizeOf(rest)],
      })),
    )
  const [byMean, byShare] = [against(means), against(shares)]
  const rating: Rating = {
    key: question.key,
    type: question.type,
    measure: question.type === 'slider' ? 'slider' : question.measure,
    scale: scaleOf(question),
    topFrom: topFrom(question),
    ...figures(now),
    noOpinion: noOpinionOf(now, question),
    histogram: histogramOf(now, question),
    ...(question.type === 'slider' ? { median } : {}),
    previous: {
      ...scope.previous,
      ...figures(before),
      difference: asChange(means(now, before), n),
      topBoxDifference: asChange(shares(now, before), n),
    },
    series: periodsOf(gathered, scope).map(({ start, tally, hidden }) => ({
      start,
      ...figures(tally),
      ...(hidden ? { hidden } : {}),
    })),
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...figures(own),
      difference: byMean[i] ?? null,
      topBoxDifference: byShare[i] ?? null,
    })),
  }
  return { rating, suppressed: panel.suppressed }
}

/** The median needs the rows: by SQL, or one by one where answers that cost no thought are left out. */
async function medianOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  key: string,
): Promise<number | null> {
  if (scope.without === null) {
    const [found] = await db.read([medianAnswer(survey.id, scope, scope, key)])
    const median = found?.rows[0]?.median
    return median === null || median === undefined ? null : Number(median)
  }
  const values: number[] = []
  for await (const { answers } of answersIn(db, survey, scope, scope)) {
    const answer = answers[key]
    if (typeof answer === 'number') values.push(answer)
  }
  values.sort((a, b) => a - b)
  const [low, high] = [Math.floor((values.length - 1) / 2), Math.ceil((values.length - 1) / 2)]
  const [a, b] = [values[low], values[high]]
  return a === undefined || b === undefined ? null : (a + b) / 2
}

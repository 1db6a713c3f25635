/** The ratings report: each rating and slider question with its mean, top box, course, and segments. */
import type { Rating, RatingsReport } from '../../schema/reports/ratings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { meanDifference } from '../../statistics/mean.ts'
import { proportionDifference } from '../../statistics/proportion.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import {
  type Gathered,
  gather,
  isVisible,
  periodsOf,
  type Subject,
  withoutTally,
} from './gather.ts'
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
  const gathered = await gather(db, survey, scope, questions.map(measureOf))
  let suppressed = 0
  const ratings: Rating[] = []
  for (const question of questions) {
    const sizeOf = (tally: Tally) => momentsOf(tally, question).n
    const isShown = isVisible(gathered, sizeOf, scope)
    const median =
      question.type === 'slider' && isShown ? await medianOf(db, survey, scope, question.key) : null
    const found = ratingOf(question, isShown ? gathered : NOBODY, median, scope)
    suppressed += found.suppressed + Number(!isShown)
    ratings.push(found.rating)
  }
  return { ...headOf(scope, gathered.rebuilding, suppressed), ratings }
}

const NOBODY: Gathered = {
  now: new Map(),
  raw: new Map(),
  hidden: 0,
  before: new Map(),
  periods: new Map(),
  segments: new Map(),
  whole: null,
  rebuilding: false,
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
  { now, before, periods, segments }: Gathered,
  median: number | null,
  scope: Scope,
): { rating: Rating; suppressed: number } {
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
    series: sizeOf(now) === 0 && periods.size === 0 ? [] : seriesOf(),
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...figures(own),
      difference: byMean[i] ?? null,
      topBoxDifference: byShare[i] ?? null,
    })),
  }
  return { rating, suppressed: panel.suppressed }

  function seriesOf(): Rating['series'] {
    return periodsOf(periods, sizeOf, scope).map(({ start, tally, hidden }) => ({
      start,
      ...figures(tally),
      ...(hidden ? { hidden } : {}),
    }))
  }
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

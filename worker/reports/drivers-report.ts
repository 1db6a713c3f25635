/** Which dimensions go with an outcome: relative weights on perceptions, beside how well gaps do. */

import { dimensionsOf } from '../../schema/dimensions.ts'
import type { DriverPicture, DriversReport } from '../../schema/reports/drivers.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { CrossSums } from '../../statistics/cross-sums.ts'
import { drivers, rSquared } from '../../statistics/relative-weights.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { latestNaming, type Naming, placeOf } from '../tallies/naming.ts'
import type { Subject } from './gather.ts'
import { headOf } from './head.ts'
import { findShown } from './privacy.ts'
import { refuse, type Scope } from './scope.ts'

/** @throws Problem invalid-request when the survey has no outcome, or not this one */
export async function driversReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
): Promise<DriversReport> {
  const { definition } = survey
  const outcomes = outcomesOf(definition)
  const outcome = asked ?? outcomes[0]
  if (outcome === undefined || !outcomes.includes(outcome))
    refuse(
      '?question',
      outcomes.length === 0
        ? 'This survey asks no NPS question and no rating'
        : `Possible: ${outcomes.join(', ')}`,
    )
  const naming = latestNaming(survey.plan.definitions)
  const measures = driverMeasures(naming, outcome)
  const view = await findShown(
    db,
    survey,
    { ...scope, segment: null },
    [
      { measures, window: scope, by: 'all' },
      { measures, window: scope.previous, by: 'all' },
    ],
    measures[0] ?? '',
  )
  const [now = new Map(), before = new Map()] = view.sums.map((each) => each.get(''))
  return {
    ...headOf(scope, view.rebuilding, view.suppressed),
    outcome,
    outcomes,
    ...driverPicture(now, definition, naming, outcome),
    previous: {
      ...scope.previous,
      ...driverPicture(before, definition, naming, outcome),
    },
  }
}

/** Outcomes, the most telling first: satisfaction, then recommendation, then other ratings. */
export function outcomesOf({ questions }: SurveyDefinition): string[] {
  const keys = (test: (question: (typeof questions)[number]) => boolean) =>
    questions.filter(test).map(({ key }) => key)
  return [
    ...keys((question) => question.type === 'rating' && question.measure === 'csat'),
    ...keys(({ type }) => type === 'nps'),
    ...keys((question) => question.type === 'rating' && question.measure !== 'csat'),
  ]
}

export const driverMeasures = (naming: Naming, outcome: string): string[] =>
  ['drivers', 'drivers-gap'].map((kind) => placeOf(naming, `${kind}|${outcome}`).name)

export function driverPicture(
  tally: Tally,
  definition: SurveyDefinition,
  naming: Naming,
  outcome: string,
): DriverPicture {
  const keys = placeOf(naming, `drivers|${outcome}`).order
  const [measure = '', onGaps = ''] = driverMeasures(naming, outcome)
  const own = dimensionsOf(definition)
  const found = drivers(keys, crossSums(tally, measure, keys.length))
  const gaps = crossSums(tally, onGaps, keys.length)
  // Nobody scores on every dimension where each person is asked a random part of the questions.
  const isSampled = definition.sample !== undefined && found.n === 0
  return {
    ...found,
    drivers: found.drivers.toSorted((a, b) => own.indexOf(a.key) - own.indexOf(b.key)),
    rSquaredOnGaps: found.drivers.length === 0 || gaps.n < 2 ? null : rSquared(gaps),
    ...(isSampled && keys.length > 0 ? { reason: 'sampled-questions' as const } : {}),
  }
}

/** The tallied sums n, y, yy, x, xx (a ≤ b), xy as cross-sums with the outcome last. */
function crossSums(tally: Tally, measure: string, k: number): CrossSums {
  const pairs = (k * (k + 1)) / 2
  const [n = 0, y = 0, yy = 0, ...rest] = sums(tally, measure, 3 + k + pairs + k)
  const [x, products, withY] = [rest.slice(0, k), rest.slice(k, k + pairs), rest.slice(k + pairs)]
  let at = 0
  const rows = x.flatMap((_, a) => {
    const row = products.slice(at, at + k - a)
    at += k - a
    return [...row, withY[a] ?? 0]
  })
  return { n, sums: [...x, y], products: [...rows, yy] }
}

/** Importance-performance analysis of the items, and stated beside derived importance of the dimensions. */

import { dimensionsOf } from '../../schema/dimensions.ts'
import type { ImportanceReport } from '../../schema/reports/drivers.ts'
import { type GapQuestion, scaleRange } from '../../schema/survey.ts'
import { importancePerformance } from '../../statistics/importance-performance.ts'
import { type Moments, mean } from '../../statistics/mean.ts'
import { rankCorrelation } from '../../statistics/rank-correlation.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { latestNaming, type Place, placeOf } from '../tallies/naming.ts'
import { driverMeasures, driverPicture, outcomesOf } from './drivers-report.ts'
import { gapQuestionsOf } from './gap-report.ts'
import type { Subject } from './gather.ts'
import { headOf } from './head.ts'
import { findShown } from './privacy.ts'
import { refuse, type Scope } from './scope.ts'
import type { Want } from './source.ts'

/** @throws Problem invalid-request when the survey has no gap question */
export async function importanceReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
): Promise<ImportanceReport> {
  const { definition } = survey
  const items = gapQuestionsOf(definition)
  if (items.length === 0) refuse('?question', 'This survey asks no gap question')
  const outcomes = outcomesOf(definition)
  if (asked !== undefined && !outcomes.includes(asked))
    refuse('?question', `Possible outcomes: ${outcomes.join(', ') || 'none'}`)
  const outcome = asked ?? outcomes[0] ?? null
  const weights = definition.questions.find(({ type }) => type === 'allocation')
  const naming = latestNaming(survey.plan.definitions)
  const focus = placeOf(naming, 'items').name
  const allocated = weights && placeOf(naming, `allocation|${weights.key}`)
  const measures = [
    ...items.flatMap(({ key }) => [`gap|${key}`, `importance|${key}`]),
    ...(outcome === null ? [] : driverMeasures(naming, outcome)),
    ...(allocated ? [allocated.name] : []),
    focus,
  ]
  const unsplit = { ...scope, segment: null }
  const wants: Want[] = [{ measures, window: scope, by: 'all' }]
  const view = await findShown(db, survey, unsplit, wants, focus)
  const tally: Tally = view.sums[0]?.get('') ?? new Map()
  const isStated = items.some(({ importance }) => importance)
  const points = pointsOf(tally, items, isStated, scope)
  const picture = outcome === null ? null : driverPicture(tally, definition, naming, outcome)
  const dimensions = dimensionsOf(definition).map((key) => ({
    key,
    stated: average(
      points.items.filter(({ dimension }) => dimension === key).map((each) => each.importance.mean),
    ),
    allocated: allocated ? allocatedTo(tally, allocated, key) : null,
    derived: picture?.drivers.find((driver) => driver.key === key)?.weight ?? null,
  }))
  const both = dimensions.filter(({ stated, derived }) => stated !== null && derived !== null)
  return {
    ...headOf(scope, view.rebuilding, view.suppressed),
    basis: isStated ? 'stated' : 'expectation',
    ...points,
    dimensions,
    outcome,
    ...(picture?.reason ? { reason: picture.reason } : {}),
    agreement: rankCorrelation(
      both.map(({ stated }) => stated ?? 0),
      both.map(({ derived }) => derived ?? 0),
    ),
  }
}

/** Items by importance and performance, on their scale, or in percent of it where scales differ (methods 3.6). */
function pointsOf(tally: Tally, questions: GapQuestion[], isStated: boolean, scope: Scope) {
  const items = questions.filter(({ importance }) => !isStated || importance)
  const [first] = items
  const isShared = items.every(({ scale }) => scale === first?.scale)
  const scale = isShared ? scaleRange(first?.scale ?? 7) : { low: 0, high: 100 }
  const coordinate = (moments: Moments, question: GapQuestion) => {
    const { n, mean: centre, low, high } = mean(moments, scope.confidence)
    const { low: least, high: most } = scaleRange(question.scale)
    const shown = (x: number | null) =>
      x === null || isShared ? x : (100 * (x - least)) / (most - least)
    return { n, mean: shown(centre), low: shown(low), high: shown(high) }
  }
  const rows = items.map((question) => ({
    key: question.key,
    dimension: question.dimension ?? null,
    importance: coordinate(importanceOf(tally, question, isStated), question),
    performance: coordinate(performanceOf(tally, question), question),
  }))
  const known = rows.flatMap(({ key, importance, performance }) =>
    importance.mean === null || performance.mean === null
      ? []
      : [
          {
            key,
            importance: { ...importance, mean: importance.mean },
            performance: { ...performance, mean: performance.mean },
          },
        ],
  )
  const middle = (scale.low + scale.high) / 2
  const byData = importancePerformance(known)
  const byScale = importancePerformance(known, { importance: middle, performance: middle })
  const placedIn = (picture: typeof byData, key: string) => {
    const point = picture?.points.find((each) => each.key === key)
    return point ? { quadrant: point.quadrant, borderline: point.borderline } : null
  }
  return {
    scale: { ...scale, unit: isShared ? ('points' as const) : ('pomp' as const) },
    crosses: byData && byScale && { data: byData.cross, scale: byScale.cross },
    items: rows.map((row) => ({
      ...row,
      gap: byData?.points.find(({ key }) => key === row.key)?.gap ?? null,
      data: placedIn(byData, row.key),
      scale: placedIn(byScale, row.key),
    })),
  }
}

function importanceOf(tally: Tally, { key }: GapQuestion, isStated: boolean): Moments {
  if (isStated) {
    const [n = 0, sum = 0, sumOfSquares = 0] = sums(tally, `importance|${key}`, 3)
    return { n, sum, sumOfSquares }
  }
  const [n = 0, , sum = 0, , sumOfSquares = 0] = sums(tally, `gap|${key}`, 5)
  return { n, sum, sumOfSquares }
}

function performanceOf(tally: Tally, { key }: GapQuestion): Moments {
  const [n = 0, , , sum = 0, , sumOfSquares = 0] = sums(tally, `gap|${key}`, 6)
  return { n, sum, sumOfSquares }
}

/** Mean points a dimension got, of 100. */
function allocatedTo(tally: Tally, { name, order }: Place, dimension: string): number | null {
  const place = 2 + 2 * order.indexOf(dimension)
  const all = sums(tally, name, place + 1)
  const [n = 0] = all
  return n === 0 ? null : (all[place] ?? 0) / n
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

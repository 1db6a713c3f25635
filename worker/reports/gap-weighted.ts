/** The overall gap by the weights that customers gave the dimensions. */
import { scoredDimensionsOf } from '../../schema/dimensions.ts'
import type { GapsReport } from '../../schema/reports.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { groupWeights, overallGap } from '../../statistics/overall-gap.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { verdictOfGap } from '../../statistics/verdict.ts'
import { type Naming, placeOf } from '../tallies/naming.ts'
import { intervalOf } from './gap-result.ts'
import type { Scope } from './scope.ts'

/** The overall gap by the weights the group gave the dimensions, where it was asked (methods 3.4). */
export function weightedOf(
  tally: Tally,
  definition: SurveyDefinition,
  naming: Naming,
  scope: Scope,
): GapsReport['weighted'] {
  const question = definition.questions.find((entry) => entry.type === 'allocation')
  if (!question) return null
  const allocated = placeOf(naming, `allocation|${question.key}`)
  const [n = 0, , ...points] = sums(tally, allocated.name, 2 + 2 * allocated.order.length)
  const given = groupWeights({ n, sums: points.filter((_, i) => i % 2 === 0) })
  if (!given) return null
  const place = placeOf(naming, 'crossed')
  const weights = place.order.map((key) => given[allocated.order.indexOf(key)] ?? 0)
  const k = place.order.length
  const crossed = sums(tally, place.name, 1 + k + (k * (k + 1)) / 2)
  const scores = {
    n: crossed[0] ?? 0,
    sums: crossed.slice(1, 1 + k),
    products: crossed.slice(1 + k),
  }
  const found = overallGap(scores, weights, scope.confidence)
  if (!found) return null
  const none = { mean: null, standardDeviation: null }
  return {
    key: 'weighted',
    n: found.n,
    noOpinion: 0,
    expectation: none,
    perception: none,
    gap: {
      ...found.gap,
      verdict: verdictOfGap({ interval: intervalOf(found.gap), n: [found.n] }),
    },
    metOrExceeded: null,
    correlation: null,
    alpha: null,
    cells: null,
    weights: Object.fromEntries(
      scoredDimensionsOf(definition).map((key) => [
        key,
        found.weights[place.order.indexOf(key)] ?? 0,
      ]),
    ),
  }
}

/** The gaps report: every item and dimension, the overall gap, its course, and every segment against the rest. */

import { dimensionsOf, scoredDimensionsOf } from '../../schema/dimensions.ts'
import type { GapDimension, GapItem, GapResult, GapsReport } from '../../schema/reports.ts'
import type { GapQuestion, SurveyDefinition } from '../../schema/survey.ts'
import { alpha, MINIMUM_FOR_ALPHA } from '../../statistics/alpha.ts'
import { gap, gapMoments, type PairSums } from '../../statistics/gap.ts'
import { meanDifference } from '../../statistics/mean.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { latestNaming, type Naming, placeOf } from '../tallies/naming.ts'
import { cellsOf } from './gap-cells.ts'
import { corrected, pairSums, resultOf } from './gap-result.ts'
import { weightedOf } from './gap-weighted.ts'
import { type Gathered, gather, periodsOf, type Subject } from './gather.ts'
import { headOf } from './head.ts'
import { againstRest, panelOf } from './panel.ts'
import { refuse, type Scope } from './scope.ts'
import { asksZone, zoneMeasure, zonesOf } from './zone.ts'

type Asked = { question?: string | undefined; dimension?: string | undefined }

/** @throws Problem invalid-request when the survey has no such gap question or dimension */
export async function gapReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: Asked,
): Promise<GapsReport> {
  const items = gapQuestionsOf(survey.definition)
  const dimensions = dimensionsOf(survey.definition)
  checkAsked(items, dimensions, asked)
  const naming = latestNaming(survey.plan.definitions)
  const { name: focus, isMixed } = placeOf(naming, focusOf(asked, survey.definition))
  const measures = [...measuresOf(items, dimensions, survey.definition), 'items', 'overall'].map(
    (measure) => placeOf(naming, measure).name,
  )
  // How reliable the items of a dimension are is not compared.
  const before = measures.filter((measure) => !measure.startsWith('alpha-'))
  const gathered = await gather(db, survey, scope, measures, focus, { series: [focus], before })
  const { now: tally, before: past, isShown } = gathered
  const told = isMixed ? NO_MEASURE : focus
  const split = segmentsOf(gathered.segments, tally, told, scope)
  const scales = new Set(items.map(({ scale }) => scale))
  const weighted = placeOf(naming, 'weighted').name
  const zones = zonesOf(tally, items, scope.confidence)
  const cells = asked.question && isShown ? await cellsOf(db, survey, scope, asked.question) : null
  return {
    ...headOf(scope, gathered.rebuilding, gathered.suppressed + split.suppressed),
    // Gaps on different scales are never averaged: then there is no common figure (methods 3.6).
    scale: scales.size === 1 ? (items[0]?.scale ?? null) : null,
    overall: scales.size === 1 ? overallOf(tally, past, survey.definition, naming, scope) : null,
    weighted: scales.size === 1 ? weightedOf(tally, survey.definition, naming, scope) : null,
    ownWeighted:
      scales.size === 1 && sumAt(tally, weighted, 0) > 0
        ? resultOf(tally, past, weighted, 'own-weighted', 0, scope)
        : null,
    dimensions: corrected(
      dimensions.map((key) => dimensionOf(tally, past, key, items, naming, scope)),
    ),
    items: corrected(items.map((item) => itemOf(tally, past, item, scope, asked, cells))).map(
      (item) => ({ ...item, zone: zones.get(item.key) ?? null }),
    ),
    series: seriesOf(gathered, told, scope),
    segments: split.segments,
  }
}

export const gapQuestionsOf = (definition: SurveyDefinition): GapQuestion[] =>
  definition.questions.filter((question) => question.type === 'gap')

function checkAsked(items: GapQuestion[], dimensions: string[], { question, dimension }: Asked) {
  const keys = items.map(({ key }) => key)
  if (keys.length === 0) refuse('?question', 'This survey asks no gap question')
  if (question !== undefined && !keys.includes(question))
    refuse('?question', `Possible: ${keys.join(', ')}`)
  if (dimension !== undefined && !dimensions.includes(dimension))
    refuse('?dimension', `Possible: ${dimensions.join(', ')}`)
}

/** What series and segments are about: the asked item or dimension, else the overall gap. */
function focusOf({ question, dimension }: Asked, definition: SurveyDefinition): string {
  if (question !== undefined) return `gap|${question}`
  if (dimension !== undefined) return `dimension|${dimension}`
  return basisOf(definition) === 'dimensions' ? 'overall' : 'items'
}

/**
 * Overall figures need a score on every dimension that is asked about; items of no dimension are no part of them
 * (methods 3.3). Where each person is asked a random part of the items nobody has all, and where no item has a
 * dimension there is nothing else: then it is the person's mean over the items answered.
 */
const basisOf = (definition: SurveyDefinition) =>
  definition.sample || scoredDimensionsOf(definition).length === 0 ? 'items' : 'dimensions'

function measuresOf(items: GapQuestion[], dimensions: string[], definition: SurveyDefinition) {
  const weights = definition.questions.find((question) => question.type === 'allocation')
  return [
    ...items.flatMap((item) => [
      `gap|${item.key}`,
      ...(item.importance ? [`importance|${item.key}`] : []),
      ...(asksZone(item) ? [zoneMeasure(item)] : []),
    ]),
    ...dimensions.flatMap((key) => [
      `dimension|${key}`,
      `alpha-e|${key}`,
      `alpha-p|${key}`,
      `alpha-g|${key}`,
    ]),
    ...(weights ? [`allocation|${weights.key}`, 'crossed', 'weighted'] : []),
  ]
}

/** Stands for what is no figure, as it would average over different scales: nothing was ever counted there. */
const NO_MEASURE = ''

function itemOf(
  tally: Tally,
  past: Tally,
  item: GapQuestion,
  scope: Scope,
  asked: Asked,
  cells: number[][] | null,
): Omit<GapItem, 'zone'> {
  const { key } = item
  const importance = sums(tally, `importance|${key}`, 3)
  const [n = 0, sum = 0] = importance
  return {
    ...resultOf(tally, past, `gap|${key}`, key, sumAt(tally, `gap|${key}`, 1), scope),
    dimension: item.dimension ?? null,
    scale: item.scale,
    expectationKind: item.expectationKind,
    cells: asked.question === key ? cells : null,
    importance: item.importance ? { n, mean: n === 0 ? null : sum / n } : null,
  }
}

function dimensionOf(
  tally: Tally,
  past: Tally,
  key: string,
  items: GapQuestion[],
  naming: Naming,
  scope: Scope,
): GapDimension {
  const { name, isMixed } = placeOf(naming, `dimension|${key}`)
  const alpha = (kind: string) => alphaOf(tally, placeOf(naming, `${kind}|${key}`).name, k)
  const own = items.filter(({ dimension }) => dimension === key)
  const k = own.length
  const noOpinion = own.reduce((sum, item) => sum + sumAt(tally, `gap|${item.key}`, 1), 0)
  return {
    ...resultOf(tally, past, isMixed ? NO_MEASURE : name, key, noOpinion, scope),
    items: own.map((item) => item.key),
    alpha: {
      expectation: alpha('alpha-e'),
      perception: alpha('alpha-p'),
      gap: alpha('alpha-g'),
    },
  }
}

/** Not shown for fewer than 30 complete answers or a single item (methods 4). */
function alphaOf(tally: Tally, measure: string, k: number): number | null {
  const [n = 0, totalSum = 0, totalSumOfSquares = 0, ...each] = sums(tally, measure, 3 + 2 * k)
  if (n < MINIMUM_FOR_ALPHA) return null
  return alpha({
    n,
    totalSum,
    totalSumOfSquares,
    sums: each.filter((_, i) => i % 2 === 0),
    sumsOfSquares: each.filter((_, i) => i % 2 === 1),
  }).alpha
}

function overallOf(
  tally: Tally,
  past: Tally,
  definition: SurveyDefinition,
  naming: Naming,
  scope: Scope,
): GapResult {
  const basis = basisOf(definition)
  const { name } = placeOf(naming, basis === 'dimensions' ? 'overall' : 'items')
  const noOpinion = gapQuestionsOf(definition).reduce(
    (sum, { key }) => sum + sumAt(tally, `gap|${key}`, 1),
    0,
  )
  return resultOf(tally, past, name, basis, noOpinion, scope)
}

const seriesOf = (gathered: Gathered, focus: string, scope: Scope): GapsReport['series'] =>
  corrected(
    periodsOf(gathered, scope).map(({ start, tally, hidden }) => ({
      start,
      ...gap(pairSums(tally, focus), scope.confidence),
      ...(hidden ? { hidden } : {}),
    })),
  )

function segmentsOf(
  segments: ReadonlyMap<string, Tally> | undefined,
  tally: Tally,
  focus: string,
  scope: Scope,
): { segments: GapsReport['segments']; suppressed: number } {
  const groups = [...(segments ?? [])].map(
    ([value, each]) => [value, pairSums(each, focus)] as const,
  )
  const { shown, suppressed } = panelOf(
    new Map(groups),
    pairSums(tally, focus),
    ({ n }) => n,
    without,
    scope.privacyMinimum,
  )
  const results = corrected(
    shown.map(({ value, own }) => ({ value, ...gap(own, scope.confidence) })),
  )
  const differences = againstRest(
    shown.map(({ own: pair, rest }) => ({
      found: meanDifference(gapMoments(pair), gapMoments(rest), scope.confidence),
      n: [pair.n, rest.n],
    })),
  )
  return {
    suppressed,
    segments: results.map((result, i) => ({ ...result, difference: differences[i] ?? null })),
  }
}

const without = (a: PairSums, b: PairSums): PairSums => ({
  n: a.n - b.n,
  e: a.e - b.e,
  p: a.p - b.p,
  ee: a.ee - b.ee,
  pp: a.pp - b.pp,
  ep: a.ep - b.ep,
  met: a.met - b.met,
})

/** How good the data are: effort, time, missing answers, where people stop, and how reliably the items measure. */

import { dimensionsOf } from '../../schema/dimensions.ts'
import type { QualityReport } from '../../schema/reports/quality.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { type Alpha, alpha, alphaLabel, MINIMUM_FOR_ALPHA } from '../../statistics/alpha.ts'
import { gap, type PairSums } from '../../statistics/gap.ts'
import { gapReliability } from '../../statistics/gap-reliability.ts'
import { proportion } from '../../statistics/proportion.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { isStraightLined } from '../tallies/effort.ts'
import { NO_OPINION_PLACE } from '../tallies/measures.ts'
import { latestNaming, type Naming, placeOf } from '../tallies/naming.ts'
import { isAskedOfAll, NOTHING } from '../tallies/walk.ts'
import { spanOf } from './asked.ts'
import type { Subject } from './gather.ts'
import { headOf } from './head.ts'
import { findShown } from './privacy.ts'
import { respondersOf } from './responders.ts'
import { rowsFound } from './row-texts.ts'
import { rowsFastAndStraight } from './rows-store.ts'
import type { Scope } from './scope.ts'
import { findSums } from './source.ts'
import { countBelow, medianOf, type Times, timesIn } from './times.ts'

/** A complete response in less than this share of the median time was not read. */
export const FAST = 1 / 3

export async function qualityReport(
  db: Database,
  survey: Subject,
  report: Scope,
): Promise<QualityReport> {
  // Quality is about every response, also a customer's earlier ones.
  const scope = { ...report, answers: 'all' as const, segment: null }
  const { definition } = survey
  const naming = latestNaming(survey.plan.definitions)
  const { personal, counts } = measuresOf(survey, naming)
  const [view, counted, times] = await Promise.all([
    findShown(db, survey, scope, [{ measures: personal, window: scope, by: 'all' }], 'responses'),
    findSums(db, survey.id, survey.plan, {
      scope,
      wants: [{ measures: counts, window: scope, by: 'all' }],
    }),
    timesIn(db, survey.id, scope),
  ])
  const { isShown } = view
  const tally: Tally = new Map()
  for (const { sums: found, names } of [
    { sums: view.sums, names: personal },
    { sums: isShown ? counted.sums : [], names: counts },
  ])
    for (const [name, own] of found[0]?.get('') ?? [])
      if (names.includes(name)) tally.set(name, own)
  const [n = 0, complete = 0, timed = 0, seconds = 0] = sums(tally, 'responses', 4)
  const median = medianOf(times)
  const limit = isShown && median !== null ? median * FAST : null
  return {
    ...headOf(scope, view.rebuilding, view.suppressed),
    responses: { n, complete, partial: n - complete },
    seconds: {
      n: timed,
      mean: timed === 0 ? null : seconds / timed,
      median: isShown ? median : null,
    },
    lowEffort: await lowEffort(db, survey, scope, tally, times, limit),
    questions: definition.questions.map((question) =>
      walkOf(tally, question, survey, n - complete),
    ),
    responders: await respondersOf(db, survey, scope, tally),
    stoppedAtStart: sumAt(tally, `stopped|${NOTHING}`, 0),
    items: definition.questions.flatMap((question) => {
      if (question.type !== 'gap') return []
      const figures = gap(pairsIn(tally, `gap|${question.key}`, 8), scope.confidence)
      return {
        key: question.key,
        n: figures.n,
        correlation: figures.correlation,
        expectationSpread: figures.expectation.standardDeviation,
      }
    }),
    dimensions: dimensionsOf(definition).map((key) =>
      dimensionOf(tally, key, definition, naming, scope),
    ),
  }
}

/** Measures about people one by one, and plain counts within the view. */
function measuresOf(
  { definition, plan }: Subject,
  naming: Naming,
): { personal: string[]; counts: string[] } {
  const { questions } = definition
  return {
    personal: [
      'responses',
      ...questions.map(({ key, type }) => answersMeasure(type, key)),
      ...dimensionsOf(definition).flatMap((key) =>
        ['dimension', 'alpha-e', 'alpha-p', 'alpha-g'].map(
          (kind) => placeOf(naming, `${kind}|${key}`).name,
        ),
      ),
    ],
    counts: [
      'straight',
      `stopped|${NOTHING}`,
      ...[...plan.definitions.keys()].map((version) => `version|${version}`),
      ...questions.flatMap(({ key }) => [`asked|${key}`, `stopped|${key}`]),
    ],
  }
}

/** Where the answers to a question are counted. */
const answersMeasure = (type: Question['type'], key: string): string =>
  type === 'nps' || type === 'rating' ? `values|${key}` : `${type}|${key}`

async function lowEffort(
  db: Database,
  survey: Subject,
  scope: Scope,
  tally: Tally,
  times: Times,
  limit: number | null,
): Promise<QualityReport['lowEffort']> {
  const [judged = 0, straight = 0] = sums(tally, 'straight', 2)
  const fast = limit === null ? 0 : countBelow(times, limit)
  const isBoth = straight > 0 && fast > 0 && limit !== null
  const both = isBoth ? await fastAndStraight(db, survey, scope, limit) : 0
  const flagged = fast + straight - both
  const n = sumAt(tally, 'responses', 0)
  return {
    n: flagged,
    share: n === 0 ? null : flagged / n,
    straightLined: proportion(straight, judged, scope.confidence),
    fast: { n: fast, fasterThan: limit },
    excluded: scope.without !== null,
  }
}

async function fastAndStraight(
  db: Database,
  { id, plan }: Subject,
  scope: Scope,
  limit: number,
): Promise<number> {
  const span = spanOf(scope, scope.timeZone)
  const [found] = await db.read([
    rowsFastAndStraight(id, span, scope.filters, plan.definitions, limit),
  ])
  return [...rowsFound(found)].filter((row) => {
    const definition = plan.definitions.get(row.version)
    return definition && isStraightLined(definition, row)
  }).length
}

function walkOf(
  tally: Tally,
  question: Question,
  { plan }: Subject,
  partial: number,
): QualityReport['questions'][number] {
  const { key, type } = question
  const ofAll = [...plan.definitions].reduce((sum, [version, definition]) => {
    const own = definition.questions.find((each) => each.key === key)
    const isOfAll = own !== undefined && isAskedOfAll(definition, own)
    return sum + (isOfAll ? sumAt(tally, `version|${version}`, 0) : 0)
  }, 0)
  const asked = ofAll + sumAt(tally, `asked|${key}`, 0)
  const { answered, noOpinion, half } = answersTo(tally, question)
  const missing = Math.max(0, asked - answered - noOpinion)
  const stopped = sumAt(tally, `stopped|${key}`, 0)
  return {
    key,
    type,
    asked,
    answered,
    noOpinion,
    missing,
    missingShare: asked === 0 ? null : missing / asked,
    ...(half === undefined ? {} : { half }),
    stopped,
    stoppedShare: partial === 0 ? null : stopped / partial,
  }
}

function answersTo(
  tally: Tally,
  { type, key }: Question,
): { answered: number; noOpinion: number; half?: number } {
  const measure = answersMeasure(type, key)
  switch (type) {
    case 'nps':
    case 'rating': {
      const counts = sums(tally, measure, NO_OPINION_PLACE)
      return {
        answered: counts.reduce((sum, count) => sum + count, 0),
        noOpinion: sumAt(tally, measure, NO_OPINION_PLACE),
      }
    }
    case 'gap': {
      const half = sumAt(tally, measure, 8) + sumAt(tally, measure, 9)
      return { answered: sumAt(tally, measure, 0), noOpinion: sumAt(tally, measure, 1), half }
    }
    case 'slider':
      return { answered: sumAt(tally, measure, 0), noOpinion: sumAt(tally, measure, 1) }
    case 'allocation':
      return { answered: sumAt(tally, measure, 0) + sumAt(tally, measure, 1), noOpinion: 0 }
    case 'choice':
    case 'text':
    case 'complaint':
      return { answered: sumAt(tally, measure, 0), noOpinion: 0 }
    default:
      return type satisfies never
  }
}

function dimensionOf(
  tally: Tally,
  key: string,
  definition: SurveyDefinition,
  naming: Naming,
  scope: Scope,
): QualityReport['dimensions'][number] {
  const k = definition.questions.filter(
    (question) => question.type === 'gap' && question.dimension === key,
  ).length
  const scores = gap(pairsIn(tally, placeOf(naming, `dimension|${key}`).name, 7), scope.confidence)
  const [e, p, g] = ['alpha-e', 'alpha-p', 'alpha-g'].map((kind) =>
    alphaOf(tally, placeOf(naming, `${kind}|${key}`).name, k, scope),
  )
  const parts = {
    e: { standardDeviation: scores.expectation.standardDeviation, alpha: e?.alpha ?? null },
    p: { standardDeviation: scores.perception.standardDeviation, alpha: p?.alpha ?? null },
  }
  return {
    key,
    items: k,
    expectation: reliability(e),
    perception: reliability(p),
    gap: reliability(g),
    correlation: scores.correlation,
    gapReliability:
      isKnown(parts.p) && isKnown(parts.e) && scores.correlation !== null
        ? gapReliability(parts.p, parts.e, scores.correlation)
        : null,
  }
}

type Part = { standardDeviation: number | null; alpha: number | null }
const isKnown = (part: Part): part is { standardDeviation: number; alpha: number } =>
  part.standardDeviation !== null && part.alpha !== null

/** Not for fewer than 30 complete answers (methods 4). */
function alphaOf(tally: Tally, measure: string, k: number, { confidence }: Scope): Alpha | null {
  const [n = 0, totalSum = 0, totalSumOfSquares = 0, ...each] = sums(tally, measure, 3 + 2 * k)
  if (n < MINIMUM_FOR_ALPHA) return null
  const found = {
    n,
    totalSum,
    totalSumOfSquares,
    sums: each.filter((_, i) => i % 2 === 0),
    sumsOfSquares: each.filter((_, i) => i % 2 === 1),
  }
  return alpha(found, confidence)
}

const reliability = (found: Alpha | null | undefined) => ({
  n: found?.n ?? 0,
  alpha: found?.alpha ?? null,
  low: found?.interval?.low ?? null,
  high: found?.interval?.high ?? null,
  label:
    found?.alpha === null || found === null || found === undefined ? null : alphaLabel(found.alpha),
  spearmanBrown: found?.spearmanBrown ?? null,
})

function pairsIn(tally: Tally, measure: string, length: 7 | 8): PairSums {
  const [n = 0, ...rest] = sums(tally, measure, length)
  const [e = 0, p = 0, ee = 0, pp = 0, ep = 0, met = 0] = length === 8 ? rest.slice(1) : rest
  return { n, e, p, ee, pp, ep, met }
}

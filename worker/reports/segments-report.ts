/** One table of every group and every measure against everyone else, corrected for all comparisons at once. */

import { dimensionsOf } from '../../schema/dimensions.ts'
import type { SegmentsReport } from '../../schema/reports/quality.ts'
import type { Difference } from '../../schema/reports.ts'
import { gap, gapMoments, type PairSums } from '../../statistics/gap.ts'
import { meanDifference } from '../../statistics/mean.ts'
import { nps } from '../../statistics/nps.ts'
import { npsDifference } from '../../statistics/nps-difference.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { FALSE_DISCOVERY_RATE } from '../../statistics/verdict.ts'
import type { Database } from '../db.ts'
import { latestNaming, placeOf } from '../tallies/naming.ts'
import { type Subject, withoutTally } from './gather.ts'
import { headOf } from './head.ts'
import { againstRest, asChange, type Found, panelOf } from './panel.ts'
import { findShown } from './privacy.ts'
import { figuresOf, isRated, measureOf, momentsOf, type Rated } from './rating.ts'
import type { Scope } from './scope.ts'
import type { Want } from './source.ts'

/** A measure of the table: what it is called, where its sums are, and how two groups are compared by it. */
type Measure = {
  measure: 'nps' | 'mean' | 'gap'
  key: string
  tallied: string
  n: (tally: Tally) => number
  figure: (tally: Tally) => { estimate: number | null; low: number | null; high: number | null }
  compare: (a: Tally, b: Tally) => Found
}

/** @param names the segment names of the survey; ?segment= narrows them to one, ?question= the measures */
export async function segmentsReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  names: readonly string[],
  asked: string | undefined,
): Promise<SegmentsReport> {
  const all = measuresOf(survey, scope.confidence)
  const measures = all.filter(({ key }) => asked === undefined || key === asked)
  const tallied = measures.map((each) => each.tallied)
  const split = names.filter((name) => scope.segment === null || name === scope.segment)
  const wants: Want[] = [
    { measures: tallied, window: scope, by: 'all' },
    ...[scope, scope.previous].flatMap((window) =>
      split.map((segment): Want => ({ measures: tallied, window, by: 'segment', segment })),
    ),
  ]
  const view = await findShown(db, survey, scope, wants, tallied[0] ?? '')
  const found = view.sums
  const total: Tally = found[0]?.get('') ?? new Map()
  let suppressed = view.suppressed
  const compared = split.flatMap((segment, i) => {
    const [now, before] = [found[1 + i], found[1 + split.length + i]]
    return measures.flatMap((measure) => {
      const panel = panelOf(now, total, measure.n, withoutTally, scope.privacyMinimum)
      suppressed += panel.suppressed
      return panel.shown.map(({ value, own, rest }) => ({
        segment,
        value,
        measure,
        own,
        rest,
        before: before?.get(value) ?? (new Map() as Tally),
      }))
    })
  })
  // Languages answer differently after the same service, so they are compared with themselves only (methods 1.8).
  const differences = againstRest(
    compared.map(({ segment, measure, own, rest }) => ({
      found: segment === 'locale' ? null : measure.compare(own, rest),
      n: [measure.n(own), measure.n(rest)],
    })),
  )
  const rows = compared.map(({ segment, value, measure, own, rest, before }, i) => ({
    segment,
    value,
    measure: measure.measure,
    key: measure.key,
    n: measure.n(own),
    ...measure.figure(own),
    rest: measure.figure(rest).estimate,
    difference: differences[i] ?? null,
    change: asChange(visibleChange(measure, own, before, scope), [
      measure.n(own),
      measure.n(before),
    ]),
    ...(segment === 'locale' ? { caution: 'response-style' as const } : {}),
  }))
  const adjusted = rows.flatMap(({ difference }) => difference?.adjustedP ?? [])
  return {
    ...headOf(scope, view.rebuilding, suppressed),
    comparisons: adjusted.length,
    held: adjusted.filter((p) => p <= FALSE_DISCOVERY_RATE).length,
    rows: rows.sort((a, b) => strength(a.difference) - strength(b.difference)),
  }
}

const strength = (difference: Difference | null) => difference?.adjustedP ?? difference?.p ?? 2

/** A group too small to be shown in the period before would be told by the change. */
const visibleChange = (measure: Measure, own: Tally, before: Tally, scope: Scope): Found =>
  measure.n(before) < scope.privacyMinimum ? null : measure.compare(own, before)

function measuresOf({ definition, plan }: Subject, confidence: number): Measure[] {
  const questions = definition.questions.flatMap((question): Measure[] => {
    if (question.type === 'nps') return [npsMeasure(question.key, confidence)]
    return isRated(question) ? [meanMeasure(question, confidence)] : []
  })
  const naming = latestNaming(plan.definitions)
  const dimensions = dimensionsOf(definition).flatMap((key) => {
    const { name, isMixed } = placeOf(naming, `dimension|${key}`)
    return isMixed ? [] : [gapMeasure(key, name, 7, confidence)]
  })
  const loose = definition.questions.flatMap((question) =>
    question.type === 'gap' && !question.dimension
      ? [gapMeasure(question.key, `gap|${question.key}`, 8, confidence)]
      : [],
  )
  return [...questions, ...dimensions, ...loose]
}

function npsMeasure(key: string, confidence: number): Measure {
  const counts = (tally: Tally) => sums(tally, `values|${key}`, 11)
  return {
    measure: 'nps',
    key,
    tallied: `values|${key}`,
    n: (tally) => nps(counts(tally)).n,
    figure: (tally) => {
      const { nps: estimate, interval } = nps(counts(tally), confidence)
      return { estimate, low: interval?.low ?? null, high: interval?.high ?? null }
    },
    compare: (a, b) => npsDifference(counts(a), counts(b), confidence),
  }
}

function meanMeasure(question: Rated, confidence: number): Measure {
  return {
    measure: 'mean',
    key: question.key,
    tallied: measureOf(question),
    n: (tally) => momentsOf(tally, question).n,
    figure: (tally) => {
      const { mean, low, high } = figuresOf(tally, question, confidence).mean
      return { estimate: mean, low, high }
    },
    compare: (a, b) => meanDifference(momentsOf(a, question), momentsOf(b, question), confidence),
  }
}

/** @param length 8 where a count of "no opinion" stands after n */
function gapMeasure(key: string, tallied: string, length: 7 | 8, confidence: number): Measure {
  const pairs = (tally: Tally): PairSums => {
    const [n = 0, ...rest] = sums(tally, tallied, length)
    const [e = 0, p = 0, ee = 0, pp = 0, ep = 0, met = 0] = length === 8 ? rest.slice(1) : rest
    return { n, e, p, ee, pp, ep, met }
  }
  return {
    measure: 'gap',
    key,
    tallied,
    n: (tally) => pairs(tally).n,
    figure: (tally) => {
      const { mean: estimate, low, high } = gap(pairs(tally), confidence).gap
      return { estimate, low, high }
    },
    compare: (a, b) => meanDifference(gapMoments(pairs(a)), gapMoments(pairs(b)), confidence),
  }
}

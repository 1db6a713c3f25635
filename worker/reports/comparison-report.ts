/** Two scopes of one survey side by side, figure by figure, with differences that are adjusted over all of them. */
import type { ComparedMeasure, ComparisonReport } from '../../schema/reports/comparison.ts'
import type { Rating } from '../../schema/reports/ratings.ts'
import type { GapResult, GapsReport, NpsReport } from '../../schema/reports.ts'
import { type Moments, meanDifference } from '../../statistics/mean.ts'
import { npsDifference } from '../../statistics/nps-difference.ts'
import { proportionDifference } from '../../statistics/proportion.ts'
import type { Database } from '../db.ts'
import { gapQuestionsOf, gapReport } from './gap-report.ts'
import type { Subject } from './gather.ts'
import { npsReport } from './nps-report.ts'
import { againstRest, type Found } from './panel.ts'
import { isRated } from './rating.ts'
import { ratingsReport } from './ratings-report.ts'
import { robustDifference } from './repeats.ts'
import { responseRateReport } from './response-rate-report.ts'
import type { Scope } from './scope.ts'

type Compared = Omit<ComparedMeasure, 'difference'> & { found: Found }
type Known = Awaited<ReturnType<typeof figuresOf>>

export async function comparisonReport(
  db: Database,
  survey: Subject,
  a: Scope,
  b: Scope,
  at: Date,
): Promise<ComparisonReport> {
  const [first, second] = await Promise.all([
    figuresOf(db, survey, a, at),
    figuresOf(db, survey, b, at),
  ])
  const compared = [
    ...npsOf(first.nps, second.nps, a.confidence),
    ...gapsOf(first.gaps, second.gaps, a.confidence),
    ...ratingsOf(first.ratings, second.ratings, a.confidence),
    finishedOf(first, second, a.confidence),
  ]
  const caution = cautionOf(a, b)
  const differences = againstRest(
    compared.map(({ found, a: { n }, b: { n: other } }) => ({ found, n: [n, other] })),
  )
  return {
    from: a.from,
    to: a.to,
    timeZone: a.timeZone,
    rebuilding: first.rate.rebuilding || second.rate.rebuilding,
    privacyMinimum: a.privacyMinimum,
    a: sideOf(a, first),
    b: sideOf(b, second),
    caution,
    measures: compared.map(({ found, ...measure }, i) => ({
      ...measure,
      difference: caution === 'none' ? (differences[i] ?? null) : null,
    })),
  }
}

/**
 * Differences are tested as between independent groups: no response may count on both sides, and people of different
 * languages use scales differently, so they are shown and never judged (methods 1.8).
 */
export function cautionOf(a: Scope, b: Scope): ComparisonReport['caution'] {
  const names = [...new Set([...a.filters.keys(), ...b.filters.keys()])]
  const isSplit = (name: string) => {
    const [one, other] = [a.filters.get(name), b.filters.get(name)]
    return one !== undefined && other !== undefined && one !== other
  }
  if (isSplit('locale')) return 'languages'
  const isApart = a.to < b.from || b.to < a.from
  return isApart || names.some(isSplit) ? 'none' : 'shared'
}

async function figuresOf(db: Database, survey: Subject, scope: Scope, at: Date) {
  const { questions } = survey.definition
  const asksNps = questions.some(({ type }) => type === 'nps')
  const [nps, gaps, ratings, rate] = await Promise.all([
    asksNps ? npsReport(db, survey, scope, undefined) : null,
    gapQuestionsOf(survey.definition).length > 0 ? gapReport(db, survey, scope, {}) : null,
    questions.some(isRated) ? ratingsReport(db, survey, scope, undefined) : null,
    responseRateReport(db, survey, scope, at),
  ])
  return { nps, gaps, ratings: ratings?.ratings ?? [], rate }
}

const sideOf = ({ from, to, filters }: Scope, { rate }: Known): ComparisonReport['a'] => ({
  from,
  to,
  filters: Object.fromEntries(filters),
  n: rate.completion.n,
  // Parts of a filtered side may be too small to be shown where the whole of it is not.
  hidden: rate.completion.n === 0 && rate.suppressed > 0,
})

function npsOf(a: NpsReport | null, b: NpsReport | null, confidence: number): Compared[] {
  if (!a || !b) return []
  const estimate = ({ total: { n, nps, interval } }: NpsReport) => ({
    n,
    value: nps,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  })
  const isRepeated = a.repeats !== undefined || b.repeats !== undefined
  const found = isRepeated
    ? robustDifference(a.total, b.total)
    : npsDifference(a.histogram, b.histogram, confidence)
  return [{ kind: 'nps', key: null, a: estimate(a), b: estimate(b), found }]
}

function gapsOf(a: GapsReport | null, b: GapsReport | null, confidence: number): Compared[] {
  if (!a || !b) return []
  const pair = (
    kind: 'gap' | 'dimension' | 'item',
    one: GapResult,
    other: GapResult,
  ): Compared => ({
    kind,
    key: kind === 'gap' ? null : one.key,
    a: gapEstimate(one),
    b: gapEstimate(other),
    found: meanDifference(momentsIn(one.n, one.gap), momentsIn(other.n, other.gap), confidence),
  })
  const each = (
    kind: 'dimension' | 'item',
    ones: readonly GapResult[],
    others: readonly GapResult[],
  ) =>
    ones.flatMap((one) => {
      const other = others.find(({ key }) => key === one.key)
      return other ? [pair(kind, one, other)] : []
    })
  return [
    ...(a.overall && b.overall ? [pair('gap', a.overall, b.overall)] : []),
    ...each('dimension', a.dimensions, b.dimensions),
    ...each('item', a.items, b.items),
  ]
}

const gapEstimate = ({ n, gap }: GapResult) => ({
  n,
  value: gap.mean,
  low: gap.low,
  high: gap.high,
})

function ratingsOf(ones: readonly Rating[], others: readonly Rating[], confidence: number) {
  return ones.flatMap((one): Compared[] => {
    const other = others.find(({ key }) => key === one.key)
    if (!other) return []
    const estimate = ({ n, mean: { mean, low, high } }: Rating) => ({ n, value: mean, low, high })
    return [
      {
        kind: 'rating',
        key: one.key,
        a: estimate(one),
        b: estimate(other),
        found: meanDifference(
          momentsIn(one.n, one.mean),
          momentsIn(other.n, other.mean),
          confidence,
        ),
      },
    ]
  })
}

function finishedOf({ rate: a }: Known, { rate: b }: Known, confidence: number): Compared {
  const estimate = ({ completion }: Known['rate']) => ({
    n: completion.n,
    value: completion.share,
    low: completion.interval?.low ?? null,
    high: completion.interval?.high ?? null,
  })
  const trials = ({ completion: { successes, n } }: Known['rate']) => ({ successes, trials: n })
  return {
    kind: 'finished',
    key: null,
    a: estimate(a),
    b: estimate(b),
    found: proportionDifference(trials(a), trials(b), confidence),
  }
}

type Spread = { mean: number | null; standardDeviation: number | null }

/** The sums a mean and its standard deviation were made of. */
function momentsIn(n: number, { mean, standardDeviation }: Spread): Moments {
  const sum = n * (mean ?? 0)
  const squares = (standardDeviation ?? 0) ** 2 * Math.max(0, n - 1)
  return { n, sum, sumOfSquares: squares + (n === 0 ? 0 : (sum * sum) / n) }
}

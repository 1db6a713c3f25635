/** NPS weighted so that a sample counts like the customers it came from. */
import { normalCritical } from './distributions.ts'
import type { Interval } from './interval.ts'
import { type NpsGroups, npsGroups, unitVariance } from './nps.ts'
import { adjustedWaldInterval } from './nps-intervals.ts'

/**
 * Kish's effective sample size, (Σw)² / Σw²: how many unweighted answers would be as exact.
 * Verdicts use it in place of n. null when there is no weight. Source: Kish (1965).
 */
export const effectiveSize = (weight: number, squaredWeight: number): number | null =>
  squaredWeight > 0 ? weight ** 2 / squaredWeight : null

export type WeightedNps = {
  n: number
  effectiveN: number | null
  nps: number | null
  standardError: number | null
  /** Adjusted Wald at the effective n. */
  interval: (Interval & { confidence: number; method: 'adjusted-wald' }) | null
}

/** Answers of one group: how many, the sum of their weights and of the squared weights. */
export type WeightSums = { n: number; weight: number; squaredWeight: number }

/**
 * NPS of answers that carry weights, with the linearised standard error
 * √(n/(n−1) · Σ(wᵢ(xᵢ − mean))²) / Σw, as of a survey with weights of its design.
 * Source: Horvitz-Thompson ratio, as R's survey package computes it.
 */
export function weightedNps(
  groups: { promoters: WeightSums; passives: WeightSums; detractors: WeightSums },
  confidence = 0.95,
): WeightedNps {
  const { promoters, passives, detractors } = groups
  const n = promoters.n + passives.n + detractors.n
  const weight = promoters.weight + passives.weight + detractors.weight
  if (!(weight > 0)) return NOTHING(n)
  const score = (promoters.weight - detractors.weight) / weight
  const squares =
    promoters.squaredWeight * (1 - score) ** 2 +
    passives.squaredWeight * score ** 2 +
    detractors.squaredWeight * (1 + score) ** 2
  const standardError = n < 2 ? null : (100 * Math.sqrt((n / (n - 1)) * squares)) / weight
  const squaredWeight = promoters.squaredWeight + passives.squaredWeight + detractors.squaredWeight
  const shares = {
    promoters: promoters.weight / weight,
    passives: passives.weight / weight,
    detractors: detractors.weight / weight,
  }
  return weighted(n, shares, standardError, effectiveSize(weight, squaredWeight), confidence)
}

/** A stratum, such as a value tier: its customers, and the 11 counts of its answers. */
export type Stratum = { population: number; counts: readonly number[] }

export type PostStratified = WeightedNps & {
  /** Weight of an answer in each given stratum, 1 on average. */
  weights: number[]
  /** Indices of the given strata that were weighted as one, for lack of answers. */
  merged: number[][]
}

/** A stratum with fewer answers is joined with its neighbour. */
export const MINIMUM_PER_STRATUM = 10

/**
 * Post-stratified NPS, Σ Wₕ·NPSₕ with Wₕ = Nₕ/N and SE 100·√(Σ Wₕ²·vₕ/nₕ). Strata in their
 * natural order: one with fewer than 10 answers is merged with the next (the last: with the one
 * before) until all have 10.
 */
export function postStratifiedNps(strata: readonly Stratum[], confidence = 0.95): PostStratified {
  const merged = mergedStrata(strata)
  const population = merged.reduce((sum, stratum) => sum + stratum.population, 0)
  const n = merged.reduce((sum, stratum) => sum + stratum.n, 0)
  const weights = strata.map(() => 0)
  if (n === 0 || !(population > 0)) return { ...NOTHING(n), weights, merged: [] }
  const shares = { promoters: 0, passives: 0, detractors: 0 }
  let variance = 0
  let squaredWeight = 0
  for (const stratum of merged) {
    const share = stratum.population / population
    shares.promoters += (share * stratum.promoters) / stratum.n
    shares.passives += (share * stratum.passives) / stratum.n
    shares.detractors += (share * stratum.detractors) / stratum.n
    variance += (share ** 2 * unitVariance(stratum)) / stratum.n
    const weight = (share * n) / stratum.n
    squaredWeight += stratum.n * weight ** 2
    for (const index of stratum.members) weights[index] = weight
  }
  const standardError = 100 * Math.sqrt(variance)
  return {
    ...weighted(n, shares, standardError, effectiveSize(n, squaredWeight), confidence),
    weights,
    merged: merged.map((stratum) => stratum.members).filter((members) => members.length > 1),
  }
}

type MergedStratum = NpsGroups & { population: number; n: number; members: number[] }

function mergedStrata(strata: readonly Stratum[]): MergedStratum[] {
  const merged = strata.map(({ population, counts }, index) => {
    const groups = npsGroups(counts)
    const n = groups.promoters + groups.passives + groups.detractors
    return { ...groups, population, n, members: [index] }
  })
  for (;;) {
    const small = merged.findIndex((stratum) => stratum.n < MINIMUM_PER_STRATUM)
    if (small === -1 || merged.length < 2) return merged
    const first = Math.min(small, merged.length - 2)
    const [a, b] = merged.slice(first, first + 2)
    if (a && b) merged.splice(first, 2, joined(a, b))
  }
}

const joined = (a: MergedStratum, b: MergedStratum): MergedStratum => ({
  promoters: a.promoters + b.promoters,
  passives: a.passives + b.passives,
  detractors: a.detractors + b.detractors,
  population: a.population + b.population,
  n: a.n + b.n,
  members: [...a.members, ...b.members],
})

const NOTHING = (n: number): WeightedNps => ({
  n,
  effectiveN: null,
  nps: null,
  standardError: null,
  interval: null,
})

/** The result from weighted shares; its interval pretends `effectiveN` unweighted answers. */
function weighted(
  n: number,
  shares: NpsGroups,
  standardError: number | null,
  effectiveN: number | null,
  confidence: number,
): WeightedNps {
  const size = effectiveN ?? 0
  const pretended = {
    promoters: shares.promoters * size,
    passives: shares.passives * size,
    detractors: shares.detractors * size,
  }
  return {
    n,
    effectiveN,
    nps: 100 * (shares.promoters - shares.detractors),
    standardError,
    interval: {
      ...adjustedWaldInterval(pretended, normalCritical(confidence)),
      confidence,
      method: 'adjusted-wald',
    },
  }
}

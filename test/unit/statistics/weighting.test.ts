import { describe, expect, test } from 'vitest'
import { npsGroups } from '../../../statistics/nps.ts'
import { rake } from '../../../statistics/raking.ts'
import {
  effectiveSize,
  postStratifiedNps,
  type WeightSums,
  weightedNps,
} from '../../../statistics/weighting.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Sums = { promoters: WeightSums; passives: WeightSums; detractors: WeightSums }
type Design = {
  n: number
  weighted_nps: number
  se_linearised: number
  kish_neff: number
  deff_kish: number
  unweighted_nps: number
  weight_sums: Sums
}
type Strata = {
  population: Record<string, number>
  sample_n: Record<string, number>
  weighted_nps: number
  se_poststratified: number
  weights_by_stratum: Record<string, number>
  hist_by_stratum: Record<string, number[]>
}
type Raked = {
  margins: { stratum: Record<string, number>; biz: Record<string, number> }
  sample_cells: Record<string, number>
  cell_weights: Record<string, number>
  raked_nps: number
  kish_neff: number
  hist_by_cell: Record<string, number[]>
}

const { cases, tolerance } = golden<{
  cases: [Design, Strata, Raked]
  tolerance: Tolerance
}>('weighting')
const [design, strata, raked] = cases
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

describe('agrees with R, package survey', () => {
  test('there are three cases', () => expect(cases).toHaveLength(3))

  test('design weights', () => {
    const result = weightedNps(design.weight_sums)
    expect(result.n).toBe(design.n)
    expectClose(
      [result.nps, result.standardError, result.effectiveN],
      [design.weighted_nps, design.se_linearised, design.kish_neff],
      tolerance,
    )
    expectClose(result.n / (result.effectiveN ?? 0), design.deff_kish, tolerance)
    const { promoters, detractors } = design.weight_sums
    const unweighted = (100 * (promoters.n - detractors.n)) / design.n
    expectClose(unweighted, design.unweighted_nps, tolerance)
  })

  test('post-stratification', () => {
    const levels = Object.keys(strata.population)
    const result = postStratifiedNps(
      levels.map((level) => ({
        population: strata.population[level] ?? 0,
        counts: strata.hist_by_stratum[level] ?? [],
      })),
    )
    expect(levels.map((level) => sumOf(strata.hist_by_stratum[level] ?? []))).toEqual(
      levels.map((level) => strata.sample_n[level]),
    )
    expect(result.merged).toEqual([])
    expectClose(result.nps, strata.weighted_nps, tolerance)
    // survey divides by n − 1 once for the whole sample; the formula here, as for NPS, by n.
    const { n } = result
    const asSurvey = (result.standardError ?? 0) * Math.sqrt(n / (n - 1))
    expectClose(asSurvey, strata.se_poststratified, tolerance)
    // survey's weights add up to the population, these to the sample.
    const perAnswer = sumOf(Object.values(strata.population)) / n
    expectClose(
      result.weights.map((weight) => weight * perAnswer),
      levels.map((level) => strata.weights_by_stratum[level]),
      tolerance,
    )
  })

  test('raking', () => {
    const ids = Object.keys(raked.hist_by_cell)
    const rows = Object.keys(raked.margins.stratum)
    const columns = Object.keys(raked.margins.biz)
    const cells = ids.map((id) => {
      const [row = '', column = ''] = id.split('_')
      const n = sumOf(raked.hist_by_cell[id] ?? [])
      return { n, levels: [rows.indexOf(row), columns.indexOf(column)] }
    })
    expect(cells.map(({ n }) => n)).toEqual(ids.map((id) => raked.sample_cells[id]))
    const result = rake(cells, [
      Object.values(raked.margins.stratum),
      Object.values(raked.margins.biz),
    ])
    const weights = result?.weights ?? []
    expect(result).toMatchObject({ converged: true, trimmed: 0 })
    expectClose(result?.effectiveN, raked.kish_neff, tolerance)
    const perAnswer = sumOf(Object.values(raked.margins.biz)) / sumOf(cells.map(({ n }) => n))
    expectClose(
      weights.map((weight) => weight * perAnswer),
      ids.map((id) => raked.cell_weights[id]),
      tolerance,
    )
    expectClose(weightedNps(sumsOf(raked.hist_by_cell, weights)).nps, raked.raked_nps, tolerance)
  })
})

/** The sums of weights in each NPS group, when all answers of a cell weigh the same. */
function sumsOf(histograms: Record<string, number[]>, weights: readonly number[]): Sums {
  const empty = () => ({ n: 0, weight: 0, squaredWeight: 0 })
  const sums = { promoters: empty(), passives: empty(), detractors: empty() }
  Object.values(histograms).forEach((counts, i) => {
    const weight = weights[i] ?? 0
    const groups = npsGroups(counts)
    for (const group of ['promoters', 'passives', 'detractors'] as const) {
      sums[group].n += groups[group]
      sums[group].weight += groups[group] * weight
      sums[group].squaredWeight += groups[group] * weight ** 2
    }
  })
  return sums
}

const histogram = (promoters: number, passives: number, detractors: number) => [
  detractors,
  ...new Array(6).fill(0),
  passives,
  0,
  0,
  promoters,
]

describe('weights', () => {
  test('equal weights change nothing', () => {
    expectClose(effectiveSize(50 * 3, 50 * 9), 50, { relative: 1e-12, absolute: 0 })
    const strata = [
      { population: 10, counts: histogram(20, 10, 10) },
      { population: 10, counts: histogram(10, 10, 20) },
    ]
    const result = postStratifiedNps(strata)
    expect(result).toMatchObject({ n: 80, nps: 0, weights: [1, 1], merged: [] })
    expectClose(result.effectiveN, 80, { relative: 1e-12, absolute: 0 })
  })

  test('a tier that answers less counts for more', () => {
    const result = postStratifiedNps([
      { population: 900, counts: histogram(10, 0, 0) },
      { population: 100, counts: histogram(0, 0, 90) },
    ])
    expectClose(result.nps, 80, { relative: 1e-12, absolute: 0 })
    expect(result.effectiveN).toBeLessThan(20)
  })

  test('nobody, or no population, has no score', () => {
    expect(weightedNps(sumsOf({}, []))).toMatchObject({ n: 0, nps: null, interval: null })
    expect(postStratifiedNps([])).toMatchObject({ n: 0, nps: null, weights: [] })
    expect(postStratifiedNps([{ population: 0, counts: histogram(20, 0, 0) }]).nps).toBeNull()
    expect(effectiveSize(0, 0)).toBeNull()
  })
})

describe('small strata', () => {
  const stratum = (n: number) => ({ population: 100, counts: histogram(n, 0, 0) })
  const merged = (...sizes: number[]) => postStratifiedNps(sizes.map(stratum)).merged

  test('are merged with the next, the last with the one before', () => {
    expect(merged(10, 10, 10)).toEqual([])
    expect(merged(9, 10, 10)).toEqual([[0, 1]])
    expect(merged(10, 10, 9)).toEqual([[1, 2]])
  })

  test('until ten answers are reached', () => {
    expect(merged(3, 3, 3, 30)).toEqual([[0, 1, 2, 3]])
    expect(merged(0, 12, 30, 2)).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(merged(4)).toEqual([])
  })

  test('share one weight', () => {
    const { weights } = postStratifiedNps([stratum(5), stratum(15), stratum(20)])
    expectClose(weights, [4 / 3, 4 / 3, 2 / 3], { relative: 1e-12, absolute: 0 })
  })
})

describe('raking', () => {
  test('meets both margins', () => {
    const cells = [
      { n: 30, levels: [0, 0] },
      { n: 20, levels: [0, 1] },
      { n: 10, levels: [1, 0] },
      { n: 40, levels: [1, 1] },
    ]
    const { weights = [] } =
      rake(cells, [
        [70, 30],
        [25, 75],
      ]) ?? {}
    const weighed = (margin: number, level: number) =>
      sumOf(
        cells.map((cell, i) => (cell.levels[margin] === level ? cell.n * (weights[i] ?? 0) : 0)),
      )
    expectClose([weighed(0, 0), weighed(1, 0)], [70, 25], { relative: 1e-6, absolute: 0 })
  })

  test('a level of the population that nobody answered from cannot be raked', () => {
    expect(rake([{ n: 5, levels: [0] }], [[50, 50]])).toBeNull()
    expect(rake([{ n: 0, levels: [0] }], [[50]])).toBeNull()
    expect(rake([{ n: 5, levels: [0] }], [[50, 0]])).toMatchObject({ weights: [1] })
  })

  // Weights 1, 8, 4 and 32 times 121/452 fit these margins. The median of 121 answers is 4, so 32
  // is cut to 20; fitting once more gives 20 · 152/140 · 272/(240 + 20 · 152/140) ≈ 22.56.
  test('a weight far above the median is cut, and the margins fitted once more', () => {
    const cells = [
      { n: 60, levels: [0, 0] },
      { n: 30, levels: [0, 1] },
      { n: 30, levels: [1, 0] },
      { n: 1, levels: [1, 1] },
    ]
    const result = rake(cells, [
      [300, 152],
      [180, 272],
    ])
    const cut = (20 * 152) / 140
    expect(result).toMatchObject({ trimmed: 1, converged: true })
    expectClose(((result?.weights[3] ?? 0) * 452) / 121, (cut * 272) / (240 + cut), {
      relative: 1e-5,
      absolute: 0,
    })
  })
})

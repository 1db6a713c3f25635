import { describe, expect, test } from 'vitest'
import { type CrossSums, correlationMatrix } from '../../../statistics/cross-sums.ts'
import { lmg } from '../../../statistics/lmg.ts'
import { drivers, relativeWeights, rSquared } from '../../../statistics/relative-weights.ts'
import { symmetricEigen } from '../../../statistics/symmetric-eigen.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Weights = {
  id: string
  predictors: string[]
  cross_sums: CrossSums
  n: number
  r_squared: number
  correlations: number[]
  std_betas: number[]
  johnson_raw: number[]
  johnson_pct: number[]
  lmg_raw: number[]
  lmg_pct: number[]
}
type Fit = { n: number; r_squared: number; cross_sums: CrossSums }
type Comparison = { id: string; perception_scores: Fit; gap_scores: Fit }
type File = { cases: (Weights | Comparison)[]; tolerance: Tolerance }

const { cases, tolerance } = golden<File>('relative-importance')
const weights = cases.filter((each) => 'predictors' in each)
const comparisons = cases.filter((each) => 'gap_scores' in each)
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

describe('agrees with R', () => {
  test('every case is one or the other', () =>
    expect(weights.length + comparisons.length).toBe(cases.length))

  test.each(weights)('$id', (expected) => {
    const close = (actual: unknown, value: unknown) => expectClose(actual, value, tolerance)
    const matrix = correlationMatrix(expected.cross_sums) ?? []
    const raw = relativeWeights(matrix)
    close(raw?.raw, expected.johnson_raw)
    const shapley = lmg(matrix) ?? []
    close(shapley, expected.lmg_raw)
    close(
      shapley.map((weight) => (100 * weight) / sumOf(shapley)),
      expected.lmg_pct,
    )

    const picture = drivers(expected.predictors, expected.cross_sums)
    expect(picture.reason).toBeUndefined()
    expect(picture.n).toBe(expected.n)
    close(picture.rSquared, expected.r_squared)
    expect(picture.drivers.map(({ key }) => key)).toEqual(expected.predictors)
    close(
      picture.drivers.map(({ correlation }) => correlation),
      expected.correlations,
    )
    close(
      picture.drivers.map(({ beta }) => beta),
      expected.std_betas,
    )
    close(
      picture.drivers.map(({ weight }) => 100 * weight),
      expected.johnson_pct,
    )
  })

  test.each(comparisons)('$id', ({ perception_scores, gap_scores }) => {
    for (const expected of [perception_scores, gap_scores]) {
      expect(expected.cross_sums.n).toBe(expected.n)
      expectClose(rSquared(expected.cross_sums), expected.r_squared, tolerance)
    }
  })
})

/** Cross-sums that give these correlations among scores of mean 0 and variance 1. */
function sumsWith(n: number, matrix: readonly (readonly number[])[]): CrossSums {
  return {
    n,
    sums: matrix.map(() => 0),
    products: matrix.flatMap((row, i) => row.slice(i).map((r) => r * n)),
  }
}
const clear = [
  [1, 0.3, 0.5],
  [0.3, 1, 0.4],
  [0.5, 0.4, 1],
]

describe('no picture is better than a wrong one', () => {
  test.each([
    ['too-few-answers', ['a', 'b'], sumsWith(49, clear)],
    ['no-dimensions', [], sumsWith(500, [[1]])],
    ['no-variation', ['a', 'b'], { n: 60, sums: [60, 0, 0], products: [60, 0, 0, 60, 0, 60] }],
    [
      'collinear',
      ['a', 'b'],
      sumsWith(100, [
        [1, 1, 0.5],
        [1, 1, 0.5],
        [0.5, 0.5, 1],
      ]),
    ],
    [
      'weak-relation',
      ['a', 'b'],
      sumsWith(100, [
        [1, 0.3, 0.1],
        [0.3, 1, 0.1],
        [0.1, 0.1, 1],
      ]),
    ],
  ] as const)('%s', (reason, keys, sums) => {
    expect(drivers(keys, sums)).toMatchObject({ n: sums.n, drivers: [], reason })
  })

  test('50 answers are enough for five dimensions, not for six', () => {
    const matrix = (k: number) =>
      Array.from({ length: k + 1 }, (_, i) =>
        Array.from({ length: k + 1 }, (_, j) => (i === j ? 1 : 0.4)),
      )
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(drivers(keys.slice(0, 5), sumsWith(50, matrix(5))).reason).toBeUndefined()
    expect(drivers(keys, sumsWith(59, matrix(6))).reason).toBe('too-few-answers')
    expect(drivers(keys, sumsWith(60, matrix(6))).reason).toBeUndefined()
  })
})

test('one dimension alone carries all of R², its squared correlation', () => {
  const sums = sumsWith(80, [
    [1, 0.5],
    [0.5, 1],
  ])
  expectClose(drivers(['only'], sums).rSquared, 0.25, { relative: 1e-12, absolute: 0 })
  expectClose(drivers(['only'], sums).drivers[0]?.weight, 1, { relative: 1e-12, absolute: 0 })
})

test('uncorrelated dimensions share R² by their squared correlations, either way', () => {
  const matrix = [
    [1, 0, 0.3],
    [0, 1, 0.4],
    [0.3, 0.4, 1],
  ]
  expectClose(relativeWeights(matrix)?.raw, [0.09, 0.16], { relative: 1e-12, absolute: 1e-12 })
  expectClose(lmg(matrix), [0.09, 0.16], { relative: 1e-12, absolute: 1e-12 })
})

test('LMG gives up where it has no answer, or too many regressions', () => {
  const matrix = (k: number, r: number) =>
    Array.from({ length: k + 1 }, (_, i) =>
      Array.from({ length: k + 1 }, (_, j) => (i === j ? 1 : r)),
    )
  expect(lmg(matrix(9, 0.2))).toBeNull()
  expect(lmg(matrix(2, 1))).toBeNull()
})

test('eigenvalues and vectors put the matrix together again', () => {
  const matrix = [
    [1, 0.6, 0.3, 0],
    [0.6, 1, 0.2, -0.4],
    [0.3, 0.2, 1, 0.1],
    [0, -0.4, 0.1, 1],
  ]
  const { values, vectors } = symmetricEigen(matrix)
  const again = matrix.map((row, i) =>
    row.map((_, j) =>
      sumOf(values.map((value, m) => value * (vectors[m]?.[i] ?? 0) * (vectors[m]?.[j] ?? 0))),
    ),
  )
  expectClose(again, matrix, { relative: 0, absolute: 1e-13 })
})

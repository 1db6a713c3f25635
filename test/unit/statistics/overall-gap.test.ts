import { describe, expect, test } from 'vitest'
import type { CrossSums } from '../../../statistics/cross-sums.ts'
import {
  allocationShares,
  groupWeights,
  overallGap,
  ownWeightedGap,
} from '../../../statistics/overall-gap.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  cross_sums?: CrossSums
  weights_points?: Record<string, number>
  n: number
  mean: number
  sd: number
  se: number
  t: number
  ci95: [number, number]
  p_two_sided: number
  dz: number
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('gaps-kiosk')
const overall = cases.filter((each) => each.cross_sums)

describe('agrees with R, from the products of the dimension scores alone', () => {
  test('both kinds of weight are there', () => expect(overall).toHaveLength(2))

  test.each(overall)('$id', (expected) => {
    const sums = expected.cross_sums ?? { n: 0, sums: [], products: [] }
    const points = expected.weights_points && Object.values(expected.weights_points)
    const result = overallGap(sums, points)
    expect(result?.n).toBe(expected.n)
    expectClose(
      [result?.gap.mean, result?.gap.standardDeviation, result?.gap.standardError, result?.gap.t],
      [expected.mean, expected.sd, expected.se, expected.t],
      tolerance,
    )
    expectClose([result?.gap.low, result?.gap.high], expected.ci95, tolerance)
    expectClose(result?.gap.effectSize, expected.dz, tolerance)
    expectClose(result?.gap.p, expected.p_two_sided, { ...tolerance, absolute: 0 })
  })
})

// Scores (−1, −3) and (1, −1).
const two: CrossSums = { n: 2, sums: [0, -4], products: [2, 2, 10] }

test('weights are shown as shares, and only their ratio matters', () => {
  expect(overallGap(two)).toMatchObject({ weights: [0.5, 0.5], gap: { mean: -1 } })
  expect(overallGap(two, [75, 25])).toMatchObject({ weights: [0.75, 0.25], gap: { mean: -0.5 } })
  expect(overallGap(two, [3, 1])).toEqual(overallGap(two, [75, 25]))
})

test('no dimensions, no weight, or weights of other dimensions give no figure', () => {
  expect(overallGap({ n: 0, sums: [], products: [] })).toBeNull()
  expect(overallGap(two, [0, 0])).toBeNull()
  expect(overallGap(two, [1, 2, 3])).toBeNull()
})

test('nobody with all dimensions gives n = 0 and nulls', () => {
  expect(overallGap({ n: 0, sums: [0, 0], products: [0, 0, 0] })).toMatchObject({
    n: 0,
    gap: { mean: null, low: null },
  })
})

test('a split from 90 to 110 is rescaled, one outside is dropped', () => {
  expect(allocationShares([45, 45])).toEqual([0.5, 0.5])
  expect(allocationShares([55, 55])).toEqual([0.5, 0.5])
  expect(allocationShares([60, 40])).toEqual([0.6, 0.4])
  expect(allocationShares([45, 44])).toBeNull()
  expect(allocationShares([56, 55])).toBeNull()
  expect(allocationShares([110, -10])).toBeNull()
  expect(allocationShares([5, 5], 10)).toEqual([0.5, 0.5])
  expect(allocationShares([])).toBeNull()
})

test('the weights of the group are mean points', () => {
  expect(groupWeights({ n: 2, sums: [120, 80] })).toEqual([0.6, 0.4])
  expect(groupWeights({ n: 0, sums: [0, 0] })).toBeNull()
})

test('own weights need every dimension and a usable split', () => {
  expect(ownWeightedGap([-1, -3], [75, 25])).toBe(-1.5)
  expect(ownWeightedGap([-1, null], [75, 25])).toBeNull()
  expect(ownWeightedGap([-1, -3], [75, 75])).toBeNull()
  expect(ownWeightedGap([-1, -3], [50, 25, 25])).toBeNull()
})

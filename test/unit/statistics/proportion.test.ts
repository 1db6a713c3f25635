import { describe, expect, test } from 'vitest'
import { mean } from '../../../statistics/mean.ts'
import { agrestiCoull, proportion, proportionDifference } from '../../../statistics/proportion.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Share = {
  id: string
  successes: number
  trials: number
  proportion: number
  wilson95: [number, number]
  agresti_coull95: [number, number]
  mean?: number
  sd?: number
}
type Difference = {
  id: string
  x1: number
  n1: number
  x2: number
  n2: number
  newcombe95: [number, number]
}

const { cases, tolerance } = golden<{ cases: (Share | Difference)[]; tolerance: Tolerance }>(
  'proportions',
)
const shares = cases.filter((each) => 'wilson95' in each)
const differences = cases.filter((each) => 'newcombe95' in each)

test('every case is one or the other', () =>
  expect(shares.length + differences.length).toBe(cases.length))

describe('agrees with R', () => {
  test.each(shares)('$id', (expected) => {
    const { share, interval } = proportion(expected.successes, expected.trials)
    expectClose(share, expected.proportion, tolerance)
    expectClose([interval?.low, interval?.high], expected.wilson95, tolerance)
    const { low, high } = agrestiCoull(expected.successes, expected.trials)
    expectClose([low, high], expected.agresti_coull95, tolerance)
  })

  test.each(shares.filter((each) => each.mean !== undefined))('$id, mean', (expected) => {
    const { trials: n, mean: average = 0, sd = 0 } = expected
    const moments = { n, sum: n * average, sumOfSquares: (n - 1) * sd ** 2 + n * average ** 2 }
    const result = mean(moments)
    expectClose([result.mean, result.standardDeviation], [average, sd], tolerance)
  })

  test.each(differences)('$id', ({ x1, n1, x2, n2, newcombe95 }) => {
    const difference = proportionDifference(
      { successes: x1, trials: n1 },
      { successes: x2, trials: n2 },
    )
    expectClose(difference?.estimate, x1 / n1 - x2 / n2, tolerance)
    expectClose([difference?.low, difference?.high], newcombe95, tolerance)
  })
})

test("matches Newcombe's printed example, 56 of 70 against 48 of 80", () => {
  type Published = { id: string; expected: number[] }
  const { cases } = golden<{ cases: Published[] }>('published-answers')
  const printed = cases.find(({ id }) => id.startsWith('newcombe_1998'))?.expected
  const found = proportionDifference({ successes: 56, trials: 70 }, { successes: 48, trials: 80 })
  expectClose([found?.low, found?.high], printed, { relative: 0, absolute: 0.00005 })
})

// Pooled share 104/150; z² equals the chi-square of R's prop.test(correct = FALSE) by algebra:
// n(ad − bc)² / (row and column totals).
test('the test of a difference is the chi-square test of the four counts', () => {
  const found = proportionDifference({ successes: 56, trials: 70 }, { successes: 48, trials: 80 })
  const chiSquare = (150 * (56 * 32 - 14 * 48) ** 2) / (70 * 80 * 104 * 46)
  expectClose((found?.z ?? 0) ** 2, chiSquare, { relative: 1e-12, absolute: 0 })
  expect(found?.p).toBeGreaterThan(0.005)
  expect(found?.p).toBeLessThan(0.01)
})

test('no trials give no share, rather than zero', () => {
  expect(proportion(0, 0)).toEqual({ n: 0, successes: 0, share: null, interval: null })
  expect(proportionDifference({ successes: 0, trials: 0 }, { successes: 1, trials: 2 })).toBeNull()
})

test('intervals stay within 0 and 1', () => {
  expect(proportion(0, 3).interval?.low).toBeGreaterThanOrEqual(0)
  expect(proportion(3, 3).interval?.high).toBe(1)
})

test('where everything ended alike there is no test', () => {
  const same = proportionDifference({ successes: 5, trials: 5 }, { successes: 9, trials: 9 })
  expect(same).toMatchObject({ estimate: 0, z: null, p: null })
})

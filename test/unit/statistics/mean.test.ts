import { expect, test } from 'vitest'
import { type Moments, mean, meanDifference, varianceOf } from '../../../statistics/mean.ts'
import { expectClose } from '../../support/golden.ts'

const momentsOf = (values: readonly number[]): Moments => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
})
const exact = { relative: 1e-9, absolute: 1e-9 }

// Student's sleep data, as in R's ?sleep: t.test(extra ~ group) prints t = -1.8608, df = 17.776,
// p-value = 0.07939, 95 % interval -3.3654832 0.2054832.
test("agrees with Welch's test as R prints it for the sleep data", () => {
  const first = momentsOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])
  const second = momentsOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
  const found = meanDifference(first, second)
  expectClose(found?.t, -1.8608, { relative: 0, absolute: 0.00005 })
  expectClose(found?.degreesOfFreedom, 17.776, { relative: 0, absolute: 0.0005 })
  expectClose(found?.p, 0.07939, { relative: 0, absolute: 0.000005 })
  expectClose([found?.low, found?.high], [-3.3654832, 0.2054832], { relative: 0, absolute: 5e-8 })
})

// 1..5: mean 3, s² = 2.5, SE = √0.5, t(.975, 4) = 2.7764451.
test('the t interval of 1 to 5', () => {
  const result = mean(momentsOf([1, 2, 3, 4, 5]))
  expectClose([result.mean, result.standardDeviation], [3, Math.sqrt(2.5)], exact)
  const half = 2.7764451051977987 * Math.sqrt(0.5)
  expectClose([result.low, result.high], [3 - half, 3 + half], exact)
})

test('nothing is known of no values, only the mean of one', () => {
  const unknown = { standardDeviation: null, standardError: null, low: null, high: null }
  expect(mean(momentsOf([]))).toEqual({ n: 0, mean: null, ...unknown })
  expect(mean(momentsOf([4]))).toEqual({ n: 1, mean: 4, ...unknown })
  expect(meanDifference(momentsOf([4]), momentsOf([1, 2]))).toBeNull()
})

test('two values are enough', () => {
  expectClose(mean(momentsOf([1, 3])).standardDeviation, Math.SQRT2, exact)
})

test('equal values have exactly no spread, whatever rounding leaves', () => {
  for (const value of [0, 0.1, 1 / 3, -2 / 7, 99.9]) {
    for (const n of [2, 3, 30, 1000]) {
      expect(varianceOf(momentsOf(new Array(n).fill(value)))).toBe(0)
    }
  }
})

test('one different answer among a million is still seen', () => {
  const n = 1_000_000
  const sums = { n, sum: 10 * (n - 1) + 9, sumOfSquares: 100 * (n - 1) + 81 }
  expectClose(varianceOf(sums), 1 / n, { relative: 1e-4, absolute: 0 })
})

test('groups without spread differ without a test', () => {
  const found = meanDifference(momentsOf([2, 2, 2]), momentsOf([5, 5]))
  expect(found).toEqual({
    estimate: -3,
    standardError: 0,
    t: null,
    degreesOfFreedom: null,
    p: null,
    low: -3,
    high: -3,
  })
})

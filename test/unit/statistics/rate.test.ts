import { expect, test } from 'vitest'
import { rate, rateDifference } from '../../../statistics/rate.ts'

test('the score interval solves (x − μ)² = z² μ', () => {
  const found = rate({ count: 10, exposure: 1 })
  const z = 1.959963984540054
  for (const mu of [found.low ?? 0, found.high ?? 0])
    expect((10 - mu) ** 2).toBeCloseTo(z * z * mu, 8)
  expect(found.rate).toBe(10)
})

test('no complaint still has an upper limit, and no exposure has no rate', () => {
  expect(rate({ count: 0, exposure: 100 })).toMatchObject({ rate: 0, low: 0 })
  expect(rate({ count: 0, exposure: 100 }).high).toBeCloseTo(3.8414588 / 100, 8)
  expect(rate({ count: 3, exposure: 0 })).toEqual({ rate: null, low: null, high: null })
})

test('counts that vary more than chance make intervals wider and p larger', () => {
  const [a, b] = [
    { count: 60, exposure: 1000 },
    { count: 40, exposure: 1000 },
  ]
  const plain = rateDifference(a, b)
  const spread = rateDifference(a, b, { spread: 2 })
  expect(plain?.estimate).toBeCloseTo(0.02, 12)
  // Pooled: 0.05 · (1/1000 + 1/1000) = 0.0001, so z = 2.
  expect(plain?.p).toBeCloseTo(0.04550026, 7)
  expect(spread?.p).toBeCloseTo(0.31731051, 7)
  expect((spread?.high ?? 0) - (spread?.low ?? 0)).toBeGreaterThan(
    (plain?.high ?? 0) - (plain?.low ?? 0),
  )
})

import { expect, test } from 'vitest'
import { dimensionScore } from '../../../statistics/dimension-score.ts'

test('is the mean of the answered items', () => {
  expect(dimensionScore([-1, 0, -2])).toBe(-1)
  expect(dimensionScore([-1, null, -2])).toBe(-1.5)
})

test('needs half of the items, rounded up', () => {
  expect(dimensionScore([-2, null, -4, null])).toBe(-3)
  expect(dimensionScore([-2, null, null, null])).toBeNull()
  expect(dimensionScore([-2, null, null])).toBeNull()
  expect(dimensionScore([-2, null])).toBe(-2)
  expect(dimensionScore([null])).toBeNull()
  expect(dimensionScore([])).toBeNull()
})

import { expect, test } from 'vitest'
import { clipped, contains, squareAndAdd } from '../../../statistics/interval.ts'

// Sides of 3 and 4 give 5, so the example can be checked by eye.
test('square and add keeps each side of each interval on its own', () => {
  const a = { estimate: 10, low: 7, high: 22 }
  const b = { estimate: 6, low: 1, high: 10 }
  expect(squareAndAdd(a, b)).toEqual({ low: 4 - 5, high: 4 + 13 })
})

test('clipping cuts only what sticks out', () => {
  expect(clipped({ low: -120, high: 30 }, -100, 100)).toEqual({ low: -100, high: 30 })
  expect(clipped({ low: -5, high: 130 }, -100, 100)).toEqual({ low: -5, high: 100 })
})

test('an interval contains its ends', () => {
  expect([-1, 0, 3, 3.1].map((x) => contains({ low: 0, high: 3 }, x))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

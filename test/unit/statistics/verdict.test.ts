import { describe, expect, test } from 'vitest'
import {
  MINIMUM_FOR_VERDICT,
  verdictOfChange,
  verdictOfGap,
  verdictOfSegment,
} from '../../../statistics/verdict.ts'

const enough = [30, 30]
const above = { low: 0.1, high: 2 }
const below = { low: -2, high: -0.1 }
const across = { low: -1, high: 1 }

describe('an interval that excludes 0 gives the word', () => {
  test.each([
    [above, 'clear-rise', 'above', 'higher'],
    [below, 'clear-fall', 'below', 'lower'],
    [across, 'no-clear-change', 'no-clear-gap', 'no-clear-difference'],
    [{ low: 0, high: 1 }, 'no-clear-change', 'no-clear-gap', 'no-clear-difference'],
  ] as const)('%o', (interval, change, gap, segment) => {
    expect(verdictOfChange({ interval, n: enough })).toBe(change)
    expect(verdictOfGap({ interval, n: enough })).toBe(gap)
    expect(verdictOfSegment({ interval, n: enough })).toBe(segment)
  })
})

test('29 answers on either side are too few, whatever the interval says', () => {
  expect(MINIMUM_FOR_VERDICT).toBe(30)
  expect(verdictOfChange({ interval: above, n: [29, 500] })).toBe('too-few')
  expect(verdictOfChange({ interval: above, n: [500, 29] })).toBe('too-few')
  expect(verdictOfGap({ interval: above, n: [29] })).toBe('too-few')
  expect(verdictOfSegment({ interval: null, n: enough })).toBe('too-few')
})

test('among many comparisons the adjusted p-value has to hold as well', () => {
  const word = (adjustedP: number | null) =>
    verdictOfSegment({ interval: above, n: enough, adjustedP })
  expect(word(0.05)).toBe('higher')
  expect(word(0.0501)).toBe('no-clear-difference')
  expect(word(null)).toBe('higher')
  expect(verdictOfSegment({ interval: across, n: enough, adjustedP: 0.001 })).toBe(
    'no-clear-difference',
  )
})

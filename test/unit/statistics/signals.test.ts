import { expect, test } from 'vitest'
import { latestChange, levels, signalsOf } from '../../../statistics/signals.ts'

test('a point beyond the limits is an alert, with the side it lies on', () => {
  expect(signalsOf([0, -3.4, 0])[0]).toEqual({
    index: 1,
    rule: 'beyond-limits',
    level: 'alert',
    side: 'below',
  })
})

// Five points of 1.5 make 1.5 (1 − 0.8⁵) = 1.008, four 0.886; the limit is 0.952 there.
test('a small shift that lasts is an alert of the moving average before any point is far out', () => {
  const shifted = [...Array(10).fill(0), ...Array(9).fill(1.5)]
  const signals = signalsOf(shifted)
  expect(signals[0]).toEqual({ index: 14, rule: 'ewma', level: 'alert', side: 'above' })
  expect(signals.some(({ rule }) => rule === 'beyond-limits')).toBe(false)
})

test('nine on one side and two of three beyond 2 are watched, not alerted', () => {
  expect(signalsOf(Array(9).fill(0.2))).toEqual([
    { index: 8, rule: 'nine-one-side', level: 'watch', side: 'above' },
  ])
  expect(signalsOf([0, -2.1, 1.9, -2.2])).toEqual([
    { index: 3, rule: 'two-of-three', level: 'watch', side: 'below' },
  ])
})

test('only two rules may send a message', () => {
  const alerting = Object.entries(levels).filter(([, level]) => level === 'alert')
  expect(alerting.map(([rule]) => rule)).toEqual(['beyond-limits', 'ewma'])
})

test('signals come in time order, alerts before watches at one point', () => {
  const signals = signalsOf([0.1, 2.5, 3.5, -4])
  expect(signals.map(({ index, rule }) => [index, rule])).toEqual([
    [2, 'beyond-limits'],
    [2, 'ewma'],
    [2, 'two-of-three'],
    [3, 'beyond-limits'],
  ])
})

test('nothing, a quiet point and a period without exposure give no signal', () => {
  expect(signalsOf([])).toEqual([])
  expect(signalsOf([0.4])).toEqual([])
  expect(signalsOf([null, null])).toEqual([])
})

test('the change is dated to the first point of the latest shift', () => {
  const there = [...Array(10).fill(-0.2), ...Array(8).fill(2)]
  expect(latestChange(there)).toBe(10)
  expect(latestChange([...there, ...Array(30).fill(-2)])).toBe(18)
  expect(latestChange(Array(40).fill(0.3))).toBeNull()
})

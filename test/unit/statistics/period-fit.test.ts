import { expect, test } from 'vitest'
import { periodFit } from '../../../statistics/period-fit.ts'

const periods = (...exposures: number[]) => exposures.map((exposure) => ({ count: 0, exposure }))

test('five expected complaints in most periods and one in each are enough', () => {
  expect(periodFit(periods(500, 500, 100), 0.01)).toBe('enough')
})

test('few expected in half of the periods, or hardly any in one, ask for longer periods', () => {
  expect(periodFit(periods(500, 400), 0.01)).toBe('widen')
  expect(periodFit(periods(500, 500, 90), 0.01)).toBe('widen')
})

test('less than one expected on average is rare', () => {
  expect(periodFit(periods(99, 99), 0.01)).toBe('rare')
  expect(periodFit(periods(500), 0)).toBe('rare')
})

test('periods without exposure do not count, and without any there is no answer', () => {
  expect(periodFit(periods(500, 0, 500), 0.01)).toBe('enough')
  expect(periodFit(periods(0), 0.01)).toBeNull()
  expect(periodFit(periods(500), null)).toBeNull()
  expect(periodFit([], 0.01)).toBeNull()
})

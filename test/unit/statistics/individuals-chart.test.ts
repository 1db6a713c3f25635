import { expect, test } from 'vitest'
import { individualsChart } from '../../../statistics/individuals-chart.ts'
import { movingRangeSigma, movingRanges } from '../../../statistics/moving-range.ts'
import { expectClose } from '../../support/golden.ts'
import { expectRules, type RulesCase } from './rules-case.ts'
import { casesOf, tolerance } from './time-charts-cases.ts'

type Case = {
  cl: number
  mr_bar: number
  sigma: number
  lcl: number
  ucl: number
  rules: RulesCase
}

test.each(casesOf<Case>(/_imr/))('$id agrees with the reference', (expected) => {
  const chart = individualsChart(expected.input)
  if (chart === null) throw new Error('there is a chart')
  const { centre, meanRange, sigma, low, high } = chart
  expectClose(
    [centre, meanRange, sigma, low, high],
    [expected.cl, expected.mr_bar, expected.sigma, expected.lcl, expected.ucl],
    tolerance,
  )
  expectRules(
    expected.input.map((value) => (value - centre) / sigma),
    expected.rules,
  )
})

test('fewer than two values show no spread', () => {
  expect(individualsChart([])).toBeNull()
  expect(individualsChart([4])).toBeNull()
  expect(movingRanges([4])).toEqual([])
})

test('equal values have a spread of 0, screened or not', () => {
  expect(movingRangeSigma([2, 2, 2])).toBe(0)
  expect(movingRangeSigma([2, 2, 2], { screened: true })).toBe(0)
})

test('screening drops the two huge ranges that one freak value makes', () => {
  const values = [...Array.from({ length: 12 }, (_, i) => i % 2), 50, ...Array(12).fill(0)]
  expect(movingRangeSigma(values, { screened: true })).toBeLessThan(1)
  expect(movingRangeSigma(values)).toBeGreaterThan(3)
})

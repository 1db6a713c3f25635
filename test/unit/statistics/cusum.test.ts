import { expect, test } from 'vitest'
import { changePoints, cusum } from '../../../statistics/cusum.ts'
import { expectClose, golden } from '../../support/golden.ts'
import { casesOf, tolerance } from './time-charts-cases.ts'

type Case = {
  mu: number
  sigma: number
  k: number
  h: number
  H: number
  c_plus: number[]
  c_minus: number[]
  n_plus: number[]
  n_minus: number[]
  signals: number[]
}

const cases = casesOf<Case>(/_cusum/)
const settingsOf = ({ mu: mean, sigma, k, h }: Case) => ({ mean, sigma, k, h })

test.each(cases)('$id agrees with qcc', (expected) => {
  const points = cusum(expected.input, settingsOf(expected))
  expectClose(expected.h * expected.sigma, expected.H, tolerance)
  expectClose(
    points.map(({ above }) => above),
    expected.c_plus,
    tolerance,
  )
  expectClose(
    points.map(({ below }) => below),
    expected.c_minus,
    tolerance,
  )
  expect(points.map(({ aboveRun }) => aboveRun)).toEqual(expected.n_plus)
  expect(points.map(({ belowRun }) => belowRun)).toEqual(expected.n_minus)
  expect(points.flatMap(({ beyond }, i) => (beyond ? i + 1 : []))).toEqual(expected.signals)
})

// Montgomery's table 9.1: the mean was raised after observation 20. C⁺ passes 5 at observation 29,
// having been above 0 for 7, so the shift is put between 22 and 23.
test('the example of Montgomery: first signal, its sum, and when the shift began', () => {
  const [printed] = golden<{
    cases: { id: string; expected: { first_signal: number; c_plus: number; n_plus: number } }[]
  }>('published-charts').cases.filter(({ id }) => id === 'montgomery_cusum')
  const [example] = cases.filter(({ id }) => id.startsWith('montgomery'))
  if (printed === undefined || example === undefined) throw new Error('reference case missing')
  const at = printed.expected.first_signal - 1
  const points = cusum(example.input, settingsOf(example))
  expect(points.findIndex(({ beyond }) => beyond)).toBe(at)
  expectClose(points[at]?.above, printed.expected.c_plus, { relative: 0, absolute: 0.005 })
  expect(points[at]?.aboveRun).toBe(printed.expected.n_plus)
  expect(changePoints(example.input, settingsOf(example))).toEqual([
    { index: 22, noticed: at, direction: 'up' },
  ])
})

test('no point, no sum and no change', () => {
  expect(cusum([])).toEqual([])
  expect(changePoints([])).toEqual([])
})

test('a shift is dated to its first point, and one back down is a second change', () => {
  const shifted = [...Array(10).fill(-0.2), ...Array(8).fill(2), ...Array(30).fill(-2)]
  expect(changePoints(shifted)).toEqual([
    { index: 10, noticed: 13, direction: 'up' },
    { index: 18, noticed: 21, direction: 'down' },
  ])
})

test('periods without exposure leave the sums as they were and are never where a change begins', () => {
  const gaps = [null, 2, null, 2, 2, null, 2]
  expect(cusum(gaps).map(({ above }) => above)).toEqual([0, 1.5, 1.5, 3, 4.5, 4.5, 6])
  expect(changePoints(gaps)).toEqual([{ index: 1, noticed: 6, direction: 'up' }])
})

test('an excursion that never passes the decision interval is not a change', () => {
  expect(changePoints([2, 2, 2, -3, 2, 2])).toEqual([])
})

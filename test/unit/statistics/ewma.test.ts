import { expect, test } from 'vitest'
import { ewma } from '../../../statistics/ewma.ts'
import { expectClose } from '../../support/golden.ts'
import { casesOf, tolerance } from './time-charts-cases.ts'

type Case = {
  lambda: number
  L: number
  mu: number
  sigma: number
  ewma: number[]
  lcl: number[]
  ucl: number[]
  asymptotic_halfwidth: number
  signals: number[]
}

test.each(casesOf<Case>(/_ewma/))('$id agrees with qcc', (expected) => {
  const { lambda, L: width, mu: mean, sigma } = expected
  const points = ewma(expected.input, { lambda, width, mean, sigma })
  expectClose(
    points.map(({ value }) => value),
    expected.ewma,
    tolerance,
  )
  expectClose(
    points.map(({ low }) => low),
    expected.lcl,
    tolerance,
  )
  expectClose(
    points.map(({ high }) => high),
    expected.ucl,
    tolerance,
  )
  expect(points.flatMap(({ beyond }, i) => (beyond ? i + 1 : []))).toEqual(expected.signals)
})

test.each(casesOf<Case>(/_ewma/))('the limits of $id settle at the printed width', (expected) => {
  const { lambda, L: width, mu: mean, sigma } = expected
  const settled = ewma(Array(300).fill(mean), { lambda, width, mean, sigma }).at(-1)
  expectClose((settled?.high ?? 0) - mean, expected.asymptotic_halfwidth, tolerance)
})

test('no point, no average', () => expect(ewma([])).toEqual([]))

test('the first point weighs a fifth, and is judged by limits of its own', () => {
  // 2.86 · √(0.2/1.8 · (1 − 0.64)) = 0.572
  const [point] = ewma([1])
  expectClose([point?.value, point?.high], [0.2, 0.572], { relative: 0, absolute: 1e-12 })
})

test('the average waits over a period without exposure', () => {
  const [first, gap, second] = ewma([1, null, 1])
  expect(gap).toEqual({ value: null, low: null, high: null, beyond: false })
  expect([first, second]).toEqual(ewma([1, 1]))
})

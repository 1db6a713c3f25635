import { expect, test } from 'vitest'
import type { PairSums } from '../../../statistics/gap.ts'
import { gapChange } from '../../../statistics/gap-change.ts'
import { meanDifference } from '../../../statistics/mean.ts'
import { expectClose } from '../../support/golden.ts'

const exact = { relative: 1e-12, absolute: 1e-12 }

/** 40 pairs around the given means, with a spread of 1 in both. */
function around(e: number, p: number): PairSums {
  const pairs = Array.from({ length: 40 }, (_, i) => [
    e + (i % 2 ? 1 : -1),
    p + (i % 4 < 2 ? 1 : -1),
  ])
  const sum = (f: (e: number, p: number) => number) =>
    pairs.reduce((all, [x = 0, y = 0]) => all + f(x, y), 0)
  return {
    n: pairs.length,
    e: sum((x) => x),
    p: sum((_, y) => y),
    ee: sum((x) => x * x),
    pp: sum((_, y) => y * y),
    ep: sum((x, y) => x * y),
    met: sum((x, y) => +(y >= x)),
  }
}

test('a change of gap is the change of perception minus that of expectation', () => {
  const change = gapChange(around(6, 5), around(6.2, 4.3))
  expectClose(
    [change?.gap.estimate, change?.perception.estimate, change?.expectation.estimate],
    [-0.9, -0.7, 0.2],
    exact,
  )
  expect(change?.larger).toBe('perception')
})

test('a gap that closed because people expect less says so', () => {
  expect(gapChange(around(6, 5), around(5, 5.1))?.larger).toBe('expectation')
})

test('equal parts name neither', () => {
  expect(gapChange(around(6, 5), around(5.5, 5.5))?.larger).toBeNull()
  expect(gapChange(around(6, 5), around(6, 5))?.larger).toBeNull()
})

test('each part has its Welch interval', () => {
  const [before, after] = [around(6, 5), around(6, 4)]
  const change = gapChange(before, after)
  expect(change?.perception).toEqual(
    meanDifference(
      { n: after.n, sum: after.p, sumOfSquares: after.pp },
      { n: before.n, sum: before.p, sumOfSquares: before.pp },
    ),
  )
})

test('one pair on a side is no change', () => {
  const one = { n: 1, e: 6, p: 5, ee: 36, pp: 25, ep: 30, met: 0 }
  expect(gapChange(one, around(6, 5))).toBeNull()
})

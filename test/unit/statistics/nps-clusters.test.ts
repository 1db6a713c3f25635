import { expect, test } from 'vitest'
import { nps } from '../../../statistics/nps.ts'
import { clusteredNps } from '../../../statistics/nps-clusters.ts'
import { expectClose } from '../../support/golden.ts'

const exact = { relative: 1e-12, absolute: 1e-12 }

test('customers who answered once each give the plain error, but for m/(m−1)', () => {
  const customers = [
    ...new Array(20).fill({ n: 1, sum: 1 }),
    ...new Array(12).fill({ n: 1, sum: 0 }),
    ...new Array(8).fill({ n: 1, sum: -1 }),
  ]
  const plain = nps([8, 0, 0, 0, 0, 0, 0, 12, 0, 0, 20])
  const clustered = clusteredNps(customers)
  expect(clustered).toMatchObject({ n: 40, customers: 40, repeatShare: 0, nps: plain.nps })
  expectClose(clustered.standardError, (plain.standardError ?? 0) * Math.sqrt(40 / 39), exact)
})

// Answers (1, 1), (1), (−1, 0, −1), mean 1/6: customers' summed deviations are 5/3, 5/6 and −5/2,
// so SE = 100/6 · √(3/2 · 350/36) = 63.65…
test('follows a hand-made example', () => {
  const customers = [
    { n: 2, sum: 2 },
    { n: 1, sum: 1 },
    { n: 3, sum: -2 },
  ]
  const result = clusteredNps(customers)
  expectClose(result.nps, 100 / 6, exact)
  expectClose(result.repeatShare, 0.5, exact)
  expectClose(result.standardError, (100 / 6) * Math.sqrt((3 / 2) * (350 / 36)), exact)
})

test('answers that repeat count for less than new ones', () => {
  const once = clusteredNps([
    ...new Array(30).fill({ n: 1, sum: 1 }),
    ...new Array(30).fill({ n: 1, sum: -1 }),
  ])
  const twice = clusteredNps([
    ...new Array(15).fill({ n: 2, sum: 2 }),
    ...new Array(15).fill({ n: 2, sum: -2 }),
  ])
  expect(twice.standardError).toBeGreaterThan(1.3 * (once.standardError ?? 0))
})

test('one customer alone has a score and no error; nobody has neither', () => {
  expect(clusteredNps([{ n: 4, sum: 2 }])).toMatchObject({
    nps: 50,
    standardError: null,
    interval: null,
  })
  expect(clusteredNps([{ n: 0, sum: 0 }])).toMatchObject({ n: 0, nps: null, repeatShare: null })
})

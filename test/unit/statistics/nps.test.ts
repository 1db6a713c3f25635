import { describe, expect, test } from 'vitest'
import { normalCritical } from '../../../statistics/distributions.ts'
import { nps, npsGroups, npsOf, unitVariance } from '../../../statistics/nps.ts'
import {
  adjustedWaldInterval,
  scoreInterval,
  waldInterval,
} from '../../../statistics/nps-intervals.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  hist?: number[]
  n: number
  promoters: number
  passives: number
  detractors: number
  nps: number | null
  pct_promoters: number
  pct_passives: number
  pct_detractors: number
  unit_variance: number
  se: number
  wald95: [number, number]
  adj_nps: number
  adj_se: number
  adj_wald95: [number, number]
  score95: [number, number]
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('nps')
const z = normalCritical(0.95)

describe('agrees with R', () => {
  test.each(cases)('$id: counts and score', (expected) => {
    // The empty case comes without its eleven zeros.
    const result = nps(expected.hist ?? new Array(11).fill(0))
    expect([result.n, result.promoters, result.passives, result.detractors]).toEqual([
      expected.n,
      expected.promoters,
      expected.passives,
      expected.detractors,
    ])
    expectClose(result.nps, expected.nps, tolerance)
  })

  describe.each(cases.filter(({ n }) => n > 0))('$id', (expected) => {
    const result = nps(expected.hist ?? [])
    const { n, promoters, passives, detractors } = result
    const close = (actual: unknown, value: unknown) => expectClose(actual, value, tolerance)

    test('standard error and intervals', () => {
      close(unitVariance(result), expected.unit_variance)
      close(result.standardError, expected.se)
      close([result.interval?.low, result.interval?.high], expected.adj_wald95)
      close(ends(waldInterval(result, z)), expected.wald95)
      expectClose(ends(scoreInterval(result, z)), expected.score95, { relative: 0, absolute: 1e-4 })
    })

    test('shares, and the score after adding three answers', () => {
      const share = (count: number) => (100 * count) / n
      close(share(promoters), expected.pct_promoters)
      close(share(passives), expected.pct_passives)
      close(share(detractors), expected.pct_detractors)
      const adjusted = npsOf(promoters + 0.75, passives + 1.5, detractors + 0.75)
      close([adjusted.nps, adjusted.standardError], [expected.adj_nps, expected.adj_se])
    })
  })
})

const ends = ({ low, high }: { low: number; high: number }) => [low, high]

test('adjusted Wald adds ¾, 1½ and ¾, as published', () => {
  type Published = { id: string; expected: { add: [number, number, number] } }
  const { cases } = golden<{ cases: Published[] }>('published-answers')
  const add = cases.find(({ id }) => id === 'adjusted_wald_constants')?.expected.add ?? [0, 0, 0]
  const groups = { promoters: 12, passives: 5, detractors: 4 }
  const padded = { promoters: 12 + add[2], passives: 5 + add[1], detractors: 4 + add[0] }
  expect(add).toEqual([0.75, 1.5, 0.75])
  expectClose(ends(adjustedWaldInterval(groups, z)), ends(waldInterval(padded, z)), tolerance)
})

test('no answers give no score, rather than zero', () => {
  const empty = nps(new Array(11).fill(0))
  expect(empty).toEqual({
    n: 0,
    promoters: 0,
    passives: 0,
    detractors: 0,
    nps: null,
    mean: null,
    standardError: null,
    interval: null,
  })
})

test('the groups are cut below 7 and at 9', () => {
  const one = (answer: number) => npsGroups(Array.from({ length: 11 }, (_, i) => +(i === answer)))
  expect([6, 7, 8, 9].map(one)).toEqual([
    { promoters: 0, passives: 0, detractors: 1 },
    { promoters: 0, passives: 1, detractors: 0 },
    { promoters: 0, passives: 1, detractors: 0 },
    { promoters: 1, passives: 0, detractors: 0 },
  ])
})

test('one or two answers still have an honest, wide interval', () => {
  for (const counts of [
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ]) {
    const { interval } = nps(counts)
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(80)
  }
})

test('an interval never leaves −100..100, and names its method', () => {
  const all = nps([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
  expect(all).toMatchObject({ nps: 100, standardError: 0, mean: 10 })
  expect(all.interval).toMatchObject({ high: 100, confidence: 0.95, method: 'adjusted-wald' })
})

test('halves come out as halves: 67 of 200 is 33.5', () => {
  expect(nps([0, 0, 0, 0, 0, 0, 67, 133, 0, 0, 0]).nps).toBe(-33.5)
})

test('the mean is that of all answers', () => {
  expect(nps([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]).mean).toBe(5)
  expect(nps([0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 1]).mean).toBe(7.75)
})

test('more confidence means a wider interval', () => {
  const counts = [1, 0, 2, 0, 1, 3, 4, 6, 9, 10, 12]
  const width = (confidence: number) => {
    const { interval } = nps(counts, confidence)
    return (interval?.high ?? 0) - (interval?.low ?? 0)
  }
  expect(width(0.99)).toBeGreaterThan(width(0.95))
  expect(width(0.95)).toBeGreaterThan(width(0.8))
})

test('a million answers lose nothing to rounding', () => {
  const counts = [100_000, 0, 0, 0, 0, 0, 0, 200_000, 100_000, 250_001, 350_000]
  const exact = Number((1_000_000n * 100n * (250_001n + 350_000n - 100_000n)) / 1_000_001n) / 1e6
  expectClose(nps(counts).nps, exact, { relative: 0, absolute: 1e-6 })
})

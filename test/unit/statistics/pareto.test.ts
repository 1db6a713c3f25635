import { describe, expect, test } from 'vitest'
import { pareto, vitalFew, weighted } from '../../../statistics/pareto.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  category: string[]
  counts: number[]
  cumulative_pct: number[]
  vital_few_80: number
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('pareto')

test.each(cases)('$id agrees with R, whatever the order given', (expected) => {
  const given = expected.category.map((category, i) => ({
    category,
    count: expected.counts[i] ?? 0,
  }))
  const rows = pareto(given.toReversed())
  expect(rows.map(({ count }) => count)).toEqual(expected.counts)
  expectClose(
    rows.map(({ cumulative }) => 100 * cumulative),
    expected.cumulative_pct,
    tolerance,
  )
  expectClose(
    rows.map(({ share }) => share),
    expected.counts.map((count) => count / 7202),
    tolerance,
  )
  expect(vitalFew(rows)).toBe(expected.vital_few_80)
})

describe('edges', () => {
  test('no complaints, no rows and none needed', () => {
    expect(pareto([])).toEqual([])
    expect(pareto([{ category: 'delivery', count: 0 }])).toEqual([])
    expect(vitalFew([])).toBe(0)
  })

  test('one category is all of it', () => {
    const rows = pareto([{ category: 'delivery', count: 3 }])
    expect(rows).toEqual([{ category: 'delivery', count: 3, share: 1, cumulative: 1 }])
    expect(vitalFew(rows)).toBe(1)
  })

  test('equal counts are in the order of their names', () => {
    const rows = pareto(['staff', 'billing', 'price'].map((category) => ({ category, count: 2 })))
    expect(rows.map(({ category }) => category)).toEqual(['billing', 'price', 'staff'])
  })

  test('80 % met exactly is enough', () => {
    const rows = pareto([
      { category: 'a', count: 8 },
      { category: 'b', count: 2 },
    ])
    expect(vitalFew(rows)).toBe(1)
    // (0.6 + 0.6) / 1.5 is 0.7999999999999999 in a double.
    const costs = [0.6, 0.6, 0.3].map((count, n) => ({ category: `${n}`, count }))
    expect(vitalFew(pareto(costs))).toBe(2)
  })

  test('the last cumulative share is exactly 1', () => {
    const rows = pareto([0.1, 0.2, 0.3].map((count, i) => ({ category: `${i}`, count })))
    expect(rows.at(-1)?.cumulative).toBe(1)
  })
})

test('weighted by customer value, a rare complaint of key customers can come first', () => {
  const counts = [
    { category: 'delivery', group: 'small', count: 10 },
    { category: 'billing', group: 'key', count: 3 },
    { category: 'billing', group: 'small', count: 1 },
    { category: 'staff', group: 'unknown', count: 2 },
  ]
  expect(
    pareto(weighted(counts, { key: 5, small: 1 })).map(({ category, count }) => [category, count]),
  ).toEqual([
    ['billing', 16],
    ['delivery', 10],
    ['staff', 2],
  ])
})

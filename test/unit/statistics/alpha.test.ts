import { describe, expect, test } from 'vitest'
import { alpha, alphaLabel, standardisedAlpha } from '../../../statistics/alpha.ts'
import { type CrossSums, correlationMatrix } from '../../../statistics/cross-sums.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  n: number
  k: number
  alpha: number
  alpha_standardised: number
  mean_inter_item_r: number
  feldt95: [number, number]
  item_sums: number[]
  item_sums_sq: number[]
  total_sum: number
  total_sum_sq: number
  cross_sums: CrossSums
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('alpha')

describe('agrees with R, package psych', () => {
  test.each(cases)('$id', (expected) => {
    const result = alpha({
      n: expected.n,
      sums: expected.item_sums,
      sumsOfSquares: expected.item_sums_sq,
      totalSum: expected.total_sum,
      totalSumOfSquares: expected.total_sum_sq,
    })
    expect([result.n, result.k]).toEqual([expected.n, expected.k])
    expectClose(result.alpha, expected.alpha, tolerance)
    expectClose([result.interval?.low, result.interval?.high], expected.feldt95, tolerance)
    expectClose(standardisedAlpha(expected.cross_sums), expected.alpha_standardised, tolerance)
    const r = correlationMatrix(expected.cross_sums) ?? []
    const among = r.flatMap((row, i) => row.slice(i + 1))
    const meanR = among.reduce((sum, each) => sum + each, 0) / among.length
    expectClose(meanR, expected.mean_inter_item_r, tolerance)
    // For two items Spearman-Brown and standardised alpha are the same number.
    const stepped = expected.k === 2 ? expected.alpha_standardised : null
    expectClose(result.spearmanBrown, stepped, tolerance)
  })
})

test('items that always agree have an alpha of 1', () => {
  // Answers 1, 2, 3 to both of two items.
  const sums = { n: 3, sums: [6, 6], sumsOfSquares: [14, 14], totalSum: 12, totalSumOfSquares: 56 }
  expect(alpha(sums)).toMatchObject({ alpha: 1, spearmanBrown: 1, interval: { low: 1, high: 1 } })
})

test('one item, one respondent or equal totals have no alpha', () => {
  const none = { alpha: null, interval: null, spearmanBrown: null }
  expect(
    alpha({ n: 9, sums: [30], sumsOfSquares: [110], totalSum: 30, totalSumOfSquares: 110 }),
  ).toMatchObject({ k: 1, ...none })
  expect(
    alpha({ n: 1, sums: [3, 4], sumsOfSquares: [9, 16], totalSum: 7, totalSumOfSquares: 49 }),
  ).toMatchObject({ n: 1, ...none })
  expect(
    alpha({ n: 2, sums: [3, 3], sumsOfSquares: [5, 5], totalSum: 6, totalSumOfSquares: 18 }),
  ).toMatchObject(none)
  expect(standardisedAlpha({ n: 2, sums: [6, 3], products: [18, 9, 5] })).toBeNull()
})

test('alpha in words', () => {
  expect([-0.2, 0.59, 0.6, 0.7, 0.95, 0.951].map(alphaLabel)).toEqual([
    'poor',
    'poor',
    'questionable',
    'good',
    'good',
    'redundant',
  ])
})

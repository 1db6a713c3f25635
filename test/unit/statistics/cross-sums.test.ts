import { expect, test } from 'vitest'
import { correlationMatrix, crossSumsOf, productIndex } from '../../../statistics/cross-sums.ts'

test('products are kept row by row, each pair once', () => {
  expect(crossSumsOf([2, 3, 5])).toEqual({
    n: 1,
    sums: [2, 3, 5],
    products: [4, 6, 10, 9, 15, 25],
  })
  const { products } = crossSumsOf([2, 3, 5, 7])
  const scores = [2, 3, 5, 7]
  for (const [a, x] of scores.entries()) {
    for (const [b, y] of scores.entries()) expect(products[productIndex(a, b, 4)]).toBe(x * y)
  }
})

test('scores that move together correlate by 1, opposite ones by −1', () => {
  // Respondents (1, 2, 3), (2, 4, 2), (3, 6, 1).
  const sums = { n: 3, sums: [6, 12, 6], products: [14, 28, 10, 56, 20, 14] }
  const matrix = correlationMatrix(sums)?.map((row) => row.map((r) => Math.round(r * 1e12) / 1e12))
  expect(matrix).toEqual([
    [1, 1, -1],
    [1, 1, -1],
    [-1, -1, 1],
  ])
})

test('a score that never varies, or one respondent, has no correlations', () => {
  expect(correlationMatrix({ n: 3, sums: [6, 3], products: [14, 6, 3] })).toBeNull()
  expect(correlationMatrix(crossSumsOf([1, 2]))).toBeNull()
})

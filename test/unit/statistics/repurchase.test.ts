import { expect, test } from 'vitest'
import { npsGroupOf, repurchase } from '../../../statistics/repurchase.ts'

const today = 1000
const answer = (score: number, daysAgo: number, boughtAfter: number | null) => ({
  score,
  answeredOn: today - daysAgo,
  boughtOn: boughtAfter === null ? null : today - daysAgo + boughtAfter,
})

test('counts purchases within 90 days, by group', () => {
  const result = repurchase(
    [
      answer(9, 200, 10),
      answer(10, 200, 90),
      answer(9, 200, 91),
      answer(7, 91, 1),
      answer(0, 300, null),
    ],
    today,
  )
  expect(result.promoters).toMatchObject({ n: 3, successes: 2 })
  expect(result.passives).toMatchObject({ n: 1, successes: 1 })
  expect(result.detractors).toMatchObject({ n: 1, successes: 0, share: 0 })
})

test('answers whose 90 days are not over are left out, even when they bought', () => {
  const result = repurchase([answer(9, 90, 5), answer(9, 3, null)], today)
  expect(result.tooRecent).toBe(2)
  expect(result.promoters).toMatchObject({ n: 0, share: null, interval: null })
})

test('groups are cut as the score is', () => {
  expect([0, 6, 7, 8, 9, 10].map(npsGroupOf)).toEqual([
    'detractors',
    'detractors',
    'passives',
    'passives',
    'promoters',
    'promoters',
  ])
})

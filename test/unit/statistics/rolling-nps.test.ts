/** Scores of several periods together. */
import { expect, test } from 'vitest'
import { npsOf } from '../../../statistics/nps.ts'
import { rollingNps } from '../../../statistics/rolling-nps.ts'

const periods = [
  { promoters: 5, passives: 3, detractors: 2 },
  { promoters: 0, passives: 0, detractors: 0 },
  { promoters: 10, passives: 0, detractors: 30 },
  { promoters: 1, passives: 0, detractors: 0 },
]

test('answers of periods are added up, and each score has the interval of all of them', () => {
  expect(rollingNps(periods, 3, 0.9)).toEqual([
    npsOf(5, 3, 2, 0.9),
    npsOf(5, 3, 2, 0.9),
    npsOf(15, 3, 32, 0.9),
    npsOf(11, 0, 30, 0.9),
  ])
})

test('one period alone is its own score, and of nobody there is none', () => {
  expect(rollingNps(periods, 1).map(({ nps }) => nps)).toEqual([30, null, -50, 100])
  expect(rollingNps([], 4)).toEqual([])
})

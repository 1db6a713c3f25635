import { expect, test } from 'vitest'
import { benjaminiHochberg } from '../../../statistics/multiple-comparisons.ts'
import { npsDifference } from '../../../statistics/nps-difference.ts'
import { npsSegments } from '../../../statistics/nps-segments.ts'
import { expectClose } from '../../support/golden.ts'

const histogram = (promoters: number, passives: number, detractors: number) => [
  detractors,
  ...new Array(6).fill(0),
  passives,
  0,
  0,
  promoters,
]
const sum = (all: readonly number[][]) =>
  all.reduce((total, counts) => total.map((count, i) => count + (counts[i] ?? 0)))

const usual = histogram(100, 60, 40)
const worse = histogram(20, 30, 50)
const small = histogram(0, 2, 20)

test('each segment is compared with everyone else, not with the total', () => {
  const total = sum([usual, worse])
  const [first] = npsSegments([usual, worse], total)
  expect(first?.difference).toEqual(npsDifference(usual, worse))
})

test('a segment that stands out is named, a usual one is not', () => {
  const panel = [worse, usual, usual, usual, usual, usual]
  const verdicts = npsSegments(panel, sum(panel)).map(({ verdict }) => verdict)
  expect(verdicts[0]).toBe('lower')
  expect(new Set(verdicts.slice(1))).toEqual(new Set(['no-clear-difference']))
})

test('segments under 30 answers get no verdict and do not widen the family', () => {
  const panel = [worse, usual, small]
  const result = npsSegments(panel, sum(panel))
  expect(result[2]).toMatchObject({ adjustedP: null, verdict: 'too-few' })
  expect(result[2]?.difference?.p).toBeLessThan(0.05)
  const pair = result.slice(0, 2).map(({ difference }) => difference?.p ?? 1)
  expectClose(
    result.slice(0, 2).map(({ adjustedP }) => adjustedP),
    benjaminiHochberg(pair),
    { relative: 1e-12, absolute: 0 },
  )
})

test('the only segment has nobody to be compared with', () => {
  expect(npsSegments([usual], usual)).toEqual([
    { difference: null, adjustedP: null, verdict: 'too-few' },
  ])
  expect(npsSegments([], usual)).toEqual([])
})

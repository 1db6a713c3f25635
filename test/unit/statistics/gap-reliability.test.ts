import { expect, test } from 'vitest'
import { gapReliability } from '../../../statistics/gap-reliability.ts'
import { expectClose } from '../../support/golden.ts'

const part = (alpha: number, standardDeviation = 1) => ({ alpha, standardDeviation })

test('uncorrelated parts of equal spread give their mean reliability', () => {
  expectClose(gapReliability(part(0.8), part(0.9), 0), 0.85, { relative: 1e-12, absolute: 0 })
})

// (.8 + .8 − 2 · .6) / (2 − 2 · .6) = .4 / .8.
test('the more the parts correlate, the less reliable their difference', () => {
  expectClose(gapReliability(part(0.8), part(0.8), 0.6), 0.5, { relative: 1e-12, absolute: 0 })
})

test('a gap that never varies has no reliability', () => {
  expect(gapReliability(part(0.8), part(0.9), 1)).toBeNull()
  expect(gapReliability(part(0.8, 0), part(0.9, 0), 0)).toBeNull()
})

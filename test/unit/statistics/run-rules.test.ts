import { describe, expect, test } from 'vitest'
import { runsTest } from '../../../statistics/anhoej.ts'
import { breaksOf } from '../../../statistics/run-rules.ts'
import { golden } from '../../support/golden.ts'
import { expectRules, type RulesCase } from './rules-case.ts'

const { cases } = golden<{ cases: (RulesCase & { id: string; input: number[] })[] }>('run-rules')

test.each(cases)('run rules of $id agree with the reference', ({ input, ...expected }) => {
  expectRules(input, expected)
})

describe('run rules', () => {
  test('nothing breaks no rule', () => {
    expect(breaksOf('beyond-limits', [])).toEqual([])
    expect(breaksOf('six-in-a-trend', [])).toEqual([])
  })

  test('a single point can only be too far out', () => {
    expect(breaksOf('beyond-limits', [3.1])).toEqual([0])
    expect(breaksOf('two-of-three', [3.1])).toEqual([])
  })

  test('a point exactly on a limit is still within it', () => {
    expect(breaksOf('beyond-limits', [3, -3])).toEqual([])
    expect(breaksOf('two-of-three', [2, 2, 2])).toEqual([])
    expect(breaksOf('two-of-three', [2.5, 2.5, 2])).toEqual([])
  })

  test('a run goes on across a period without exposure', () => {
    const run = [0.5, 0.5, 0.5, 0.5, null, 0.5, 0.5, 0.5, 0.5, 0.5]
    expect(breaksOf('nine-one-side', run)).toEqual([9])
    expect(breaksOf('beyond-limits', [null, 4])).toEqual([1])
  })

  test('eight far from the centre avoid it only if they lie on both sides', () => {
    const high = Array(8).fill(1.5)
    expect(breaksOf('eight-avoiding', high)).toEqual([])
    expect(breaksOf('eight-avoiding', high.with(3, -1.5))).toEqual([7])
  })

  test('a level step ends a trend and an alternation', () => {
    expect(breaksOf('six-in-a-trend', [1, 2, 3, 3, 4, 5, 6])).toEqual([])
    const seesaw = Array.from({ length: 14 }, (_, i) => i % 2)
    expect(breaksOf('fourteen-alternating', seesaw)).toEqual([13])
    expect(breaksOf('fourteen-alternating', seesaw.with(13, 0))).toEqual([])
  })
})

describe('runs and crossings', () => {
  test('points on the line say nothing', () => {
    expect(runsTest([0, null, 0])).toBeNull()
    expect(runsTest([])).toBeNull()
  })

  test('one useful point is one run', () => {
    expect(runsTest([0.3, 0])).toEqual({
      usefulPoints: 1,
      longestRun: 1,
      longestRunLimit: 3,
      crossings: 0,
      crossingsLimit: 0,
    })
  })

  // 5 % point of Binomial(1999, ½): 1999/2 − 1.645 √1999/2 = 962.7.
  test('the limit of crossings is found for series longer than a double’s exponent', () => {
    const long = Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 1 : -1))
    expect(runsTest(long)?.crossingsLimit).toBe(963)
  })
})

import { describe, expect, test } from 'vitest'
import type { Moments } from '../../../statistics/mean.ts'
import { proportionDifference } from '../../../statistics/proportion.ts'
import { recovery, recoveryOfShares } from '../../../statistics/recovery.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  recovered_satisfied: number[]
  no_problem: number[]
  diff: number
  t: number
  df: number
  p_two_sided: number
  ci95: [number, number]
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('zone-and-recovery')

const momentsOf = (values: readonly number[]): Moments => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
})

describe('agrees with R', () => {
  test.each(cases.filter(({ id }) => id.startsWith('recovery')))('$id', (expected) => {
    const recovered = momentsOf(expected.recovered_satisfied)
    const noProblem = momentsOf(expected.no_problem)
    const result = recovery({ recovered, complainants: recovered, noProblem }).recovered
    const { estimate, t, degreesOfFreedom, p, low, high } = result.difference ?? {}
    expectClose(
      [estimate, t, degreesOfFreedom, p],
      [expected.diff, expected.t, expected.df, expected.p_two_sided],
      tolerance,
    )
    expectClose([low, high], expected.ci95, tolerance)
    expect(result).toMatchObject({ n: [10, 12], verdict: 'too-few' })
  })
})

test('the picked group may look happier while all who complained are not', () => {
  const group = (n: number, ...values: number[]) =>
    momentsOf(Array.from({ length: n }, (_, i) => values[i % values.length] ?? 0))
  const result = recovery({
    recovered: group(30, 9, 10),
    complainants: group(60, 9, 10, 3, 4),
    noProblem: group(200, 8, 9),
  })
  expect(result.recovered.verdict).toBe('higher')
  expect(result.complainants.verdict).toBe('lower')
})

test('nobody to compare with gives no difference', () => {
  const nobody = momentsOf([])
  const result = recovery({ recovered: nobody, complainants: nobody, noProblem: momentsOf([8, 9]) })
  expect(result.recovered).toEqual({ n: [0, 2], difference: null, verdict: 'too-few' })
})

describe('of shares', () => {
  const noProblem = { successes: 20, trials: 100 }

  test('is Newcombe’s difference, with a verdict from thirty on', () => {
    const recovered = { successes: 18, trials: 30 }
    const result = recoveryOfShares({ recovered, complainants: noProblem, noProblem })
    expect(result.recovered).toEqual({
      n: [30, 100],
      difference: proportionDifference(recovered, noProblem),
      verdict: 'higher',
    })
    expect(result.complainants.verdict).toBe('no-clear-difference')
    const few = { successes: 18, trials: 29 }
    expect(
      recoveryOfShares({ recovered: few, complainants: few, noProblem }).recovered.verdict,
    ).toBe('too-few')
  })

  test('of nobody is no difference', () => {
    const nobody = { successes: 0, trials: 0 }
    const result = recoveryOfShares({ recovered: nobody, complainants: nobody, noProblem })
    expect(result.recovered).toEqual({ n: [0, 100], difference: null, verdict: 'too-few' })
  })
})

/** Run-rule hits as the reference files list them, for the tests of charts and of the rules. */
import { expect } from 'vitest'
import { runsTest } from '../../../statistics/anhoej.ts'
import { breaksOf, type RunRule } from '../../../statistics/run-rules.ts'

export type RulesCase = Record<keyof typeof names, number[]> & {
  anhoej: {
    n_useful: number
    longest_run: number
    longest_run_limit: number
    crossings: number
    crossings_limit: number
  }
}

const names = {
  r1: 'beyond-limits',
  r2: 'nine-one-side',
  r2_we8: 'eight-one-side',
  r3: 'six-in-a-trend',
  r4: 'fourteen-alternating',
  r5: 'two-of-three',
  r6: 'four-of-five',
  r7: 'fifteen-hugging',
  r8: 'eight-avoiding',
} satisfies Record<string, RunRule>

/** Every rule is broken where the reference says, which counts points from 1; and so for the runs. */
export function expectRules(z: readonly (number | null)[], expected: RulesCase) {
  const hits = Object.entries(names).map(([short, rule]) => [short, breaksOf(rule, z).map(fromOne)])
  const { anhoej, ...rest } = expected
  expect(Object.fromEntries(hits)).toEqual(onlyRules(rest))
  expect(runsTest(z)).toEqual({
    usefulPoints: anhoej.n_useful,
    longestRun: anhoej.longest_run,
    longestRunLimit: anhoej.longest_run_limit,
    crossings: anhoej.crossings,
    crossingsLimit: anhoej.crossings_limit,
  })
}

const fromOne = (index: number) => index + 1

const onlyRules = (some: object) =>
  Object.fromEntries(Object.entries(some).filter(([name]) => name in names))

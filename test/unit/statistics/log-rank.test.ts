import { expect, test } from 'vitest'
import type { Duration } from '../../../statistics/kaplan-meier.ts'
import { logRank } from '../../../statistics/log-rank.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Counts = [days: number, resolved: number, open: number][]

const {
  cases,
  logRank: expected,
  tolerance,
} = golden<{
  cases: { id: string; durations: Counts }[]
  logRank: {
    rest: Counts
    chisq: number
    df: number
    p_two_sided: number
    observed: number[]
    expected: number[]
  }
  tolerance: Tolerance
}>('kaplan-meier')

test('housing against all other complaints agrees with R’s survdiff', () => {
  const housing = cases.find(({ id }) => id === 'd06_as_of_2019-06-30_Housing and Buildings')
  const result = logRank(durationsOf(expected.rest), durationsOf(housing?.durations ?? []))
  expectClose(result?.chiSquare, expected.chisq, tolerance)
  // So small that an absolute tolerance would pass 0.
  expectClose(result?.p, expected.p_two_sided, { relative: 1e-6, absolute: 0 })
  expectClose(result?.observed, expected.observed, tolerance)
  expectClose(result?.expected, expected.expected, tolerance)
  expect(result?.degreesOfFreedom).toBe(expected.df)
})

test('a group against itself shows no difference', () => {
  const group = [
    { days: 1, resolved: 3, open: 1 },
    { days: 4, resolved: 2, open: 2 },
  ]
  expect(logRank(group, group)).toMatchObject({ chiSquare: 0, p: 1 })
})

// With one complaint each, one resolved first: expected ½, variance ½ · ½.
test('two complaints are the smallest test there is', () => {
  const [first, second] = [1, 2].map((days) => [{ days, resolved: 1, open: 0 }])
  expect(logRank(first ?? [], second ?? [])).toMatchObject({
    chiSquare: 1,
    observed: [1, 1],
    expected: [0.5, 1.5],
  })
})

test('groups that cannot be told apart give no test', () => {
  const open = [{ days: 5, resolved: 0, open: 4 }]
  expect(logRank([], [])).toBeNull()
  expect(logRank(open, open)).toBeNull()
  expect(logRank([{ days: 2, resolved: 4, open: 0 }], [])).toBeNull()
  expect(
    logRank([{ days: 2, resolved: 1, open: 0 }], [{ days: 1, resolved: 0, open: 1 }]),
  ).toBeNull()
})

test('dates in the wrong order have no part in it', () => {
  const [fast, slow] = [
    [{ days: 1, resolved: 6, open: 0 }],
    [
      { days: 1, resolved: 1, open: 0 },
      { days: 9, resolved: 5, open: 0 },
    ],
  ]
  const wrong = { days: -3, resolved: 5, open: 0 }
  expect(logRank([...fast, wrong], slow)).toEqual(logRank(fast, slow))
})

function durationsOf(counts: Counts): Duration[] {
  return counts.map(([days, resolved, open]) => ({ days, resolved, open }))
}

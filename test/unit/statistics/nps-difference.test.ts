import { describe, expect, test } from 'vitest'
import { npsDifference } from '../../../statistics/nps-difference.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  hist_a: number[]
  hist_b: number[]
  diff: number
  se: number
  z: number
  p_two_sided: number
  wald95: [number, number]
  mover95: [number, number]
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('nps-difference')

describe('agrees with R', () => {
  test.each(cases)('$id', (expected) => {
    const difference = npsDifference(expected.hist_a, expected.hist_b)
    const { estimate = 0, standardError = 0, z, p, low, high } = difference ?? {}
    expectClose([estimate, standardError, z], [expected.diff, expected.se, expected.z], tolerance)
    expectClose(p, expected.p_two_sided, { relative: 1e-6, absolute: 0 })
    expectClose([low, high], expected.mover95, tolerance)
    const half = 1.959963984540054 * standardError
    expectClose([estimate - half, estimate + half], expected.wald95, tolerance)
  })
})

const nobody = new Array(11).fill(0)
const promoters = [...nobody.slice(1), 40]
const detractors = [40, ...nobody.slice(1)]

test('nothing can be compared with no answers', () => {
  expect(npsDifference(nobody, promoters)).toBeNull()
  expect(npsDifference(promoters, nobody)).toBeNull()
})

test('groups without any spread have an interval but no test', () => {
  expect(npsDifference(promoters, detractors)).toMatchObject({
    estimate: 200,
    standardError: 0,
    z: null,
    p: null,
    high: 200,
  })
})

test('swapping the groups turns the sign and nothing else', () => {
  const one = npsDifference([1, 0, 0, 0, 0, 3, 2, 5, 6, 7, 9], [2, 0, 0, 0, 0, 1, 2, 9, 6, 7, 3])
  const two = npsDifference([2, 0, 0, 0, 0, 1, 2, 9, 6, 7, 3], [1, 0, 0, 0, 0, 3, 2, 5, 6, 7, 9])
  const exact = { relative: 0, absolute: 1e-12 }
  expectClose([two?.low, two?.high], [-(one?.high ?? 0), -(one?.low ?? 0)], exact)
  expectClose(two?.p, one?.p, exact)
})

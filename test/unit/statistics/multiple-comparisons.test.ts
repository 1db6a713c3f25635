import { describe, expect, test } from 'vitest'
import { benjaminiHochberg, holm } from '../../../statistics/multiple-comparisons.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  input: number[]
  p_adjusted_bh: number[]
  p_adjusted_holm: number[]
  rejected_bh_05: number[]
  rejected_raw_05?: number
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('multiple-comparisons')
const places = (p: readonly number[]) => p.flatMap((value, i) => (value <= 0.05 ? [i + 1] : []))

describe('agrees with R', () => {
  test.each(cases)('$id', (expected) => {
    const adjusted = benjaminiHochberg(expected.input)
    expectClose(adjusted, expected.p_adjusted_bh, tolerance)
    expectClose(holm(expected.input), expected.p_adjusted_holm, tolerance)
    expect(places(adjusted)).toEqual(expected.rejected_bh_05)
    const raw = expected.rejected_raw_05 ?? places(expected.input).length
    expect(places(expected.input)).toHaveLength(raw)
  })
})

test("Benjamini and Hochberg's own example keeps 4 of 15, Bonferroni 3", () => {
  type Published = { id: string; expected: { bh: number; bonferroni: number } }
  const { cases: published } = golden<{ cases: Published[] }>('published-answers')
  const printed = published.find(({ id }) => id === 'benjamini_hochberg_1995')?.expected
  const input = cases.find(({ id }) => id.startsWith('benjamini'))?.input ?? []
  expect(places(benjaminiHochberg(input))).toHaveLength(printed?.bh ?? 0)
  expect(places(input.map((p) => p * input.length))).toHaveLength(printed?.bonferroni ?? 0)
})

test('what could not be tested stays unknown and does not widen the family', () => {
  expect(benjaminiHochberg([0.04, null, 0.01])).toEqual([0.04, null, 0.02])
  expect(holm([0.04, null, 0.01])).toEqual([0.04, null, 0.02])
})

test('one comparison needs no correction, none gives none', () => {
  expect(benjaminiHochberg([0.03])).toEqual([0.03])
  expect(holm([0.03])).toEqual([0.03])
  expect(benjaminiHochberg([])).toEqual([])
  expect(holm([])).toEqual([])
})

import { describe, expect, test } from 'vitest'
import {
  type Duration,
  kaplanMeier,
  openAfter,
  resolvedBy,
  resolvedWithin,
  restrictedMean,
} from '../../../statistics/kaplan-meier.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  id: string
  n: number
  events: number
  censored: number
  median: number | null
  median_lower95: number | null
  median_upper95: number | null
  q25: number | null
  q75: number | null
  surv: {
    t: number
    s: number
    std_err: number
    lower95: number
    upper95: number
    at_risk: number
  }[]
  rmst90: number | null
  naive_median_of_closed: number
  durations: [days: number, resolved: number, open: number][]
}

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('kaplan-meier')

describe('agrees with R, package survival', () => {
  describe.each(cases)('$id', (expected) => {
    const survival = kaplanMeier(durationsOf(expected))

    test('counts', () => {
      expect(survival).toMatchObject({
        n: expected.n,
        resolved: expected.events,
        open: expected.censored,
      })
    })

    test('median with its interval, and quartiles', () => {
      expect(resolvedWithin(survival, 0.5)).toEqual({
        days: expected.median,
        low: expected.median_lower95,
        high: expected.median_upper95,
      })
      expect(resolvedWithin(survival, 0.25).days).toBe(expected.q25)
      expect(resolvedWithin(survival, 0.75).days).toBe(expected.q75)
    })

    test.each(expected.surv)('the share open after $t days, with its interval', (at) => {
      const { open, standardError, low, high, atRisk } = openAfter(survival, at.t)
      expectClose(
        [open, standardError, low, high, atRisk],
        [at.s, at.std_err, at.lower95, at.upper95, at.at_risk],
        tolerance,
      )
    })

    test('average days open within 90 days', () => {
      expectClose(restrictedMean(survival, 90), expected.rmst90, tolerance)
    })

    test('the median of the closed ones alone never takes longer', () => {
      expect(medianOfClosed(expected)).toBe(expected.naive_median_of_closed)
      expect(expected.naive_median_of_closed).toBeLessThanOrEqual(expected.median ?? Infinity)
    })
  })
})

// Freireich et al. (1963), as printed in textbooks.
test('the printed curve of the 6-MP trial', () => {
  const trial = cases.find(({ id }) => id.startsWith('freireich'))
  const [printed] = golden<{ cases: { id: string; expected: number[] }[] }>(
    'published-charts',
  ).cases.filter(({ id }) => id.startsWith('freireich'))
  if (trial === undefined || printed === undefined) throw new Error('reference case missing')
  const survival = kaplanMeier(durationsOf(trial))
  const rounding = { relative: 0, absolute: 0.0005 }
  expectClose(
    [6, 7, 10, 13, 16, 22, 23].map((week) => openAfter(survival, week).open),
    printed.expected,
    rounding,
  )
})

describe('edges', () => {
  test('no complaint at all', () => {
    const none = kaplanMeier([])
    expect(none).toEqual({ n: 0, resolved: 0, open: 0, dropped: 0, steps: [] })
    expect(resolvedWithin(none, 0.5)).toEqual({ days: null, low: null, high: null })
    expect(resolvedBy(none, 7)).toBeNull()
    expect(restrictedMean(none)).toBeNull()
  })

  test('one resolved complaint: all are resolved by its age, with no interval to be had', () => {
    const one = kaplanMeier([{ days: 3, resolved: 1, open: 0 }])
    expect(resolvedWithin(one, 0.5)).toEqual({ days: 3, low: null, high: null })
    expect(resolvedBy(one, 1)?.share).toBe(0)
    expect(resolvedBy(one, 30)).toEqual({ share: 1, low: null, high: null })
    expect(restrictedMean(one)).toBe(3)
  })

  test('one open complaint: nothing is known beyond its age', () => {
    const one = kaplanMeier([{ days: 10, resolved: 0, open: 1 }])
    expect(resolvedBy(one, 7)).toEqual({ share: 0, low: 0, high: 0 })
    expect(resolvedBy(one, 11)).toBeNull()
    expect(restrictedMean(one)).toBeNull()
    expect(restrictedMean(one, 10)).toBe(10)
  })

  test('complaints closed before they were opened are dropped and counted', () => {
    const some = kaplanMeier([
      { days: -2, resolved: 3, open: 0 },
      { days: 1, resolved: 1, open: 0 },
    ])
    expect(some).toMatchObject({ n: 1, dropped: 3 })
  })

  test('an age may come in parts and in any order', () => {
    const [early, late] = [
      { days: 1, resolved: 2, open: 0 },
      { days: 4, resolved: 1, open: 1 },
    ]
    expect(kaplanMeier([late, early, early])).toEqual(
      kaplanMeier([{ days: 1, resolved: 4, open: 0 }, late]),
    )
  })

  // After 12 of 24 the product of 23/24 · 22/23 … is 0.5000000000000001 in a double.
  test('half resolved is half resolved, a rounding error notwithstanding', () => {
    const durations = Array.from({ length: 12 }, (_, i) => ({ days: i + 1, resolved: 1, open: 0 }))
    const survival = kaplanMeier([...durations, { days: 40, resolved: 0, open: 12 }])
    expect(resolvedWithin(survival, 0.5).days).toBe(12)
  })

  test('while nothing is resolved, all are open', () => {
    const survival = kaplanMeier([
      { days: 1, resolved: 0, open: 1 },
      { days: 5, resolved: 1, open: 1 },
    ])
    expect(openAfter(survival, 1)).toMatchObject({ open: 1, standardError: 0, low: 1, high: 1 })
  })

  test('cases open at the very age of a resolution count as at risk then', () => {
    const { steps } = kaplanMeier([{ days: 5, resolved: 1, open: 1 }])
    expect(steps[0]).toMatchObject({ atRisk: 2, open: 0.5 })
  })

  test('the share resolved is the mirror of the share open, interval included', () => {
    const survival = kaplanMeier([
      { days: 1, resolved: 4, open: 1 },
      { days: 9, resolved: 2, open: 6 },
    ])
    const [done, left] = [resolvedBy(survival, 1), openAfter(survival, 1)]
    expect(done?.share).toBe(1 - left.open)
    expect([done?.low, done?.high]).toEqual([1 - (left.high ?? 0), 1 - (left.low ?? 0)])
  })

  test('more confidence makes a wider interval', () => {
    const durations = [{ days: 1, resolved: 5, open: 5 }]
    const width = (confidence: number) => {
      const [step] = kaplanMeier(durations, confidence).steps
      return (step?.high ?? 0) - (step?.low ?? 0)
    }
    expect(width(0.99)).toBeGreaterThan(width(0.9))
  })
})

function durationsOf({ durations }: Case): Duration[] {
  return durations.map(([days, resolved, open]) => ({ days, resolved, open }))
}

function medianOfClosed({ durations }: Case): number {
  const closed = durations
    .flatMap(([days, resolved]) => Array<number>(resolved).fill(days))
    .sort((a, b) => a - b)
  const middle = (closed.length - 1) / 2
  return ((closed[Math.floor(middle)] ?? 0) + (closed[Math.ceil(middle)] ?? 0)) / 2
}

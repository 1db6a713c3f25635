import { describe, expect, test } from 'vitest'
import {
  complaintFree,
  freeSpells,
  gChart,
  geometricQuantile,
  tChart,
} from '../../../statistics/rare-events.ts'
import { expectClose } from '../../support/golden.ts'
import { casesOf, tolerance } from './time-charts-cases.ts'

type TCase = {
  transformed: number[]
  cl: number
  ucl: number
  lcl: number
  mr_bar: number
  signals: number[]
}
type GCase = {
  mean: number
  ucl3: number
  lcl3: number
  p_hat: number
  median_limit: number
  prob_ucl: number
  signals3: number[]
}

test.each(casesOf<TCase>(/_tchart/))('$id agrees with qicharts2', (expected) => {
  const chart = tChart(expected.input)
  expectClose(chart?.transformed, expected.transformed, tolerance)
  expectClose(
    [chart?.centre, chart?.low, chart?.high, chart?.meanRange],
    [expected.cl, expected.lcl, expected.ucl, expected.mr_bar],
    tolerance,
  )
  expect(outside(expected.input, chart)).toEqual(expected.signals)
})

test.each(casesOf<GCase>(/_gchart/))('$id agrees with the reference', (expected) => {
  const chart = gChart(expected.input)
  expectClose(
    [chart?.mean, chart?.high, chart?.low, chart?.probability],
    [expected.mean, expected.ucl3, expected.lcl3, expected.p_hat],
    tolerance,
  )
  expect([chart?.median, chart?.probabilityHigh]).toEqual([
    expected.median_limit,
    expected.prob_ucl,
  ])
  expect(outside(expected.input, chart)).toEqual(expected.signals3)
})

describe('complaint-free days', () => {
  test('without a complaint all days are free, and there is nothing to compare them with', () => {
    expect(complaintFree([0, 0, 0])).toEqual({
      current: 3,
      longest: 3,
      mean: null,
      usualMost: null,
      unusual: false,
    })
    expect(complaintFree([])).toMatchObject({ current: 0, longest: 0 })
  })

  test('a complaint today means no free days, whatever the record', () => {
    expect(complaintFree([0, 0, 0, 0, 1])).toMatchObject({ current: 0, longest: 4, mean: 4 })
  })

  test('closed days are neither free nor the end of a spell', () => {
    expect(freeSpells([0, null, null, 0, 2, null, 0])).toEqual({ finished: [2], current: 1 })
  })

  test('a spell longer than 95 % of what the past makes likely is unusual', () => {
    // Spells of 1 day: p = ½, and P(more than 4) = ½⁵ = 3 %, P(more than 3) = 6 %.
    const past = [0, 1, 0, 1, 0, 1]
    expect(complaintFree([...past, 0, 0, 0, 0])).toMatchObject({ usualMost: 4, unusual: false })
    expect(complaintFree([...past, 0, 0, 0, 0, 0])).toMatchObject({ current: 5, unusual: true })
  })
})

describe('little to go by', () => {
  test('no finished spell, no g chart; one time, no t chart', () => {
    expect(gChart([])).toBeNull()
    expect(tChart([5])).toBeNull()
    expect(tChart([])).toBeNull()
  })

  test('complaints every single day leave no free spell to be longer than', () => {
    expect(gChart([0, 0, 0])).toMatchObject({
      mean: 0,
      high: 0,
      probability: 1,
      probabilityHigh: 0,
    })
  })

  test('a share that is met exactly is not pushed to the next number', () => {
    // P(X ≤ k) = 1 − ½^(k+1) is exactly 0.5, 0.75, 0.875 at 0, 1, 2; 1 − 0.8¹² needs the hair.
    expect([0.5, 0.75, 0.875].map((share) => geometricQuantile(share, 0.5))).toEqual([0, 1, 2])
    expect(geometricQuantile(1 - 0.8 ** 12, 0.2)).toBe(11)
  })
})

/** Places, counted from 1, of what lies outside the limits. */
function outside(values: readonly number[], chart: { low: number; high: number } | null) {
  if (chart === null) throw new Error('there is a chart')
  return values.flatMap((value, i) => (value > chart.high || value < chart.low ? i + 1 : []))
}

import { describe, expect, test } from 'vitest'
import {
  effectLabel,
  gap,
  gapMoments,
  gapOfScores,
  type PairSums,
  unpairedGap,
} from '../../../statistics/gap.ts'
import { type Moments, meanDifference } from '../../../statistics/mean.ts'
import { pomp, pompOfDifference } from '../../../statistics/pomp.ts'
import {
  expectClose,
  type GoldenPairs,
  type GoldenScores,
  golden,
  type Tolerance,
} from '../../support/golden.ts'

type Item = GoldenPairs & { pair_sums?: PairSums }
type Scores = GoldenScores & { id: string }
type File = { cases: (Item | Scores)[]; tolerance: Tolerance }

/** Pair sums of answers counted in cells, row E and column P, both from 1. */
function sumsOfCells(cells: readonly (readonly number[])[]): PairSums {
  const sums = { n: 0, e: 0, p: 0, ee: 0, pp: 0, ep: 0, met: 0 }
  cells.forEach((row, i) => {
    row.forEach((count, j) => {
      const [e, p] = [i + 1, j + 1]
      sums.n += count
      sums.e += count * e
      sums.p += count * p
      sums.ee += count * e * e
      sums.pp += count * p * p
      sums.ep += count * e * p
      if (p >= e) sums.met += count
    })
  })
  return sums
}

const sumsOf = (pairs: readonly (readonly [e: number, p: number])[]): PairSums => {
  const cells = Array.from({ length: 10 }, () => new Array(10).fill(0))
  for (const [e, p] of pairs) (cells[e - 1] ?? [])[p - 1] += 1
  return sumsOfCells(cells)
}

describe.each(['gaps-kiosk', 'gaps-airline-slider'])('%s agrees with R', (name) => {
  const { cases, tolerance } = golden<File>(name)
  const items = cases.filter((each) => 'n_pairs' in each)
  const scores = cases.filter((each) => 'sum_sq' in each)
  const tiny = { relative: tolerance.relative, absolute: 0 }

  test('every case is an item or a score', () =>
    expect(items.length + scores.length).toBe(cases.length))

  test.each(items)('$id', (expected) => {
    const sums = expected.pair_sums ?? sumsOfCells(expected.cells_e_by_p ?? [])
    const result = gap(sums)
    const close = (actual: unknown, value: unknown) => expectClose(actual, value, tolerance)
    expect(result.n).toBe(expected.n_pairs)
    close(
      [result.expectation.mean, result.expectation.standardDeviation],
      [expected.mean_e, expected.sd_e],
    )
    close(
      [result.perception.mean, result.perception.standardDeviation],
      [expected.mean_p, expected.sd_p],
    )
    close(result.correlation, expected.r_ep)
    close(result.metOrExceeded, expected.pct_met_or_exceeded / 100)
    close(
      [result.gap.mean, result.gap.standardDeviation, result.gap.standardError],
      [expected.gap, expected.sd_gap, expected.se],
    )
    close([result.gap.low, result.gap.high], expected.ci95)
    close(
      [result.gap.t, result.gap.degreesOfFreedom, result.gap.effectSize],
      [expected.t, expected.df, expected.dz],
    )
    expectClose(result.gap.p, expected.p_two_sided, tiny)
  })

  test.each(scores)('$id', (expected) => {
    const { n, sum, sum_sq: sumOfSquares } = expected
    const result = gapOfScores({ n, sum, sumOfSquares })
    const close = (actual: unknown, value: unknown) => expectClose(actual, value, tolerance)
    close(
      [result.mean, result.standardDeviation, result.standardError],
      [expected.mean, expected.sd, expected.se],
    )
    close([result.low, result.high], expected.ci95)
    close(
      [result.t, result.degreesOfFreedom, result.effectSize],
      [expected.t, expected.df, expected.dz],
    )
    expectClose(result.p, expected.p_two_sided, tiny)
  })
})

describe('a published hospital table', () => {
  type Row = { dim: string; e: number; p: number; gap: number; ci95: [number, number]; t: number }
  const { cases } = golden<{ cases: { id: string; n: number; rows: Row[] }[] }>('published-answers')
  const table = cases.find(({ id }) => id === 'servqual_hospital_table')

  test.each(table?.rows ?? [])('$dim: gap is perception minus expectation', (row) => {
    // Only the means are printed; any spread will do.
    const n = table?.n ?? 0
    const sums = { n, e: n * row.e, p: n * row.p, ee: n * 25, pp: n * 25, ep: n * 20, met: 0 }
    expectClose(gap(sums).gap.mean, row.gap, { relative: 0, absolute: 0.005 })
  })

  // Its printed t repeats the row above.
  test('the interval of Assurance belongs to t = −7.1, not to the printed −4.87', () => {
    const row = table?.rows.find(({ dim }) => dim === 'Assurance')
    const { n = 0 } = table ?? {}
    const mean = row?.gap ?? 0
    const interval = (t: number) => {
      const variance = n * (mean / t) ** 2
      const result = gapOfScores({
        n,
        sum: n * mean,
        sumOfSquares: (n - 1) * variance + n * mean ** 2,
      })
      return [result.low, result.high]
    }
    expectClose(interval(-7.1), row?.ci95, { relative: 0, absolute: 0.005 })
    expect(interval(row?.t ?? 0)[0]).toBeLessThan((row?.ci95[0] ?? 0) - 0.005)
  })
})

describe('what cannot be known is null', () => {
  const unknown = { standardDeviation: null, standardError: null, low: null, high: null }
  const untested = { t: null, degreesOfFreedom: null, p: null, effectSize: null }

  test('no pairs', () => {
    expect(gap(sumsOf([]))).toEqual({
      n: 0,
      expectation: { mean: null, standardDeviation: null },
      perception: { mean: null, standardDeviation: null },
      gap: { mean: null, ...unknown, ...untested },
      metOrExceeded: null,
      correlation: null,
    })
  })

  test('one pair has a gap and nothing around it', () => {
    expect(gap(sumsOf([[6, 4]]))).toEqual({
      n: 1,
      expectation: { mean: 6, standardDeviation: null },
      perception: { mean: 4, standardDeviation: null },
      gap: { mean: -2, ...unknown, ...untested },
      metOrExceeded: 0,
      correlation: null,
    })
  })

  test('equal gaps have no t and no p, but an interval of no width', () => {
    const { gap: result } = gap(
      sumsOf([
        [6, 4],
        [7, 5],
        [3, 1],
      ]),
    )
    expect(result).toEqual({
      mean: -2,
      standardDeviation: 0,
      standardError: 0,
      low: -2,
      high: -2,
      ...untested,
    })
  })

  test('everyone expecting the same leaves no correlation', () => {
    expect(
      gap(
        sumsOf([
          [7, 4],
          [7, 5],
          [7, 1],
        ]),
      ).correlation,
    ).toBeNull()
  })
})

// Gaps −2 and 0: mean −1, s = √2, SE = 1, t = −1 with one degree of freedom, so p = .5 exactly.
test('two pairs are enough for a test', () => {
  const { gap: result } = gap(
    sumsOf([
      [6, 4],
      [5, 5],
    ]),
  )
  expectClose(
    [result.mean, result.standardDeviation, result.t, result.p],
    [-1, Math.SQRT2, -1, 0.5],
    { relative: 1e-12, absolute: 0 },
  )
})

test('pair sums hold the gaps themselves', () => {
  const sums = sumsOf([
    [6, 4],
    [5, 5],
    [1, 7],
  ])
  expect(gapMoments(sums)).toEqual({ n: 3, sum: 4, sumOfSquares: 4 + 0 + 36 })
})

test('meeting an expectation exactly counts as met', () => {
  const sums = sumsOf([
    [6, 6],
    [5, 4],
  ])
  expect(gap(sums).metOrExceeded).toBe(0.5)
})

describe('split samples', () => {
  const moments = (n: number, average: number, sd: number): Moments => ({
    n,
    sum: n * average,
    sumOfSquares: (n - 1) * sd ** 2 + n * average ** 2,
  })

  test('use Welch and have no effect size', () => {
    const [expectation, perception] = [moments(40, 6, 0.8), moments(55, 5.2, 1.3)]
    const result = unpairedGap(expectation, perception)
    const welch = meanDifference(perception, expectation)
    expect(result.gap).toMatchObject({
      mean: welch?.estimate,
      t: welch?.t,
      low: welch?.low,
      effectSize: null,
      standardDeviation: null,
    })
    expectClose(result.gap.mean, -0.8, { relative: 1e-12, absolute: 0 })
  })

  test('one answer on a side gives the gap alone, none gives nothing', () => {
    const five = moments(5, 6, 1)
    const [one, none] = [
      { n: 1, sum: 4, sumOfSquares: 16 },
      { n: 0, sum: 0, sumOfSquares: 0 },
    ]
    expect(unpairedGap(five, one).gap).toMatchObject({ mean: -2, low: null, p: null })
    expect(unpairedGap(none, five).gap).toMatchObject({ mean: null, low: null })
  })
})

test('effects are named by their size, not their sign', () => {
  expect([0.19, -0.2, 0.5, -0.79, -0.8].map(effectLabel)).toEqual([
    'negligible',
    'small',
    'medium',
    'medium',
    'large',
  ])
})

test('POMP puts different scales side by side', () => {
  expect([pomp(1, 1, 7), pomp(4, 1, 7), pomp(7, 1, 7), pomp(50, 0, 100)]).toEqual([0, 50, 100, 50])
  expect([pompOfDifference(-3, 1, 7), pompOfDifference(2, 1, 5)]).toEqual([-50, 50])
})

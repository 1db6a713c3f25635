import { describe, expect, test } from 'vitest'
import {
  baselineOf,
  controlChart,
  type Model,
  type Spread,
} from '../../../statistics/control-chart.ts'
import { breaksOf } from '../../../statistics/run-rules.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'
import { expectRules, type RulesCase } from './rules-case.ts'

type Case = {
  id: string
  count: number[]
  denominator: number[]
  baseline_first?: number
  baseline_last?: number
  baseline_index?: number[]
  type: `${Model}` | `${Model}'` | `${Model}' screened`
  cl: number
  sigma_z: number
  sigma_z_screened: number
  lcl: number[]
  ucl: number[]
  y: number[]
  z: number[]
  rules: RulesCase
}

/** Figures as printed; which of them depends on the example. */
type Printed = { pbar?: number; lcl?: number; ucl?: number; laney_signals?: number }

const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('control-charts')
const published = golden<{ cases: { id: string; expected: Printed }[] }>('published-charts')

describe('control charts agree with R, qicharts2 and qcc', () => {
  test.each(cases)('$id, $type', (expected) => {
    const { baseline, points } = chartOf(expected)
    const { plain, screened } = baseline.measuredSigmaZ
    expectClose(
      [baseline.centre, plain, screened],
      [expected.cl, expected.sigma_z, expected.sigma_z_screened],
      tolerance,
    )
    expectClose(
      points.map(({ low }) => low),
      expected.lcl,
      tolerance,
    )
    expectClose(
      points.map(({ high }) => high),
      expected.ucl,
      tolerance,
    )
    expectClose(
      points.map(({ rate }) => rate),
      expected.y,
      tolerance,
    )
    expectClose(
      points.map(({ z }) => z),
      expected.z,
      tolerance,
    )
    expectRules(
      points.map(({ z }) => z),
      expected.rules,
    )
  })
})

describe('published figures', () => {
  test('the 30 wafers of the NIST handbook', () => {
    const { baseline, points } = chartOf(caseNamed('orangejuice_phase1 ('))
    const printed = publishedAs('nist_wafers_p_chart')
    const rounding = { relative: 0, absolute: 0.00005 }
    expectClose(
      [baseline.centre, points[0]?.low, points[0]?.high],
      [printed.pbar, printed.lcl, printed.ucl],
      rounding,
    )
  })

  test('emergency departments: a p chart cries wolf in most weeks, p′ in none', () => {
    const signals = (start: string) =>
      breaksOf(
        'beyond-limits',
        chartOf(caseNamed(start)).points.map(({ z }) => z),
      )
    expect(signals('nhs_accidents_p').length).toBeGreaterThan(10)
    expect(signals('nhs_accidents_laney_p')).toHaveLength(
      Number(publishedAs('nhs_accidents_laney').laney_signals),
    )
  })
})

describe('what is shown on screen', () => {
  const steady = (periods: number) =>
    Array.from({ length: periods }, (_, i) => ({ count: 10 + (i % 2), exposure: 100 }))
  const wild = (periods: number) =>
    Array.from({ length: periods }, (_, i) => ({ count: 10 + 40 * (i % 2), exposure: 100 }))

  test('limits are never narrower than chance alone makes them', () => {
    const { baseline } = controlChart(steady(30), { model: 'u' })
    expect(baseline.measuredSigmaZ.screened).toBeLessThan(1)
    expect(baseline).toMatchObject({ sigmaZ: 1, chart: 'laney-u' })
  })

  test('more variation than chance widens them', () => {
    const { baseline } = controlChart(wild(30), { model: 'p' })
    expect(baseline.sigmaZ).toBeGreaterThan(3)
    expect(baseline.sigmaZ).toBe(baseline.measuredSigmaZ.screened)
  })

  test('below 12 baseline points the plain chart is drawn, from 12 on Laney’s', () => {
    expect(controlChart(wild(11), { model: 'u' }).baseline).toMatchObject({ chart: 'u', sigmaZ: 1 })
    expect(controlChart(wild(12), { model: 'u' }).baseline.chart).toBe('laney-u')
  })

  test('limits are provisional below 24 baseline points and firm from then on', () => {
    expect(controlChart(wild(23), { model: 'u' }).baseline.status).toBe('provisional')
    expect(controlChart(wild(24), { model: 'u' }).baseline.status).toBe('firm')
  })

  test('a single freak period does not hide itself by widening the limits', () => {
    const freak = steady(24).with(12, { count: 90, exposure: 100 })
    const { baseline } = controlChart(freak, { model: 'u' })
    expect(baseline.measuredSigmaZ.screened).toBeLessThan((baseline.measuredSigmaZ.plain ?? 0) / 2)
  })

  test('periods after the first 24 have no part in the limits that judge them', () => {
    const before = controlChart(steady(24), { model: 'u' })
    const after = controlChart([...steady(24), { count: 500, exposure: 100 }], { model: 'u' })
    expect(after.baseline).toEqual(before.baseline)
    expect(after.points.at(-1)?.z).toBeGreaterThan(100)
  })

  test('a baseline that was kept judges like one drawn from the same periods', () => {
    const periods = wild(24)
    expect(baselineOf(periods, { model: 'u' })).toEqual(
      controlChart(periods, { model: 'u' }).baseline,
    )
  })

  test('limits follow the exposure of the period and stay within 0 and 1', () => {
    const { points } = controlChart(
      [...steady(24), { count: 1, exposure: 1 }, { count: 100_000, exposure: 1_000_000 }],
      { model: 'p' },
    )
    expect(points[24]).toMatchObject({ low: 0, high: 1 })
    const [low, high] = [points[25]?.low ?? 0, points[25]?.high ?? 1]
    expect(high - low).toBeLessThan(0.002)
  })
})

describe('little or nothing to go by', () => {
  test('no period at all has no centre', () => {
    const { baseline, points } = controlChart([], { model: 'u' })
    expect(points).toEqual([])
    expect(baseline).toEqual({
      chart: 'u',
      centre: null,
      sigmaZ: 1,
      measuredSigmaZ: { plain: null, screened: null },
      periods: 0,
      status: 'provisional',
    })
  })

  test('one period is its own centre', () => {
    const { baseline, points } = controlChart([{ count: 4, exposure: 100 }], { model: 'u' })
    expect(baseline.centre).toBe(0.04)
    expect(points[0]).toMatchObject({ rate: 0.04, low: 0, z: 0 })
  })

  test('a period without exposure has no rate, and no part in the baseline', () => {
    const empty = { count: 0, exposure: 0 }
    const ordinary = { count: 5, exposure: 100 }
    const { baseline, points } = controlChart([ordinary, empty, ordinary], { model: 'u' })
    expect(points[1]).toEqual({ rate: null, low: null, high: null, z: null })
    expect(baseline).toMatchObject({ periods: 2, centre: 0.05 })
  })

  test('a baseline without complaints has a rate of 0 but no limits', () => {
    const quiet = [
      { count: 0, exposure: 100 },
      { count: 0, exposure: 100 },
      { count: 3, exposure: 100 },
    ]
    const { baseline, points } = controlChart(quiet, { model: 'u', baseline: [0, 1] })
    expect(baseline.centre).toBe(0)
    expect(points[2]).toEqual({ rate: 0.03, low: null, high: null, z: null })
  })

  test('more complaints than units on a p chart leave it without limits rather than with NaN', () => {
    const { points } = controlChart([{ count: 12, exposure: 10 }], { model: 'p' })
    expect(points[0]).toEqual({ rate: 1.2, low: null, high: null, z: null })
  })

  test('a baseline that names periods which do not exist leaves them out', () => {
    const { baseline } = controlChart([{ count: 5, exposure: 100 }], {
      model: 'u',
      baseline: [0, 7],
    })
    expect(baseline.periods).toBe(1)
  })
})

function chartOf(expected: Case) {
  const periods = expected.count.map((count, i) => ({
    count,
    exposure: expected.denominator[i] ?? 0,
  }))
  return controlChart(periods, {
    model: expected.type.startsWith('p') ? 'p' : 'u',
    spread: spreadNamed(expected.type),
    baseline: baselineIndices(expected),
  })
}

function spreadNamed(type: Case['type']): Spread {
  if (type.endsWith('screened')) return 'laney-screened'
  return type.endsWith("'") ? 'laney' : 'plain'
}

/** The reference counts from 1. */
function baselineIndices({
  baseline_index,
  baseline_first = 1,
  baseline_last = 0,
}: Case): number[] {
  if (baseline_index !== undefined) return baseline_index.map((i) => i - 1)
  return Array.from(
    { length: baseline_last - baseline_first + 1 },
    (_, i) => baseline_first - 1 + i,
  )
}

function caseNamed(start: string): Case {
  const found = cases.find(({ id }) => id.startsWith(start))
  if (found === undefined) throw new Error(`no reference case ${start}`)
  return found
}

function publishedAs(id: string): Printed {
  return published.cases.find((one) => one.id === id)?.expected ?? {}
}

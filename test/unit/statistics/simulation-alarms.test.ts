/**
 * What the alert rule costs and finds, over thousands of made-up series. The seeds are fixed, so the
 * figures are too; they change only when the rules do. False alarms are compared with those of
 * 40,000 other series, measured once.
 */
import { describe, expect, test } from 'vitest'
import { controlChart } from '../../../statistics/control-chart.ts'
import { cusum } from '../../../statistics/cusum.ts'
import { type Signal, signalsOf } from '../../../statistics/signals.ts'
import { type Random, random } from '../../support/random.ts'

type Z = (number | null)[]

/** Stable points before the shift, and points after it. */
const BEFORE = 20
const AFTER = 300

describe('false alarms: how many of 4,000 stable series of 100 points raise an alert', () => {
  test('39 % of ideal series, whose centre and spread are known', () => {
    const ideal = (chance: Random) => Array.from({ length: 100 }, () => chance.normal())
    expectWithin(alarmRate(ideal), 39.1, 2)
  })

  test('38 % of weekly counts around 20, charted as they are by default', () => {
    expectWithin(alarmRate(chartedCounts(20)), 38.1, 2)
  })

  // Small counts are lopsided, which 3-sigma limits do not know: hence weeks rather than days.
  test('but 51 % of counts around 2: such periods are too short for this chart', () => {
    expectWithin(alarmRate(chartedCounts(2)), 51.3, 2)
  })
})

describe('mean number of points until a shift that lasts is noticed', () => {
  const shifts = Array.from({ length: 1500 }, (_, seed) => shiftedByOne(random(seed)))
  const signals = shifts.map(signalsOf)

  // The chance of a point beyond 3 after a shift of 1 is 0.0228, so 43.9 points on average.
  test('a single point beyond the limits takes long', () => {
    expectWithin(
      meanDelay(signals, ({ rule }) => rule === 'beyond-limits'),
      43.9,
      3,
    )
  })

  test('the moving average takes 9.4, as in the reference simulation', () => {
    expectWithin(
      meanDelay(signals, ({ rule }) => rule === 'ewma'),
      9.4,
      0.7,
    )
  })

  test('either of the two, the alert rule, is no slower than the moving average', () => {
    const alert = meanDelay(signals, ({ level }) => level === 'alert')
    expectWithin(alert, 9.1, 0.7)
    expect(alert).toBeLessThan(meanDelay(signals, ({ rule }) => rule === 'ewma'))
  })

  test('the three rules of runs take 12.1', () => {
    expectWithin(
      meanDelay(signals, ({ rule }) => rule !== 'ewma'),
      12.1,
      1,
    )
  })

  test('cumulative sums take 9.7', () => {
    const delays = shifts.map((z) => {
      const noticed = cusum(z).findIndex(({ beyond }, i) => i >= BEFORE && beyond)
      return (noticed === -1 ? z.length : noticed + 1) - BEFORE
    })
    expectWithin(average(delays), 9.7, 0.7)
  })
})

function alarmRate(series: (chance: Random) => Z): number {
  const chance = random(20_240_601)
  const runs = 4000
  let alarms = 0
  for (let i = 0; i < runs; i += 1) {
    if (signalsOf(series(chance)).some(({ level }) => level === 'alert')) alarms += 1
  }
  return (100 * alarms) / runs
}

/** The first 24 points are the frozen baseline, as on screen. */
function chartedCounts(mean: number): (chance: Random) => Z {
  return (chance) => {
    const weeks = Array.from({ length: 100 }, () => ({
      count: chance.poisson(mean),
      exposure: 1000,
    }))
    return controlChart(weeks, { model: 'u' }).points.map(({ z }) => z)
  }
}

function shiftedByOne(chance: Random): Z {
  return Array.from({ length: BEFORE + AFTER }, (_, i) => chance.normal() + (i < BEFORE ? 0 : 1))
}

function meanDelay(series: readonly Signal[][], counts: (signal: Signal) => boolean): number {
  return average(
    series.map((signals) => {
      const first = signals.find((signal) => signal.index >= BEFORE && counts(signal))
      return first === undefined ? AFTER : first.index + 1 - BEFORE
    }),
  )
}

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function expectWithin(measured: number, expected: number, tolerance: number) {
  expect(Math.abs(measured - expected), `${measured} is not near ${expected}`).toBeLessThan(
    tolerance,
  )
}

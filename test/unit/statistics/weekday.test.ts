import { describe, expect, test } from 'vitest'
import { breaksOf } from '../../../statistics/run-rules.ts'
import {
  type Day,
  expectedCount,
  weekdayChart,
  weekdayIndex,
  weekdayOf,
} from '../../../statistics/weekday.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Case = {
  mean_per_day: number
  weekday_index_mon_to_sun: number[]
  sigma_z_weekdays: number
  signal_dates_weekdays_2020_above: string[]
  first_date_with_9_below: string
}

const { from, counts, cases, tolerance } = golden<{
  from: string
  counts: number[]
  cases: Case[]
  tolerance: Tolerance
}>('weekday')

const district = counts.map((count, i) => ({ day: dayAfter(from, i), count, exposure: 1 }))
const before2020 = district.flatMap(({ day }, i) => (day < '2020' ? i : []))

describe.each(cases)('two years of a council district', (expected) => {
  const chart = weekdayChart(district, { baseline: before2020, spread: 'laney' })
  const z = chart?.points.map((point) => point.z) ?? []

  test('weekday index, centre and spread agree with R', () => {
    expectClose(chart?.baseline.centre, expected.mean_per_day, tolerance)
    expectClose(chart?.week.index, expected.weekday_index_mon_to_sun, tolerance)
    expectClose(chart?.baseline.sigmaZ, expected.sigma_z_weekdays, tolerance)
  })

  test('the days far above the ordinary are found', () => {
    const above = breaksOf('beyond-limits', z).filter((i) => (z[i] ?? 0) > 0)
    expect(datesIn2020(above)).toEqual(expected.signal_dates_weekdays_2020_above)
  })

  test('the lockdown of March 2020 shows as nine days below', () => {
    const below = breaksOf('nine-one-side', z).filter((i) => (z[i] ?? 0) < 0)
    expect(datesIn2020(below)[0]).toBe(expected.first_date_with_9_below)
  })

  test('Saturdays and Sundays, on which next to nothing comes in, are left out', () => {
    const weekend = district.flatMap(({ day }, i) => (weekdayOf(day) > 5 ? i : []))
    expect(weekend.every((i) => z[i] === null)).toBe(true)
  })
})

describe('weekdays', () => {
  test('Monday is 1 and Sunday is 7', () => {
    expect(weekdayOf('2026-01-05')).toBe(1)
    expect(weekdayOf('2026-01-11')).toBe(7)
  })

  test('fewer than eight weeks show no weekly pattern', () => {
    expect(weekdayIndex(ordinary(55))).toBeNull()
    expect(weekdayChart(ordinary(55))).toBeNull()
    expect(weekdayIndex(ordinary(56))).not.toBeNull()
    expect(weekdayChart([])).toBeNull()
  })

  test('no complaints at all have no weekly pattern', () => {
    expect(weekdayIndex(ordinary(56).map((day) => ({ ...day, count: 0 })))).toBeNull()
  })

  test('more orders on Fridays are not a weekday effect, since complaints are per order', () => {
    const busyFridays = ordinary(56).map((day) =>
      weekdayOf(day.day) === 5 ? { ...day, count: 20, exposure: 200 } : day,
    )
    expect(weekdayIndex(busyFridays)).toEqual({ centre: 0.1, index: Array(7).fill(1) })
  })

  test('over the baseline as many complaints are expected as there were', () => {
    const days = ordinary(70).map((day, i) => ({ ...day, count: 5 + (i % 11) }))
    const week = weekdayIndex(days)
    if (week === null) throw new Error('there is a week')
    const expected = days.reduce((sum, day) => sum + (expectedCount(day, week) ?? 0), 0)
    const seen = days.reduce((sum, { count }) => sum + count, 0)
    expectClose(expected, seen, { relative: 1e-12, absolute: 0 })
  })

  test('holidays are no part of the pattern, nor of the chart', () => {
    const days = ordinary(63).map((day, i) =>
      i === 10 ? { ...day, count: 0, holiday: true } : day,
    )
    const chart = weekdayChart(days, { baseline: days.map((_, i) => i) })
    expect(chart?.week.index).toEqual(Array(7).fill(1))
    expect(weekdayChart(days)?.week).toEqual(chart?.week)
    expect(chart?.points[10]).toEqual({ rate: null, low: null, high: null, z: null })
  })

  test('a weekday without any exposure has no index, and its days no expectation', () => {
    const days = ordinary(70).map((day) =>
      weekdayOf(day.day) === 7 ? { ...day, exposure: 0 } : day,
    )
    const chart = weekdayChart(days, { baseline: days.map((_, i) => i) })
    expect(chart?.week.index[6]).toBeNull()
    expect(chart?.points[6]?.rate).toBeNull()
  })

  test('what is exactly as expected lies on the line, and so makes no run', () => {
    const uneven = ordinary(112).map((day) => {
      const weekday = weekdayOf(day.day)
      return { ...day, count: 2 + weekday, exposure: 130 * weekday }
    })
    const z = weekdayChart(uneven)?.points.map((point) => point.z) ?? []
    expect(z).toEqual(Array(112).fill(0))
    expect(breaksOf('nine-one-side', z)).toEqual([])
  })

  test('limits are rates around what the weekday leads to expect', () => {
    const [point] = weekdayChart(ordinary(56))?.points ?? []
    // 10 complaints of 100 orders: 10 ± 3 √10, per order.
    expectClose([point?.rate, point?.low, point?.high], [0.1, 0.005132, 0.194868], {
      relative: 0,
      absolute: 1e-6,
    })
  })
})

/** So many days of 10 complaints in 100 orders, from a Monday on. */
function ordinary(days: number): Day[] {
  return Array.from({ length: days }, (_, i) => ({
    day: dayAfter('2026-01-05', i),
    count: 10,
    exposure: 100,
  }))
}

function datesIn2020(indices: readonly number[]): string[] {
  return indices.flatMap((i) => district[i]?.day ?? []).filter((day) => day >= '2020')
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

import { describe, expect, test } from 'vitest'
import {
  addDays,
  countOfPeriods,
  dayIn,
  daysIn,
  finestInterval,
  INTERVALS,
  instantAt,
  instantOf,
  nextStart,
  numberOfDay,
  periodsIn,
  startOf,
  wallAt,
} from '../../../schema/calendar.ts'
import { random } from '../../support/random.ts'

describe('periods', () => {
  const { integer } = random(74)
  const windows = Array.from({ length: 40 }, () => {
    const from = addDays('1960-01-01', integer(30_000))
    return { from, to: addDays(from, integer(1500)) }
  })

  test.each(INTERVALS)(
    'of a %s follow each other without a gap and cover the window',
    (interval) => {
      for (const { from, to } of windows) {
        const starts = periodsIn(interval, from, to)
        expect(starts[0]).toBe(startOf(interval, from))
        expect(starts.at(-1)).toBe(startOf(interval, to))
        starts.slice(1).forEach((start, i) => {
          expect(start).toBe(nextStart(interval, starts[i] ?? ''))
          expect(startOf(interval, start)).toBe(start)
          expect(startOf(interval, addDays(start, -1))).toBe(starts[i])
        })
        expect(countOfPeriods(interval, from, to)).toBe(starts.length)
      }
    },
  )

  test.each(INTERVALS)(
    'of a %s end with the last day there is, and begin with the first',
    (each) => {
      const last = periodsIn(each, '9999-11-03', '9999-12-31')
      expect(last).toHaveLength(countOfPeriods(each, '9999-11-03', '9999-12-31'))
      expect(last.at(-1)).toBe(startOf(each, '9999-12-31'))
      expect(numberOfDay(nextStart(each, startOf(each, '9999-12-31')))).toBeGreaterThan(
        numberOfDay('9999-12-31'),
      )
      expect(periodsIn(each, '0001-01-01', '0001-02-01')[0]).toBe('0001-01-01')
    },
  )

  test('have all their days, up to the last there is', () => {
    expect(daysIn('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31'])
    expect(daysIn('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(daysIn('2024-03-01', '2024-02-28')).toEqual([])
    expect(numberOfDay(addDays('9999-12-31', 1))).toBe(numberOfDay('9999-12-31') + 1)
  })

  test('are as fine as the number of points allows', () => {
    // Monday to Sunday of the 120th week: one day more is a 121st.
    expect(finestInterval('2024-01-01', '2026-04-19', 120)).toBe('week')
    expect(finestInterval('2024-01-01', '2026-04-20', 120)).toBe('month')
    expect(finestInterval('2025-12-31', '2026-01-01', 1)).toBe('week')
    expect(finestInterval('2025-12-28', '2026-01-01', 1)).toBe('year')
  })
})

describe('the start of a day', () => {
  const zones = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'Pacific/Kiritimati',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    // Here some nights have no midnight.
    'Atlantic/Azores',
    'America/Santiago',
    'America/Havana',
    'Africa/Cairo',
    'Asia/Beirut',
  ]
  test.each(zones)('is its first instant in %s, on every day of a year', (zone) => {
    for (let day = '2025-01-01'; day <= '2025-12-31'; day = addDays(day, 1)) {
      const start = instantOf(day, 0, zone)
      expect([dayIn(zone, start), dayIn(zone, start - 1)]).toEqual([day, addDays(day, -1)])
    }
  })

  test('of a day that a zone has skipped is that of the next', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(instantOf('2011-12-30', 0, 'Pacific/Apia')).toBe(
      instantOf('2011-12-31', 0, 'Pacific/Apia'),
    )
  })
})

test.each([
  ['2025-03-30T01:59:59', '2025-03-30T00:59:59.000Z'],
  ['2025-03-30T02:30:00', '2025-03-30T01:30:00.000Z'], // skipped: half past three
  ['2025-03-30T03:00:00', '2025-03-30T01:00:00.000Z'],
  ['2025-10-26T02:30:00', '2025-10-26T00:30:00.000Z'], // twice: the first time
  ['2025-10-26T03:00:00', '2025-10-26T02:00:00.000Z'],
])('a clock in Berlin shows %s at %s', (wall, instant) => {
  expect(new Date(instantAt(Date.parse(`${wall}Z`), 'Europe/Berlin')).toISOString()).toBe(instant)
})

test.each(['UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'America/St_Johns'])(
  'what a clock in %s shows leads back to the instant, but for an hour it shows twice',
  (zone) => {
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2026, 0, 1); at += 3_600_000) {
      const again = instantAt(wallAt(at, zone), zone)
      expect([at, at - 3_600_000]).toContain(again)
      expect(wallAt(again, zone)).toBe(wallAt(at, zone))
    }
  },
)

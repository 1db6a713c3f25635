import { describe, expect, test } from 'vitest'
import { changed, membersOf } from '../../../web/dashboard/changes.ts'
import {
  endOfPeriod,
  filtersIn,
  intervalFor,
  namedDays,
  PRESETS,
  rangeOf,
  reportQuery,
  windowBefore,
} from '../../../web/dashboard/filters.ts'
import { roomier } from '../../../web/dashboard/fitting.ts'

const today = '2026-02-10'
const read = (query: string) => filtersIn(new URLSearchParams(query), today)

describe('the filters of an address', () => {
  test('are what a shared link says', () => {
    expect(
      read(
        'survey=after-delivery&from=2025-05-19&to=2025-11-16&interval=month&segment=tier&filter.channel=qr',
      ),
    ).toEqual({
      survey: 'after-delivery',
      from: '2025-05-19',
      to: '2025-11-16',
      interval: 'month',
      segment: 'tier',
      only: { channel: 'qr' },
    })
  })
  test('without days are the 90 up to today', () => {
    expect(read('')).toMatchObject({ from: '2025-11-13', to: today, survey: null, only: {} })
  })
  test.each([
    'from=2026-02-01',
    'from=2026-02-30&to=2026-03-01',
    'from=2026-02-02&to=2026-02-01',
    'from=x&to=y',
  ])('that cannot be read (%s) are as if they were not there', (query) =>
    expect(read(query)).toMatchObject({ from: '2025-11-13', to: today }),
  )
  test('that name no interval or an empty group are left out', () => {
    expect(read('interval=fortnight&filter.tier=')).toMatchObject({ interval: null, only: {} })
  })
  test('become the query of a report', () => {
    const filters = read('from=2025-05-19&to=2025-11-16&filter.tier=key&segment=channel')
    expect(reportQuery(filters)).toEqual({
      from: '2025-05-19',
      to: '2025-11-16',
      interval: 'week',
      segment: 'channel',
      'filter.tier': 'key',
    })
  })
})

describe('days', () => {
  test('presets are read from today', () => {
    expect(rangeOf('28-days', today)).toEqual({ from: '2026-01-14', to: today })
    expect(rangeOf('26-weeks', today)).toEqual({ from: '2025-08-13', to: today })
    expect(rangeOf('12-months', today)).toEqual({ from: '2025-02-11', to: today })
    expect(rangeOf('this-month', today)).toEqual({ from: '2026-02-01', to: today })
    expect(rangeOf('last-month', today)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
    expect(rangeOf('this-quarter', today)).toEqual({ from: '2026-01-01', to: today })
    expect(rangeOf('last-quarter', today)).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(rangeOf('this-year', today)).toEqual({ from: '2026-01-01', to: today })
  })
  test('a preset is known again by its days', () => {
    const named = PRESETS.map((preset) => ({ preset, range: rangeOf(preset, '2026-05-20') }))
    expect(named.map(({ range }) => namedDays(named, range)?.preset)).toEqual(PRESETS)
    expect(namedDays(named, { from: '2026-01-02', to: '2026-01-03' })).toBeUndefined()
  })
  test('the window before is as long and ends the day before', () => {
    expect(windowBefore('2026-03-01', '2026-03-31')).toEqual({
      from: '2026-01-29',
      to: '2026-02-28',
    })
  })
  test('a period ends with the window at the latest', () => {
    expect(endOfPeriod('week', '2026-02-02', '2026-02-28')).toBe('2026-02-08')
    expect(endOfPeriod('month', '2026-02-01', '2026-02-10')).toBe('2026-02-10')
  })
})

describe('intervals', () => {
  test('grow with the window', () => {
    expect(intervalFor('2026-01-01', '2026-02-04')).toBe('day')
    expect(intervalFor('2026-01-01', '2026-02-05')).toBe('week')
    expect(intervalFor('2025-01-01', '2026-02-10')).toBe('month')
    expect(intervalFor('2020-01-01', '2026-02-10')).toBe('quarter')
  })
  test('give way to longer ones while periods hold fewer than 30 answers on average', () => {
    expect(roomier('week', 26 * 29, 26)).toBe('month')
    expect(roomier('week', 26 * 30, 26)).toBe('week')
    expect(roomier('day', 40, 35)).toBe('week')
  })
  test('but not when too few points would be left to show a course', () => {
    expect(roomier('week', 20, 13)).toBe('week')
    expect(roomier('month', 20, 12)).toBe('month')
    expect(roomier('quarter', 20, 30)).toBe('quarter')
  })
})

test('a change leaves the rest of the address alone', () => {
  const present = membersOf(new URLSearchParams('survey=a&filter.tier=key&find=%E6%85%A2+%26'))
  expect(
    changed(present, { 'filter.tier': null, survey: 'b c', segment: 'stage', item: null }),
  ).toBe('survey=b+c&find=%E6%85%A2+%26&segment=stage')
  expect(changed(present, {})).toBe('survey=a&filter.tier=key&find=%E6%85%A2+%26')
})

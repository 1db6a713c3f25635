import { describe, expect, test } from 'vitest'
import type { ComparedMeasure, ComparisonReport } from '../../../schema/reports/comparison.ts'
import type { Verdict } from '../../../schema/reports.ts'
import { changed, membersOf } from '../../../web/dashboard/changes.ts'
import {
  cautionWords,
  comparisonTitle,
  measureVerdict,
} from '../../../web/dashboard/compare/findings.ts'
import { written, writtenDifference } from '../../../web/dashboard/compare/measures.ts'
import {
  comparisonQuery,
  OTHER_DAYS,
  otherDays,
  otherSideIn,
  swapped,
} from '../../../web/dashboard/compare/sides.ts'
import { filtersIn, namedDays } from '../../../web/dashboard/filters.ts'
import { chinese, english } from './a-report.ts'

const today = '2026-06-30'
const sidesIn = (query: string) => {
  const params = new URLSearchParams(query)
  const filters = filtersIn(params, today)
  return { filters, other: otherSideIn(params, filters) }
}

describe('the two sides', () => {
  test('are the days and those just before, when the address names one side only', () => {
    expect(sidesIn('from=2026-02-01&to=2026-02-28&filter.tier=key').other).toEqual({
      from: '2026-01-04',
      to: '2026-01-31',
      only: { tier: 'key' },
    })
  })
  test('are what the address says, group by group', () => {
    const { filters, other } = sidesIn(
      'from=2026-02-01&to=2026-02-28&filter.tier=key&with.from=2025-02-01&with.to=2025-02-28&with.filter.tier=small',
    )
    expect(comparisonQuery(filters, other)).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
      'filter.tier': 'key',
      'with.from': '2025-02-01',
      'with.to': '2025-02-28',
      'with.filter.tier': 'small',
    })
  })
  test('never run backwards', () => {
    expect(
      sidesIn('from=2026-02-01&to=2026-02-28&with.from=2026-02-10&with.to=2026-01-01').other.from,
    ).toBe('2026-01-04')
  })
  test('are known by the names people choose them by', () => {
    const { filters } = sidesIn('from=2026-02-01&to=2026-02-28')
    const named = OTHER_DAYS.map((which) => ({ which, range: otherDays(which, filters) }))
    for (const one of named) expect(namedDays(named, one.range)).toBe(one)
  })
  test('a year earlier begin on the same weekday', () => {
    const { from } = otherDays('year', sidesIn('from=2026-02-01&to=2026-02-28').filters)
    expect(new Date(from).getUTCDay()).toBe(new Date('2026-02-01').getUTCDay())
  })
  test('changed over twice are what they were', () => {
    const query =
      'from=2026-02-01&to=2026-02-28&filter.tier=key&with.from=2025-02-01&with.to=2025-02-28&with.filter.tier=small'
    const once = changedIn(query)
    const { filters, other } = sidesIn(once)
    expect({ ...filters.only, ...other.only }).toEqual({ tier: 'key' })
    expect([filters.from, filters.only.tier]).toEqual(['2025-02-01', 'small'])
    const twice = changedIn(once)
    expect(comparisonQuery(sidesIn(twice).filters, sidesIn(twice).other)).toEqual(
      comparisonQuery(sidesIn(query).filters, sidesIn(query).other),
    )
  })
})
const changedIn = (query: string) => changed(membersOf(new URLSearchParams(query)), clean(query))
const clean = (query: string) => {
  const { filters, other } = sidesIn(query)
  return swapped(filters, other)
}

const side = { from: '2026-01-01', to: '2026-01-31', filters: {}, n: 100, hidden: false }
const measure = (key: string, verdict: Verdict | null): ComparedMeasure => ({
  kind: 'item',
  key,
  a: { n: 100, value: -1, low: -1.2, high: -0.8 },
  b: { n: 11, value: 0, low: -0.2, high: 0.2 },
  difference: verdict === null ? null : { estimate: -1, low: -1.3, high: -0.7, p: 0.01, verdict },
})
const report = (
  verdicts: (Verdict | null)[],
  more: Partial<ComparisonReport> = {},
): ComparisonReport => ({
  from: side.from,
  to: side.to,
  timeZone: 'UTC',
  rebuilding: false,
  privacyMinimum: 5,
  a: side,
  b: side,
  caution: 'none',
  measures: verdicts.map((verdict, i) => measure('abcd'[i] ?? '', verdict)),
  ...more,
})
const title = (one: ComparisonReport) =>
  [english, chinese].map((voice) =>
    comparisonTitle(one, ({ key }) => (key ?? '').toUpperCase(), voice),
  )

describe('the title of a comparison', () => {
  test('names what clearly differs, and counts more than two', () => {
    expect(title(report(['lower', 'no-clear-difference']))).toEqual([
      '“A” is clearly lower on the left.',
      '左侧明显较低：“A”。',
    ])
    expect(title(report(['higher', 'higher', 'higher']))[0]).toBe(
      '3 items are clearly higher on the left.',
    )
    expect(title(report(['higher', 'lower']))[0]).toBe(
      'Clearly higher on the left: “A”. Clearly lower: “B”.',
    )
  })
  test('says that nothing differs only where it was tested', () => {
    expect(title(report(['no-clear-difference']))[0]).toBe(
      'No figure clearly differs between the two sides.',
    )
    expect(title(report(['too-few']))[0]).toBe('Too few answers to compare yet: 100 of 30')
  })
  test('compares nothing where answers are shared, languages meet or a side is hidden', () => {
    expect(title(report([null], { caution: 'shared' }))[0]).toMatch(/^The two sides share answers/)
    expect(title(report([null], { caution: 'languages' }))[0]).toBe(
      'Languages are shown side by side, not compared',
    )
    expect(title(report(['lower'], { b: { ...side, hidden: true } }))[0]).toBe(
      'One side has fewer than 5 answers and is not shown.',
    )
    expect(cautionWords(report([]), english)).toBe('')
    expect(cautionWords(report([], { caution: 'shared' }), english)).toContain('do not overlap')
  })
  test.each([
    ['higher', 'Clearly higher on the left'],
    ['lower', 'Clearly lower on the left'],
    ['no-clear-difference', 'No clear difference'],
    ['too-few', 'Too few answers to compare yet: 11 of 30'],
    [null, 'Not compared'],
  ] as const)('a figure judged %s is "%s"', (verdict, words) => {
    expect(measureVerdict(measure('a', verdict), english)).toBe(words)
  })
})

test('figures are written as in their own rooms: NPS whole and signed, shares in percent, their difference in points', () => {
  const of = (value: number) => ({ value, low: value - 1, high: value + 1 })
  expect(written('nps', of(35.4), english)).toEqual({ value: '+35', margin: '±1' })
  expect(written('rating', of(4.126), english).value).toBe('4.13')
  expect(written('finished', { value: 0.962, low: 0.95, high: 0.97 }, english)).toEqual({
    value: '96%',
    margin: '±1.0',
  })
  const apart = { estimate: 0.05, low: 0.01, high: 0.09 }
  expect(writtenDifference('finished', apart, english)).toEqual({ value: '+5.0', margin: '±4.0' })
  expect(writtenDifference('item', null, english)).toEqual({ value: '–', margin: '' })
})

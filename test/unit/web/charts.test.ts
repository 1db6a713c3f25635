import { describe, expect, test } from 'vitest'
import type { Drawing } from '../../../web/dashboard/charts/drawing.ts'
import { lookOf } from '../../../web/dashboard/charts/look.ts'
import { csvOf, partFor } from '../../../web/dashboard/charts/sheet.ts'
import { decimalsOf, monthTicks, roundTicks } from '../../../web/dashboard/charts/ticks.ts'
import { trendPicture } from '../../../web/dashboard/charts/trend-picture.ts'
import { byDimension } from '../../../web/dashboard/gaps/order.ts'
import { gapAxis, gapMarks, gapTone, zeroAxis } from '../../../web/dashboard/gaps/picture.ts'
import { placed } from '../../../web/dashboard/trends/noted.ts'
import { aGapsReport, anItem, aResult, english } from './a-report.ts'

describe('ticks', () => {
  test('are round numbers that hold the data', () => {
    expect(roundTicks(4.4, 6.5, 3)).toEqual([4, 5, 6, 7])
    expect(roundTicks(-0.79, 0, 3)).toEqual([-1, -0.5, 0])
    expect(roundTicks(0.12, 0.31, 4)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
  })
  test('are at least two, even for a single value', () => {
    expect(roundTicks(0, 0, 3).length).toBeGreaterThan(1)
    expect(roundTicks(35, 35, 3).length).toBeGreaterThan(1)
  })
  test('are written with as many decimals as tell them apart', () => {
    expect(decimalsOf([4, 5])).toBe(0)
    expect(decimalsOf([-1, -0.5])).toBe(1)
    expect(decimalsOf([0.1, 0.15])).toBe(2)
  })
  test('of months stand where months begin, and keep their distance', () => {
    const weeks = [
      '2025-05-19',
      '2025-05-26',
      '2025-06-02',
      '2025-06-09',
      '2025-06-16',
      '2025-06-23',
      '2025-06-30',
      '2025-07-07',
    ]
    expect(monthTicks(weeks, 1)).toEqual([0, 2, 7])
    expect(monthTicks(weeks, 3)).toEqual([2, 7])
    expect(monthTicks(['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'], 2)).toEqual([1, 3])
  })
})

describe('a gap on paper', () => {
  test('is coloured by its verdict, and off the mark either way when two-sided', () => {
    expect(gapTone(aResult('a', { verdict: 'below' }), false)).toBe('worse')
    expect(gapTone(aResult('a', { verdict: 'above' }), false)).toBe('better')
    expect(gapTone(aResult('a', { verdict: 'above' }), true)).toBe('worse')
    expect(gapTone(aResult('a', { verdict: 'no-clear-gap', mean: -3 }), false)).toBe('mid')
  })
  test('is hollow with too few answers and absent with none', () => {
    expect(gapMarks(aResult('a', { verdict: 'too-few', n: 11 }), 'mid')?.hollow).toBe(true)
    const nobody = {
      ...aResult('a', { mean: null }),
      expectation: { mean: null, standardDeviation: null },
    }
    expect(gapMarks(nobody, 'mid')).toBeNull()
  })
  // The gap's 95% interval is ±2 standard errors here, so E with SD 1 from 400 answers is ±2 · 1/√400 = ±0.1.
  test('carries both halves with the same multiple of their own standard error', () => {
    const marks = gapMarks(aResult('a'), 'worse')
    expect(marks?.expected?.low).toBeCloseTo(5.9, 12)
    expect(marks?.expected?.high).toBeCloseTo(6.1, 12)
    expect(marks?.got.low).toBeCloseTo(5.5 - 0.12, 12)
  })
  test('lies on an axis cut to the data but never past the ends of the scale', () => {
    const report = aGapsReport([anItem('a', { mean: -1.6 }), anItem('b', { mean: 0.95 })])
    const axis = gapAxis(report, english)
    expect([axis.min, axis.max]).toEqual([4, 7])
    expect(axis.ticks.map(({ label }) => label)).toEqual(['4', '5', '6', '7'])
  })
  test('lies on an axis that shows zero when it is a gap or a change', () => {
    const axis = zeroAxis([{ low: -0.79, high: -0.43 }], english)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['−1.0', '−0.5', '0'])
    expect(axis.zero).toBe(0)
  })
})

test('the widest shortfall comes first, among dimensions and inside them; loose items come last', () => {
  const inside = (key: string, mean: number | null, dimension: string | null) => ({
    ...anItem(key, { mean }),
    dimension,
  })
  const report = aGapsReport(
    [
      inside('a', -0.1, 'x'),
      inside('b', -2, 'y'),
      inside('c', -1, 'x'),
      inside('d', null, 'x'),
      inside('e', 3, null),
    ],
    {
      dimensions: [
        {
          ...aResult('x', { mean: -0.4 }),
          alpha: { expectation: null, perception: null, gap: null },
          items: [],
        },
        {
          ...aResult('y', { mean: -2 }),
          alpha: { expectation: null, perception: null, gap: null },
          items: [],
        },
      ],
    },
  )
  expect(
    byDimension(report).map(({ dimension, items }) => [
      dimension?.key ?? null,
      items.map(({ key }) => key),
    ]),
  ).toEqual([
    ['y', ['b']],
    ['x', ['c', 'a', 'd']],
    [null, ['e']],
  ])
})

describe('a table to take away', () => {
  const sheet = {
    id: 'x',
    title: 'X',
    columns: [
      { label: 'Item' },
      { label: 'Gap', numeric: true },
      { label: '95%', only: 'screen' as const },
      { label: 'low', only: 'csv' as const },
    ],
    rows: () => [['=SUM(A1), “x”', { value: -0.625, text: '−0.63' }, 'a to b', null]],
  }
  test('is unrounded, quoted where needed, and runs nothing in a spreadsheet', () => {
    expect(csvOf(sheet)).toBe(`Item,Gap,low\r\n"'=SUM(A1), “x”",-0.625,`)
  })
  test('doubles the quotes inside a field', () => {
    expect(csvOf({ ...sheet, columns: [{ label: 'a' }], rows: () => [['say "x"']] })).toBe(
      'a\r\n"say ""x"""',
    )
  })
  test('shows on screen what the file holds in parts', () => {
    expect(partFor('screen', sheet).columns.map(({ label }) => label)).toEqual([
      'Item',
      'Gap',
      '95%',
    ])
  })
})

describe('a trend', () => {
  const words = {
    value: String,
    tick: english.signed,
    count: String,
    month: (start: string) => start,
    whole: 'all',
    n: 'n',
    target: String,
  }
  const look = lookOf('#000')
  const points = [10, 20].map((value, i) => ({
    start: `2026-01-0${i + 1}`,
    n: 40,
    value,
    low: value - 2,
    high: value + 2,
  }))
  test('has room for its target, however far that is', () => {
    const near = trendPicture(look, 800, points, 15, words)
    expect(near.y.max).toBeLessThan(30)
    const far = trendPicture(look, 800, points, 15, words, { target: 60 })
    expect(far.y.max).toBeGreaterThan(60)
  })
  test('of a million answers, which hardly moves, tells the numbers of its axis apart', () => {
    const still = [-0.3182, -0.3169].map((value, i) => ({
      start: `2026-01-0${i + 1}`,
      n: 500_000,
      value,
      low: value - 0.003,
      high: value + 0.003,
    }))
    const numbers = writtenOn(trendPicture(look, 800, still, null, words)).filter((text) =>
      text.startsWith('−0.3'),
    )
    expect(numbers.length).toBeGreaterThan(3)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
  test('shows a note at the last point that had begun on its day, and none before the first', () => {
    const notes = [{ day: '2026-01-05' }, { day: '2026-01-12' }, { day: '2025-12-31' }]
    expect(placed(notes, ['2026-01-05', '2026-01-12', '2026-01-19'])).toEqual([
      { at: 0, letter: 'a' },
      { at: 1, letter: 'b' },
    ])
  })
})

/** The words that a drawing writes, in order; a value at x or y lies as many pixels from the corner. */
function writtenOn({ under }: Drawing): string[] {
  const words: string[] = []
  const context = new Proxy(
    {},
    {
      get: (_, name) => (name === 'fillText' ? (text: string) => words.push(text) : () => {}),
      set: () => true,
    },
  )
  const area = { top: 0, right: 800, bottom: 300, left: 0, width: 800, height: 300 }
  const pen = { context: asContext(context), area, x: (x: number) => x, y: (y: number) => y }
  for (const mark of under) mark(pen)
  return words
}

/** Marks only call methods and set properties, both of which the stand-in takes. */
const asContext = (stand: object) => stand as CanvasRenderingContext2D

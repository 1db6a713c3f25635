import { describe, expect, test } from 'vitest'
import {
  type Centre,
  type Coordinate,
  importancePerformance,
} from '../../../statistics/importance-performance.ts'
import { rankCorrelation } from '../../../statistics/rank-correlation.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Placed = {
  id: string
  importance: number[]
  performance: number[]
  cross_importance: number
  cross_performance: number
  quadrant: string[]
  gap: number[]
  below_iso_line: number[]
}
type Agreement = { id: string; spearman: number }

const { cases, tolerance } = golden<{ cases: (Placed | Agreement)[]; tolerance: Tolerance }>('ipa')
const placed = cases.filter((each) => 'quadrant' in each)
const agreements = cases.filter((each) => 'spearman' in each)

const at = (mean: number, half = 0): Coordinate => ({ mean, low: mean - half, high: mean + half })
const point = (importance: number, performance: number, half = 0) => ({
  key: `${importance}/${performance}`,
  importance: at(importance, half),
  performance: at(performance, half),
})

describe('agrees with R', () => {
  test('every case is one or the other', () =>
    expect(placed.length + agreements.length).toBe(cases.length))

  test.each(placed)('$id', (expected) => {
    const points = expected.importance.map((importance, i) =>
      point(importance, expected.performance[i] ?? 0),
    )
    const middle = { importance: 4, performance: 4 }
    const centre: Centre = expected.id.includes('scale_centred') ? middle : 'data'
    const analysis = importancePerformance(points, centre)
    expectClose(
      [analysis?.cross.importance, analysis?.cross.performance],
      [expected.cross_importance, expected.cross_performance],
      tolerance,
    )
    const found = analysis?.points ?? []
    expect(found.map(({ quadrant }) => quadrant)).toEqual(
      expected.quadrant.map((name) => name.replaceAll('_', '-')),
    )
    const gaps = found.map(({ gap }) => gap)
    expectClose(gaps, expected.gap, tolerance)
    const below = gaps.flatMap((gap, i) => (gap !== null && gap < 0 ? [i + 1] : []))
    expect(below).toEqual(expected.below_iso_line)
  })

  test.each(agreements)('$id', ({ spearman }) => {
    const find = (start: string) => placed.find(({ id }) => id.startsWith(start))?.importance ?? []
    const [stated, derived] = [find('kiosk_stated_data'), find('kiosk_derived')]
    expectClose(rankCorrelation(stated, derived), spearman, tolerance)
  })
})

describe('quadrants', () => {
  const middle = { importance: 4, performance: 4 }

  test('a point on a line counts as high', () => {
    const quadrant = (importance: number, performance: number) =>
      importancePerformance([point(importance, performance)], middle)?.points[0]?.quadrant
    expect(quadrant(4, 4)).toBe('keep-up')
    expect(quadrant(4, 3.9)).toBe('concentrate-here')
    expect(quadrant(3.9, 4)).toBe('possible-overkill')
    expect(quadrant(3.9, 3.9)).toBe('low-priority')
  })

  test('an interval across a line, or none at all, is borderline', () => {
    const borderline = (half: number) =>
      importancePerformance([point(5, 6, half)], middle)?.points[0]?.borderline
    expect([borderline(0.9), borderline(1), borderline(2)]).toEqual([false, true, true])
    const alone = { mean: 5, low: null, high: null }
    const one = { key: 'one', importance: alone, performance: alone }
    expect(importancePerformance([one], middle)?.points[0]?.borderline).toBe(true)
  })

  test('axes on different scales have no gap', () => {
    expect(importancePerformance([point(0.3, 5)], 'data', false)?.points[0]?.gap).toBeNull()
  })

  test('nothing to place gives nothing', () => expect(importancePerformance([])).toBeNull())
})

describe('rank correlation', () => {
  test('sees order only', () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1000])).toBe(1)
    expect(rankCorrelation([1, 2, 3], [9, 8, 1])).toBe(-1)
  })

  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
  test('gives ties their mean rank', () => {
    const r = rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])
    expectClose(r, 4.5 / Math.sqrt(22.5), { relative: 1e-12, absolute: 0 })
  })

  test('is unknown without order', () => {
    expect(rankCorrelation([1], [2])).toBeNull()
    expect(rankCorrelation([1, 1], [1, 2])).toBeNull()
  })
})

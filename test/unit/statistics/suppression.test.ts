import { describe, expect, test } from 'vitest'
import { filterMayShow, hideSmallCells, hideSmallGroups } from '../../../statistics/suppression.ts'
import { golden } from '../../support/golden.ts'
import { random } from '../../support/random.ts'

type Table = {
  id: string
  counts: number[][]
  k: number
  hidden: boolean[][]
  row_total_hidden: boolean[]
  col_total_hidden: boolean[]
}
type Filter = { id: string; parent_n: number; filtered_n: number; k: number; show: boolean }

const { cases } = golden<{ cases: (Table | Filter)[] }>('suppression')
const tables = cases.filter((each) => 'counts' in each)
const filters = cases.filter((each) => 'show' in each)

describe('agrees with the reference', () => {
  test('every case is a table or a filter', () =>
    expect(tables.length + filters.length).toBe(cases.length))

  test.each(tables)('$id', ({ counts, k, hidden, row_total_hidden, col_total_hidden }) => {
    expect(hideSmallCells(counts, k)).toEqual({
      hidden,
      rowTotalHidden: row_total_hidden,
      columnTotalHidden: col_total_hidden,
    })
  })

  test.each(filters)('$id', ({ parent_n, filtered_n, k, show }) => {
    expect(filterMayShow(filtered_n, parent_n, k)).toBe(show)
  })
})

describe('groups of one total', () => {
  test('a small group takes the next smallest with it', () => {
    expect(hideSmallGroups([4, 9, 6], 5)).toEqual([true, false, true])
  })

  test('of equal groups the first is taken', () => {
    expect(hideSmallGroups([8, 3, 8], 5)).toEqual([true, true, false])
  })

  test('two small groups may still be too few together', () => {
    expect(hideSmallGroups([2, 3, 40], 5)).toEqual([true, true, false])
    expect(hideSmallGroups([1, 2, 40, 50], 5)).toEqual([true, true, true, false])
  })

  test('nobody is no group', () => {
    expect(hideSmallGroups([0, 10, 8], 5)).toEqual([false, false, false])
    expect(hideSmallGroups([], 5)).toEqual([])
  })

  test('people without a value are a group that subtraction would reveal', () => {
    expect(hideSmallGroups([20, 30], 5, 52)).toEqual([true, false])
    expect(hideSmallGroups([20, 30], 5, 60)).toEqual([false, false])
    expect(hideSmallGroups([3, 30], 5, 60)).toEqual([true, false])
  })

  test('a group that is everyone cannot be hidden behind another', () => {
    expect(hideSmallGroups([4, 0], 5)).toEqual([true, false])
    expect(hideSmallGroups([7, 0], 5)).toEqual([false, false])
  })
})

test('no total minus shown cells ever gives a group under k, in 2,000 random tables', () => {
  const chance = random(72)
  const leaks: unknown[] = []
  for (let round = 0; round < 2000; round += 1) {
    const k = 3 + chance.integer(8)
    const counts = Array.from({ length: 1 + chance.integer(4) }, () =>
      Array.from({ length: 4 }, () => chance.integer(3 * k)),
    )
    const { hidden, rowTotalHidden, columnTotalHidden } = hideSmallCells(counts, k)
    counts.forEach((row, i) => {
      if (!isSafe(row, hidden[i] ?? [], rowTotalHidden[i] ?? false, k)) leaks.push({ counts, k, i })
    })
    counts[0]?.forEach((_, j) => {
      const column = counts.map((row) => row[j] ?? 0)
      const concealed = hidden.map((row) => row[j] ?? false)
      if (!isSafe(column, concealed, columnTotalHidden[j] ?? false, k)) leaks.push({ counts, k, j })
    })
  }
  expect(leaks).toEqual([])
})

/** No small cell shows; beside a shown total the hidden cells are several, with k or more. */
function isSafe(
  line: readonly number[],
  hidden: readonly boolean[],
  totalHidden: boolean,
  k: number,
): boolean {
  if (line.some((n, i) => n > 0 && n < k && !hidden[i])) return false
  const concealed = line.filter((_, i) => hidden[i])
  if (totalHidden || concealed.length === 0) return true
  return concealed.length > 1 && concealed.reduce((sum, n) => sum + n, 0) >= k
}

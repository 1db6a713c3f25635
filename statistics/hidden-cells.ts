/** Which figures of people told apart by one name, two, or more must be hidden: all tables of some names together. */
import { hideBlocks } from './hidden-blocks.ts'
import { hideBoxes } from './hidden-boxes.ts'
import { hideSmallGroups } from './suppression.ts'

/** A cell of a table of any number of names: its value of each of them ('' for none), and how many are in it. */
export type Cell = { at: readonly string[]; n: number }

/**
 * What may not be shown of a table, be it that nobody is there: an empty cell beside hidden ones would tell of them.
 * - Of one name: small groups, and more until those who are hidden are k together.
 * - Of two: what has a value that the table of one name hides, and rectangles around small cells (hidden-blocks.ts).
 *   Values that are hidden count as one: that is all that can be computed of them.
 * - Of more: what one name fewer would hide, and boxes around small cells; where a box is not to be had, everything.
 * @param cells each place once; places that are left out are empty
 * @returns whether the cell with these values is hidden; a value nobody has is not
 */
export function hiddenCells(cells: readonly Cell[], k: number): (at: readonly string[]) => boolean {
  const axes = cells[0]?.at.length ?? 0
  if (axes === 0) return () => false
  const hiddenValues = Array.from({ length: axes }, (_, axis) => hiddenOfOne(cells, axis, k))
  if (axes === 1) return ([value = '']) => hiddenValues[0]?.has(value) ?? false
  const pooled = (at: readonly string[]): string[] =>
    at.map((value, axis) => (hiddenValues[axis]?.has(value) ? POOL : value))
  const pool = added(cells.map(({ at, n }) => ({ at: pooled(at), n })))
  const isInTable = axes === 2 ? hiddenOfTwo(pool, k) : hiddenOfMore(cells, pool, k)
  return (at) => {
    const place = pooled(at)
    return place.includes(POOL) || isInTable(place, at)
  }
}

/** The name of all the hidden values together; no value of a segment can be it. */
const POOL = '\0'

/** The values of one name that its own table hides; the same whatever the order of the cells. */
function hiddenOfOne(cells: readonly Cell[], axis: number, k: number): Set<string> {
  const groups = added(cells.map(({ at, n }) => ({ at: [at[axis] ?? ''], n }))).sort(byValue)
  const hidden = hideSmallGroups(
    groups.map(({ n }) => n),
    k,
  )
  return new Set(groups.filter((_, i) => hidden[i]).map(({ at }) => at[0] ?? ''))
}

/** Those without a value come last, as the remainder of a total does. */
function byValue({ at: [a = ''] }: Cell, { at: [b = ''] }: Cell): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1
  return a < b ? -1 : 1
}

function hiddenOfTwo(pool: readonly Cell[], k: number): (place: readonly string[]) => boolean {
  const [rows, columns] = [valuesOf(pool, 0), valuesOf(pool, 1)]
  const counts = rows.map(() => columns.map(() => 0))
  for (const { at, n } of pool) {
    const row = counts[rows.indexOf(at[0] ?? '')]
    if (row) row[columns.indexOf(at[1] ?? '')] = n
  }
  const hidden = hideBlocks(counts, k)
  return ([row = '', column = '']) => hidden[rows.indexOf(row)]?.[columns.indexOf(column)] ?? false
}

function hiddenOfMore(
  cells: readonly Cell[],
  pool: readonly Cell[],
  k: number,
): (place: readonly string[], at: readonly string[]) => boolean {
  const axes = [...(cells[0]?.at ?? []).keys()]
  const smaller = axes.map((axis) => {
    const fewer = cells.map(({ at, n }) => ({ at: at.toSpliced(axis, 1), n }))
    return hiddenCells(added(fewer), k)
  })
  const isBoxed = hideBoxes(pool, k)
  return (place, at) =>
    isBoxed(place) || axes.some((axis) => smaller[axis]?.(at.toSpliced(axis, 1)))
}

const valuesOf = (cells: readonly Cell[], axis: number): string[] =>
  [...new Set(cells.map(({ at }) => at[axis] ?? ''))].sort()

/** Cells of the same place as one; empty ones are left out. */
function added(cells: readonly Cell[]): Cell[] {
  const sums = new Map<string, Cell>()
  for (const { at, n } of cells) {
    const name = JSON.stringify(at)
    sums.set(name, { at, n: n + (sums.get(name)?.n ?? 0) })
  }
  return [...sums.values()].filter(({ n }) => n > 0)
}

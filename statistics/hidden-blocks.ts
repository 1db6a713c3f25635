/**
 * Which cells of a table of two names must be hidden where everybody knows the totals, and a cell that nobody is in
 * says so: rectangles, from whose totals no small group within can be computed.
 */

/** Rows and columns of a rectangle of hidden cells, by place. */
type Block = { rows: readonly number[]; columns: readonly number[] }
type Table = readonly (readonly number[])[]

/**
 * Puts every small cell (0 < n < k) into a rectangle of hidden cells, empty ones too. At least two rows and two
 * columns of a rectangle hold somebody, and each holds k of them, or all of a total that is smaller and known.
 *
 * Why that is enough: the rectangle's rows and columns can be shared out in proportion instead, which changes no
 * figure that is shown. A sum over some hidden cells stays the same only if it takes whole rows or whole
 * columns of each rectangle it touches, and so k people or more.
 * @param counts a row of cells for each value of the first name; totals under k are taken to be known to all
 */
export function hideBlocks(counts: Table, k: number): boolean[][] {
  const hidden = counts.map((row) => row.map(() => false))
  const protectedCells = new Set<string>()
  const table = { counts, totals: totalsOf(counts), hidden, k }
  for (const [i, row] of counts.entries())
    for (const [j, n] of row.entries()) {
      if (n === 0 || n >= k || protectedCells.has(`${i} ${j}`)) continue
      const { rows, columns } = smallestAround(table, i, j) ?? grownAround(table, i, j)
      for (const r of rows)
        for (const c of columns) {
          protectedCells.add(`${r} ${c}`)
          const line = hidden[r]
          if (line) line[c] = true
        }
    }
  return hidden
}

type Known = {
  counts: Table
  totals: { rows: number[]; columns: number[] }
  hidden: readonly (readonly boolean[])[]
  k: number
}

const totalsOf = (counts: Table) => ({
  rows: counts.map(sum),
  columns: (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0))),
})

/** More than these are not tried along one side: the cheapest are among them nearly always. */
const MOST_TRIED = 12

/** The rectangle of four cells that hides the fewest people more; null when none would do. */
function smallestAround(table: Known, i: number, j: number): Block | null {
  const rows = cheapest(table, table.counts.keys(), (row) => [row, j], i)
  const columns = cheapest(table, (table.counts[i] ?? []).keys(), (column) => [i, column], j)
  let best: Block | null = null
  let least = Number.POSITIVE_INFINITY
  for (const row of rows)
    for (const column of columns) {
      const block = { rows: [i, row], columns: [j, column] }
      const cost = costOf(table, block)
      if (cost >= least || !isSafe(table, block)) continue
      best = block
      least = cost
    }
  return best
}

/** Other places along a line that hold somebody, those first that would hide the fewest more. */
function cheapest(
  table: Known,
  places: Iterable<number>,
  cellAt: (place: number) => readonly [number, number],
  own: number,
): number[] {
  const cost = (place: number) => {
    const [row, column] = cellAt(place)
    return costOf(table, { rows: [row], columns: [column] })
  }
  return [...places]
    .filter((place) => place !== own && at(table.counts, ...cellAt(place)) > 0)
    .sort((a, b) => cost(a) - cost(b))
    .slice(0, MOST_TRIED)
}

/** A rectangle that takes in one more row or column until it will do; at last it is the whole table. */
function grownAround(table: Known, i: number, j: number): Block {
  let block: Block = { rows: [i], columns: [j] }
  while (!isSafe(table, block)) {
    const { rows, columns } = block
    const candidates = [
      ...others(table.totals.rows, rows).map((row) => ({ rows: [...rows, row], columns })),
      ...others(table.totals.columns, columns).map((column) => ({
        rows,
        columns: [...columns, column],
      })),
    ]
    const [next] = candidates
      .map((each) => ({ each, faults: faultsOf(table, each), cost: costOf(table, each) }))
      .sort((a, b) => a.faults - b.faults || a.cost - b.cost)
    if (!next) break
    block = next.each
  }
  return block
}

const others = (totals: readonly number[], taken: readonly number[]): number[] =>
  [...totals.keys()].filter((place) => !taken.includes(place))

const isSafe = (table: Known, block: Block): boolean => faultsOf(table, block) === 0

/** How many of the rectangle's rows and columns hold too few, or are missing. */
function faultsOf({ counts, totals, k }: Known, { rows, columns }: Block): number {
  const ofRows = rows.map((row) => sum(columns.map((column) => at(counts, row, column))))
  const ofColumns = columns.map((column) => sum(rows.map((row) => at(counts, row, column))))
  const faults = (held: readonly number[], places: readonly number[], all: readonly number[]) => {
    const few = held.filter((n, i) => n > 0 && n < Math.min(k, all[places[i] ?? 0] ?? 0))
    return few.length + Math.max(0, 2 - held.filter((n) => n > 0).length)
  }
  return faults(ofRows, rows, totals.rows) + faults(ofColumns, columns, totals.columns)
}

/** How many people a rectangle would hide who are not hidden yet. */
const costOf = ({ counts, hidden }: Known, { rows, columns }: Block): number =>
  sum(
    rows.flatMap((row) =>
      columns.map((column) => (hidden[row]?.[column] ? 0 : at(counts, row, column))),
    ),
  )

const at = (counts: Table, row: number, column: number): number => counts[row]?.[column] ?? 0
const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0)

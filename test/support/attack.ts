/** Someone who sees every figure that is shown, and solves for groups too small to be shown. */

/** Cells that make up a figure, and how many people are in them. */
export type Figure = { cells: readonly number[]; n: number }

/**
 * Groups of 1 to k − 1 people whose figures can be computed from what is shown, as places of cells. Attackers know
 * that nobody is fewer than none: a group of cells that must be empty is taken out, and the rest is tried again.
 * @param counts how many are in each cell: what the attacker does not know
 * @param mostEmpty empty cells that a group is tried with
 */
export function smallGroupsFound(
  counts: readonly number[],
  shown: readonly Figure[],
  k: number,
  mostEmpty = 16,
): number[][] {
  const isZero = new Set(shown.filter(({ n }) => n === 0).flatMap(({ cells }) => cells))
  for (;;) {
    const open = [...counts.keys()].filter((cell) => !isZero.has(cell))
    const moves = unseenMoves(open, shown)
    const few = open.filter((cell) => (counts[cell] ?? 0) < k)
    const found = determinedSums(few, counts, moves, k, mostEmpty)
    const small = found.filter((group) => group.some((cell) => (counts[cell] ?? 0) > 0))
    if (small.length > 0 || found.length === 0) return small
    for (const group of found) for (const cell of group) isZero.add(cell)
  }
}

/** A basis of all the ways to move people about that no figure shows, by cell. */
function unseenMoves(open: readonly number[], shown: readonly Figure[]): Map<number, number[]> {
  const rows = shown.map(({ cells }) => open.map((cell) => (cells.includes(cell) ? 1 : 0)))
  const pivots = eliminate(rows)
  const free = [...open.keys()].filter((column) => !pivots.includes(column))
  return new Map(
    open.map((cell, column) => {
      const row = pivots.indexOf(column)
      const part = free.map((each) =>
        row === -1 ? Number(each === column) : -(rows[row]?.[each] ?? 0),
      )
      return [cell, part]
    }),
  )
}

/** Gauss-Jordan in place. @returns by row, the column of its pivot */
function eliminate(rows: number[][]): number[] {
  const pivots: number[] = []
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, i) => i >= pivots.length && Math.abs(row[column] ?? 0) > 1e-9)
    const own = rows[at]
    const next = rows[pivots.length]
    if (!own || !next) continue
    rows[at] = next
    const scale = own[column] ?? 1
    const pivot = own.map((x) => x / scale)
    rows[pivots.length] = pivot
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0
      if (i === pivots.length || factor === 0) continue
      rows[i] = row.map((x, j) => x - factor * (pivot[j] ?? 0))
    }
    pivots.push(column)
  }
  return pivots
}

/** Sets of cells, with fewer than k people in them, whose sum no move changes. */
function determinedSums(
  cells: readonly number[],
  counts: readonly number[],
  moves: ReadonlyMap<number, number[]>,
  k: number,
  mostEmpty: number,
): number[][] {
  const found: number[][] = []
  const width = [...moves.values()][0]?.length ?? 0
  const grow = (from: number, group: number[], n: number, empty: number, moved: number[]) => {
    if (found.length > 0) return
    if (group.length > 0 && moved.every((x) => Math.abs(x) < 1e-9)) {
      found.push(group)
      return
    }
    for (let i = from; i < cells.length; i += 1) {
      const cell = cells[i] ?? 0
      const own = counts[cell] ?? 0
      if (n + own >= k || (own === 0 && empty === mostEmpty)) continue
      const part = moves.get(cell) ?? []
      const next = moved.map((x, j) => x + (part[j] ?? 0))
      grow(i + 1, [...group, cell], n + own, empty + Number(own === 0), next)
    }
  }
  grow(0, [], 0, 0, new Array<number>(width).fill(0))
  return found
}

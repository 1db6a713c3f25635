/**
 * Hides figures of groups so small that they could point to a person, and enough others that
 * the hidden ones cannot be found by subtraction (k-anonymity, Sweeney 2002).
 */

export type HiddenTable = {
  hidden: boolean[][]
  rowTotalHidden: boolean[]
  columnTotalHidden: boolean[]
}

/**
 * Which cells and totals of a table of counts must be hidden at a minimum of k.
 * 1. A cell with 0 < n < k is hidden; a true 0 may be shown.
 * 2. While a line whose total is shown has exactly one hidden cell, its smallest other non-zero
 *    cell is hidden too (ties: the first); if there is none, its total. Rows, then columns,
 *    until nothing changes.
 * 3. The same for a line whose hidden cells together hold fewer than k: the total minus the
 *    shown cells would be a figure of that small group.
 */
export function hideSmallCells(counts: readonly (readonly number[])[], k: number): HiddenTable {
  const columns = (counts[0] ?? []).map((_, j) => j)
  const table: HiddenTable = {
    hidden: counts.map((row) => row.map((n) => isSmall(n, k))),
    rowTotalHidden: counts.map(() => false),
    columnTotalHidden: columns.map(() => false),
  }
  let changed = true
  while (changed) {
    changed =
      protectLines(counts, table, isSingle) || protectLines(counts, table, holdsFewerThan(k))
  }
  return table
}

/** What is unsafe about the hidden counts of a line. */
type Leak = (concealed: readonly number[]) => boolean

const isSingle: Leak = (concealed) => concealed.length === 1

const holdsFewerThan =
  (k: number): Leak =>
  (concealed) =>
    concealed.length > 0 && concealed.reduce((sum, n) => sum + n, 0) < k

/** One pass over rows and columns; true when something more was hidden. */
function protectLines(
  counts: readonly (readonly number[])[],
  { hidden, rowTotalHidden, columnTotalHidden }: HiddenTable,
  leaks: Leak,
): boolean {
  let changed = false
  counts.forEach((row, i) => {
    if (rowTotalHidden[i]) return
    const found = nextToHide(row, hidden[i] ?? [], leaks)
    if (found === 'total') rowTotalHidden[i] = true
    else if (found !== null) hide(hidden, i, found)
    changed ||= found !== null
  })
  columnTotalHidden.forEach((totalHidden, j) => {
    if (totalHidden) return
    const column = counts.map((row) => row[j] ?? 0)
    const concealed = hidden.map((row) => row[j] ?? false)
    const found = nextToHide(column, concealed, leaks)
    if (found === 'total') columnTotalHidden[j] = true
    else if (found !== null) hide(hidden, found, j)
    changed ||= found !== null
  })
  return changed
}

/**
 * Which of several groups that make up a shown total must be hidden: the rule for one line.
 * @param total of all groups, where it is more than their sum (people without a value); the
 * remainder is a group that is never shown, but can be computed, and is protected like one
 */
export function hideSmallGroups(
  counts: readonly number[],
  k: number,
  total = counts.reduce((sum, n) => sum + n, 0),
): boolean[] {
  const rest = total - counts.reduce((sum, n) => sum + n, 0)
  const groups = [...counts, rest]
  const hidden = groups.map((n) => isSmall(n, k))
  for (;;) {
    const found =
      nextToHide(groups, hidden, isSingle) ?? nextToHide(groups, hidden, holdsFewerThan(k))
    if (found === null || found === 'total') return hidden.slice(0, counts.length)
    hidden[found] = true
  }
}

/**
 * May a filtered view be shown beside the whole it was filtered from? Not when it, or what it
 * leaves out, is a small group.
 */
export const filterMayShow = (filtered: number, whole: number, k: number): boolean =>
  !isSmall(filtered, k) && !isSmall(whole - filtered, k)

const isSmall = (n: number, k: number) => n > 0 && n < k

/** The next cell of a leaking line to hide, its total when no cell is left, null when safe. */
function nextToHide(
  line: readonly number[],
  hidden: readonly boolean[],
  leaks: Leak,
): number | 'total' | null {
  if (!leaks(line.filter((_, i) => hidden[i]))) return null
  let smallest: number | 'total' = 'total'
  let least = Number.POSITIVE_INFINITY
  for (const [i, n] of line.entries()) {
    if (hidden[i] || n === 0 || n >= least) continue
    least = n
    smallest = i
  }
  return smallest
}

function hide(hidden: boolean[][], i: number, j: number): void {
  const row = hidden[i]
  if (row) row[j] = true
}

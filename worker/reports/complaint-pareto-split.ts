/** Categories of complaints within groups: a table of counts, with no cell from which a small group could be told. */
import type { ParetoRow } from '../../schema/reports/complaints.ts'
import { hideBlocks } from '../../statistics/hidden-blocks.ts'
import type { Category } from '../../statistics/pareto.ts'
import { proportion, proportionDifference } from '../../statistics/proportion.ts'
import { filterMayShow } from '../../statistics/suppression.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { categoriesTold } from './complaint-privacy.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsByCategoryAndSegment } from './complaint-store.ts'
import { shownGroups } from './head.ts'
import { againstRest } from './panel.ts'

type Split = { shown: ParetoRow['segments']; suppressed: number }
/** Counts by category, then by the segment's value. */
type Table = Map<string, Map<string, number>>

/**
 * By category: its part in each group, largest group first, against its part among everyone else.
 * @param totals all complaints of each category, also of those without a value
 */
export async function categoriesBySegment(
  db: Database,
  scope: ComplaintScope,
  totals: readonly Category[],
): Promise<Map<string, Split>> {
  const { segment, confidence } = scope
  if (segment === null) return new Map()
  const { values, cells, hidden, sizes, all } = await tellableTable(db, scope, segment, totals)
  const found = totals.flatMap(({ category, count }, row) =>
    values.flatMap((value, column) => {
      if (hidden[row]?.[column]) return []
      const [x, n] = [cells[row]?.[column] ?? 0, sizes.get(value) ?? 0]
      return [{ category, value, x, n, rest: { successes: count - x, trials: all - n } }]
    }),
  )
  const differences = againstRest(
    found.map(({ x, n, rest }) => ({
      found: proportionDifference({ successes: x, trials: n }, rest, confidence),
      n: [n, rest.trials],
    })),
  )
  // Cells that nobody is in count too: without them, how many are hidden would tell which.
  const splits = new Map<string, Split>(
    totals.map(({ category }, row) => {
      const unseen = values.filter((_, column) => hidden[row]?.[column]).length
      return [category, { shown: [], suppressed: sizes.size - values.length + unseen }]
    }),
  )
  for (const [i, { category, value, x, n }] of found.entries()) {
    const { share, interval } = proportion(x, n, confidence)
    splits.get(category)?.shown.push({
      value,
      count: x,
      n,
      share: share ?? 0,
      interval,
      difference: differences[i] ?? null,
    })
  }
  return splits
}

export type TellableTable = {
  /** Values of the segment that are told apart, largest first. */
  values: string[]
  /** By category: how many have each value, and last how many have none of these. */
  cells: number[][]
  hidden: boolean[][]
  sizes: ReadonlyMap<string, number>
  all: number
}

/** Categories by a segment's values, and what of it may be told. */
export async function tellableTable(
  db: Database,
  scope: ComplaintScope,
  segment: string,
  totals: readonly Category[],
): Promise<TellableTable> {
  const { privacyMinimum } = scope
  const everyone = { ...scope, filters: new Map<string, string>() }
  const [[own, whole], mayTell] = await Promise.all([
    db.read([
      countsByCategoryAndSegment(casesOf(scope, scope), segment),
      countsByCategoryAndSegment(casesOf(everyone, scope), segment),
    ]),
    categoriesTold(db, { ...scope, segment }, scope),
  ])
  const table = tableIn(own?.rows ?? [])
  const all = sum(totals.map(({ count }) => count))
  const sizes = sizesIn(table)
  const isLeaking = scope.filters.size > 0 && leavesOutFew(table, tableIn(whole?.rows ?? []), scope)
  const groups = shownGroups([...sizes].sort(largestFirst), ([, n]) => n, all, privacyMinimum)
  const values = isLeaking ? [] : groups.shown.map(([value]) => value)
  // The last column is everyone in no group that is shown: what is left of a total is a figure too.
  const cells = totals.map(({ category, count }) => {
    const shown = values.map((value) => table.get(category)?.get(value) ?? 0)
    return [...shown, count - sum(shown)]
  })
  // What the table of all the names hides, it hides here too: else two views could be put together.
  const hidden = hideBlocks(cells, privacyMinimum).map((row, i) =>
    row.map((isHidden, j) => {
      const [category, value] = [totals[i]?.category ?? '', values[j]]
      return isHidden || (value !== undefined && !mayTell(category, value))
    }),
  )
  return { values, cells, hidden, sizes, all }
}

function tableIn(rows: readonly Record<string, unknown>[]): Table {
  const table: Table = new Map()
  for (const { category, value, n } of rows)
    if (value !== null)
      entryOf(table, String(category), () => new Map<string, number>()).set(
        String(value),
        Number(n),
      )
  return table
}

function sizesIn(table: Table): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const row of table.values())
    for (const [value, n] of row) sizes.set(value, (sizes.get(value) ?? 0) + n)
  return sizes
}

/** Whether a filter leaves out so few of a cell of everyone's table that they could be told by subtraction. */
const leavesOutFew = (view: Table, whole: Table, { privacyMinimum }: ComplaintScope): boolean =>
  [...whole].some(([category, row]) =>
    [...row].some(([value, n]) => {
      const inside = view.get(category)?.get(value) ?? 0
      return inside > 0 && !filterMayShow(inside, n, privacyMinimum)
    }),
  )

const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0)
const largestFirst = ([a, m]: [string, number], [b, n]: [string, number]) =>
  n - m || (a < b ? -1 : 1)

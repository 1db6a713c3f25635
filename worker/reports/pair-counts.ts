/** How many answers stand behind measures for every pair of values of two segment names. */
import type { Cell } from '../../statistics/suppression.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { type FoldPlan, PAIR } from '../tallies/fold.ts'
import { countIn } from './cells.ts'
import type { Scope } from './scope.ts'
import { findSumsOf, type View, type Want } from './source.ts'

/** Tallies by the first name's value, then the second's; '' for those who have none. */
type Table = Map<string, Map<string, Tally>>
type Survey = { id: string; plan: FoldPlan }
type Asked = Pick<Want, 'measures' | 'window'>

/** Everyone's counts in a window by measure: rows are the first name's values in `rows`, columns the second's. */
export type PairCounts = {
  rows: string[]
  columns: string[]
  of(measure: string): number[][]
}

/** What to find of the rows for a table of several names: the counts of everyone's cells. */
export function tableView(
  scope: Scope,
  names: readonly string[],
  { measures, window }: Asked,
): View {
  const want = { measures, window, by: 'cells' as const, names, enough: scope.privacyMinimum }
  return { scope: { ...scope, filters: new Map(), segment: null }, wants: [want] }
}

/** The counts of cells by the values of the names, in one order whatever the rows' is. */
export const cellsIn =
  (found: ReadonlyMap<string, Tally>) =>
  (measure: string): Cell[] =>
    [...found]
      .sort(byName)
      .map(([at, tally]) => ({ at: JSON.parse(at), n: countIn(tally, measure) }))

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1

const isTallied = (names: readonly string[]) =>
  names.every((name) => PAIR.some((each) => each === name))

/** What to find of the rows for the counts of a pair; null when the tallies have it. */
export function pairView(
  scope: Scope,
  names: readonly [string, string],
  asked: Asked,
): View | null {
  return isTallied(names) ? null : tableView(scope, names, asked)
}

/**
 * Counts everyone, whatever the scope's filters and split are.
 * @param found the sums of the pair's view, where it has one
 */
export async function pairCounts(
  db: Database,
  survey: Survey,
  scope: Scope,
  names: readonly [string, string],
  asked: Asked,
  found: ReadonlyMap<string, Tally> | undefined,
): Promise<PairCounts> {
  const table = found ? tableOf(found) : await fromTallies(db, survey, scope, names, asked)
  const rows = [...table.keys()]
  const columns = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))]
  return {
    rows,
    columns,
    of: (measure) =>
      rows.map((row) => columns.map((column) => countIn(table.get(row)?.get(column), measure))),
  }
}

function tableOf(found: ReadonlyMap<string, Tally>): Table {
  const table: Table = new Map()
  for (const [cell, tally] of found) {
    const [row = '', column = '']: string[] = JSON.parse(cell)
    entryOf(table, row, () => new Map<string, Tally>()).set(column, tally)
  }
  return table
}

/** A split by the second name for everyone and for each value of the first; what is left of each has no value. */
async function fromTallies(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  [first, second]: readonly [string, string],
  asked: Asked,
): Promise<Table> {
  const wants = (['segment', 'all'] as const).map((by) => ({ ...asked, by }))
  const splits = async (views: { segment: string; filters: Scope['filters'] }[]) => {
    const own = views.map((view) => ({ scope: { ...scope, ...view }, wants }))
    return (await findSumsOf(db, id, plan, own)).map(({ sums: [values, all] }) => {
      const row = new Map(values)
      return row.set('', without(all?.get('') ?? new Map(), [...row.values()]))
    })
  }
  const none = new Map<string, string>()
  const [rows, everyone] = await splits([
    { segment: first, filters: none },
    { segment: second, filters: none },
  ])
  const values = [...(rows?.keys() ?? [])].filter((value) => value !== '')
  const own = values.map((value) => ({ segment: second, filters: new Map([[first, value]]) }))
  const table: Table = new Map((await splits(own)).map((row, i) => [values[i] ?? '', row]))
  const others = [...(everyone ?? [])].map(([value, tally]): [string, Tally] => {
    const known = [...table.values()].flatMap((row) => row.get(value) ?? [])
    return [value, without(tally, known)]
  })
  return table.set('', new Map(others))
}

/** What is left of a tally without its parts; of every measure the counts are enough. */
function without(whole: Tally, parts: readonly Tally[]): Tally {
  const left = [...whole.keys()].map((measure): [string, number[]] => {
    const own = sums(whole, measure, 11)
    return [
      measure,
      own.map((sum, i) => parts.reduce((n, part) => n - sumAt(part, measure, i), sum)),
    ]
  })
  return new Map(left)
}

/** What of a filtered view may be shown: no figure of a small group, and none that one could be computed from (methods 10.2). */
import {
  type Cell,
  hideSmallCells,
  hideSmallCellsOfAll,
  hideSmallGroups,
} from '../../statistics/suppression.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { countIn } from './cells.ts'
import { cellsIn, pairCounts, pairView, tableView } from './pair-counts.ts'
import type { Scope } from './scope.ts'
import { type Found, findSums, findSumsOf, type View, type Want } from './source.ts'

export type Shown = Found & {
  /** Whether there is a view at all; without one, nothing of the focus is left. */
  isShown: boolean
  /** How many of its groups are hidden; 1 when there is no view. */
  suppressed: number
  /** By want: the groups of the focus that are hidden, and so come without sums. */
  hidden: ReadonlySet<string>[]
}

type Survey = { id: string; plan: FoldPlan }

/**
 * The sums that may be shown; without filters all of them, with filters those of a measure and group
 * - that are no small group, and leave none out of the same group of everyone;
 * - whose filters, each taken as one value of a split of the rest, would be shown in that split;
 * - that the table of all the names would show, by which a view is filtered and split.
 * @param focus the measure that the view is about; the first want tells of all of it
 */
export async function findShown(
  db: Database,
  survey: Survey,
  scope: Scope,
  wants: readonly Want[],
  focus: string,
): Promise<Shown> {
  const { id, plan } = survey
  const view = { scope, wants }
  if (scope.filters.size === 0)
    return { ...(await findSums(db, id, plan, view)), isShown: true, suppressed: 0, hidden: [] }
  const lines = linesOf(scope, wants)
  const everyone = { scope: { ...scope, filters: new Map<string, string>() }, wants }
  const named = wants.map((want) => namesOfTable(scope, want))
  const tables = wants.map((want, i) => viewOfTable(scope, named[i] ?? [], want))
  const asked = [...lines.map((line) => line.view), ...tables.filter((each) => each !== null)]
  const all = await findSumsOf(db, id, plan, [view, everyone, ...asked])
  const [found = NOTHING, whole = NOTHING, ...rest] = all
  const [splits, counted] = [rest.slice(0, lines.length), rest.slice(lines.length)]
  const unsafe = unsafeMeasures(scope, lines, splits)
  const inView = () => countIn(found.sums[0]?.get(''), focus)
  const before = inView()
  let suppressed = 0
  const gone = wants.map(() => new Set<string>())
  for (const [i, want] of wants.entries()) {
    const groups = found.sums[i] ?? new Map<string, Tally>()
    const cells = tables[i] ? counted.shift()?.sums[0] : undefined
    const unseen = await hiddenInTable(db, survey, scope, want, named[i] ?? [], cells)
    for (const measure of want.measures) {
      const hidden = new Set([
        ...(unsafe.get(nameOf(want.window))?.has(measure) ? groups.keys() : []),
        ...hiddenBeside(groups, whole.sums[i] ?? new Map(), measure, scope.privacyMinimum),
        ...unseen(measure),
      ])
      const told = [...hidden].filter((group) => countIn(groups.get(group), measure) > 0)
      if (measure === focus) {
        suppressed += told.length
        for (const group of told) gone[i]?.add(group)
      }
      for (const group of hidden) groups.get(group)?.delete(measure)
    }
  }
  if (before === 0 || inView() > 0) return { ...found, isShown: true, suppressed, hidden: gone }
  // Where the focus may not be shown, its people may not be seen through another measure either.
  for (const groups of found.sums) for (const tally of groups.values()) tally.clear()
  return { ...found, isShown: false, suppressed: 1, hidden: gone }
}

const NOTHING: Found = { sums: [], rebuilding: false }

/** One filter's value as one of a split of the people that the other filters leave, in one window. */
type Line = { value: string; window: Want['window']; measures: readonly string[]; view: View }

function linesOf(scope: Scope, wants: readonly Want[]): Line[] {
  const windows = new Map(wants.map(({ window }) => [nameOf(window), window]))
  const measures = [...new Set(wants.flatMap((want) => want.measures))]
  const enough = scope.privacyMinimum
  return [...scope.filters].flatMap(([segment, value]) => {
    const filters = new Map([...scope.filters].filter(([name]) => name !== segment))
    return [...windows.values()].map((window) => ({
      value,
      window,
      measures,
      view: {
        scope: { ...scope, filters, segment },
        wants: (['segment', 'all'] as const).map((by) => ({ measures, window, by, enough })),
      },
    }))
  })
}

/** By window: the measures whose filters a split would not show. */
function unsafeMeasures(
  { privacyMinimum }: Scope,
  lines: readonly Line[],
  splits: readonly Found[],
): Map<string, Set<string>> {
  const unsafe = new Map<string, Set<string>>()
  for (const [i, { value, window, measures }] of lines.entries()) {
    const [values = new Map<string, Tally>(), all] = splits[i]?.sums ?? []
    for (const measure of measures) {
      const counts = [...values.values()].map((tally) => countIn(tally, measure))
      const hidden = hideSmallGroups(counts, privacyMinimum, countIn(all?.get(''), measure))
      if (hidden[[...values.keys()].indexOf(value)])
        entryOf(unsafe, nameOf(window), () => new Set<string>()).add(measure)
    }
  }
  return unsafe
}

/** Groups of a view that are small, or are so nearly all of everyone's group that those left out are a small one. */
function hiddenBeside(
  view: ReadonlyMap<string, Tally>,
  everyone: ReadonlyMap<string, Tally>,
  measure: string,
  privacyMinimum: number,
): string[] {
  const names = [...everyone.keys()]
  const inside = names.map((name) => countIn(view.get(name), measure))
  const outside = names.map((name, i) => countIn(everyone.get(name), measure) - (inside[i] ?? 0))
  const { hidden } = hideSmallCells([inside, outside], privacyMinimum)
  return names.filter((_, i) => hidden[0]?.[i] || hidden[1]?.[i])
}

/**
 * The names whose table tells of a want: in one order however they are asked for, since two tables that hide
 * different equals would show both.
 */
function namesOfTable(scope: Scope, want: Want): string[] {
  const split = want.by === 'segment' ? (want.segment ?? scope.segment) : null
  const names = [...new Set([...scope.filters.keys(), ...(split ? [split] : [])])].sort()
  const isSplitByFilter = split !== null && scope.filters.has(split)
  const isTable = names.length > 2 || (names.length === 2 && !isSplitByFilter)
  return isTable && want.by !== 'period' ? names : []
}

function viewOfTable(scope: Scope, names: readonly string[], want: Want): View | null {
  const [first, second, third] = names
  if (first === undefined || second === undefined) return null
  return third === undefined
    ? pairView(scope, [first, second], want)
    : tableView(scope, names, want)
}

/** By measure: the groups of a view that the table of all its names, whose margins anyone may see, would not show. */
async function hiddenInTable(
  db: Database,
  survey: Survey,
  scope: Scope,
  want: Want,
  names: readonly string[],
  found: Map<string, Tally> | undefined,
): Promise<(measure: string) => string[]> {
  const [first, second, third] = names
  if (first === undefined || second === undefined) return () => []
  const split = want.by === 'segment' ? (want.segment ?? scope.segment) : null
  if (third !== undefined) return hiddenInCrossTable(scope, split, names, found ?? new Map())
  const counts = await pairCounts(db, survey, scope, [first, second], want, found)
  const all = counts.rows.flatMap((row, i) =>
    counts.columns.map((column, j) => ({ at: [row, column], place: [i, j] as const })),
  )
  const own = all.filter(({ at }) => isOurs(scope, names, at))
  const place = split === null ? -1 : names.indexOf(split)
  return (measure) => {
    const { hidden } = hideSmallCells(counts.of(measure), scope.privacyMinimum)
    return own.flatMap(({ at, place: [i, j] }) => (hidden[i]?.[j] ? [at[place] ?? ''] : []))
  }
}

function hiddenInCrossTable(
  scope: Scope,
  split: string | null,
  names: readonly string[],
  found: ReadonlyMap<string, Tally>,
): (measure: string) => string[] {
  const counts = cellsIn(found)
  const place = split === null || scope.filters.has(split) ? -1 : names.indexOf(split)
  return (measure) =>
    [...hideSmallCellsOfAll(counts(measure), scope.privacyMinimum)]
      .filter(({ at }: Cell) => isOurs(scope, names, at))
      .map(({ at }) => at[place] ?? '')
}

/** Whether a cell has the values of the filters. */
const isOurs = ({ filters }: Scope, names: readonly string[], at: readonly string[]): boolean =>
  names.every((name, i) => !filters.has(name) || at[i] === filters.get(name))

const nameOf = ({ from, to }: Want['window']) => `${from} ${to}`

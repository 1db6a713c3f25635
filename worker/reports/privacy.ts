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
import { countIn, crossCounts, pairCounts } from './pair-counts.ts'
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
  const views = [view, everyone, ...lines.map((line) => line.view)]
  const [found = NOTHING, whole = NOTHING, ...splits] = await findSumsOf(db, id, plan, views)
  const unsafe = unsafeMeasures(scope, lines, splits)
  const inView = () => countIn(found.sums[0]?.get(''), focus)
  const before = inView()
  const crossed = await hiddenInCrossTables(db, survey, scope, wants)
  let suppressed = 0
  const gone = wants.map(() => new Set<string>())
  for (const [i, want] of wants.entries()) {
    const groups = found.sums[i] ?? new Map<string, Tally>()
    const unseen = await hiddenInTable(db, survey, scope, want)
    for (const measure of want.measures) {
      const hidden = new Set([
        ...(unsafe.get(nameOf(want.window))?.has(measure) ? groups.keys() : []),
        ...hiddenBeside(groups, whole.sums[i] ?? new Map(), measure, scope.privacyMinimum),
        ...unseen(measure),
        ...(crossed.get(want)?.(measure) ?? []),
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
  return [...scope.filters].flatMap(([segment, value]) => {
    const filters = new Map([...scope.filters].filter(([name]) => name !== segment))
    return [...windows.values()].map((window) => ({
      value,
      window,
      measures,
      view: {
        scope: { ...scope, filters, segment },
        wants: (['segment', 'all'] as const).map((by) => ({ measures, window, by })),
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

/** By measure: the groups of a view of two names that their whole table, whose margins anyone may see, would not show. */
async function hiddenInTable(
  db: Database,
  survey: Survey,
  scope: Scope,
  want: Want,
): Promise<(measure: string) => string[]> {
  const isSplit = want.by === 'segment'
  const [first, second] = [
    ...scope.filters.keys(),
    ...(isSplit ? [want.segment ?? scope.segment] : []),
  ]
  const isTable = scope.filters.size === (isSplit ? 1 : 2) && first !== second
  if (!isTable || want.by === 'period' || !first || !second) return () => []
  // One table for both ways of asking: two that hide different equals would show both.
  const isTurned = second < first
  const counts = await pairCounts(
    db,
    survey,
    scope,
    isTurned ? [second, first] : [first, second],
    want,
  )
  const [firsts, seconds] = isTurned ? [counts.columns, counts.rows] : [counts.rows, counts.columns]
  const own = firsts.indexOf(scope.filters.get(first) ?? '')
  return (measure) => {
    const { hidden } = hideSmallCells(counts.of(measure), scope.privacyMinimum)
    const unseen = seconds.filter((_, i) => (isTurned ? hidden[i]?.[own] : hidden[own]?.[i]))
    if (isSplit) return unseen
    return unseen.includes(scope.filters.get(second) ?? '') ? [''] : []
  }
}

/** By want and measure: the groups of a view of three names or more that the table of all of them would not show. */
async function hiddenInCrossTables(
  db: Database,
  survey: Survey,
  scope: Scope,
  wants: readonly Want[],
): Promise<Map<Want, (measure: string) => string[]>> {
  const asked = wants.flatMap((want) => {
    const split = want.by === 'segment' ? (want.segment ?? scope.segment) : null
    // In one order however they are asked for: two tables that hide different equals would show both.
    const names = [...new Set([...scope.filters.keys(), ...(split ? [split] : [])])].sort()
    return names.length < 3 || want.by === 'period' ? [] : [{ want, names, split }]
  })
  const found = new Map<Want, (measure: string) => string[]>()
  const windows = new Map(asked.map(({ want }) => [nameOf(want.window), want.window]))
  for (const [name, window] of windows) {
    const own = asked.filter(({ want }) => nameOf(want.window) === name)
    const tables = own.map(({ want, names }) => ({ names, measures: want.measures }))
    const counts = await crossCounts(db, survey, scope, window, tables)
    for (const [i, { want, names, split }] of own.entries()) {
      const isOurs = ({ at }: Cell) =>
        names.every((each, j) => !scope.filters.has(each) || at[j] === scope.filters.get(each))
      const place = split === null || scope.filters.has(split) ? -1 : names.indexOf(split)
      found.set(want, (measure) =>
        [...hideSmallCellsOfAll(counts[i]?.(measure) ?? [], scope.privacyMinimum)]
          .filter(isOurs)
          .map(({ at }) => at[place] ?? ''),
      )
    }
  }
  return found
}

const nameOf = ({ from, to }: Want['window']) => `${from} ${to}`

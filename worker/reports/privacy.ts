/** What of a filtered view may be shown: no figure of a small group, and none that one could be computed from (methods 10.2). */
import { hideSmallCells, hideSmallGroups } from '../../statistics/suppression.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { countIn, pairCounts } from './pair-counts.ts'
import type { Scope } from './scope.ts'
import { type Found, findSums, type Want } from './source.ts'

export type Shown = Found & {
  /** Whether there is a view at all; without one, nothing is left. */
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
 * - of the focus, where two names are filtered and split by: that the table of the two would show.
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
  const found = await findSums(db, id, plan, scope, wants)
  if (scope.filters.size === 0) return { ...found, isShown: true, suppressed: 0, hidden: [] }
  const everyone = await findSums(db, id, plan, { ...scope, filters: new Map() }, wants)
  const unsafe = await unsafeMeasures(db, survey, scope, wants)
  const inView = () => countIn(found.sums[0]?.get(''), focus)
  const before = inView()
  let suppressed = 0
  const gone = wants.map(() => new Set<string>())
  for (const [i, want] of wants.entries()) {
    const groups = found.sums[i] ?? new Map<string, Tally>()
    const table = await hiddenInTable(db, survey, scope, want, focus)
    for (const measure of want.measures) {
      const isUnsafe = unsafe.get(nameOf(want.window))?.has(measure)
      const hidden = new Set([
        ...(isUnsafe ? groups.keys() : []),
        ...hiddenBeside(groups, everyone.sums[i] ?? new Map(), measure, scope.privacyMinimum),
        ...(measure === focus ? table : []),
      ])
      for (const group of hidden) {
        if (measure === focus && countIn(groups.get(group), focus) > 0) {
          suppressed++
          gone[i]?.add(group)
        }
        groups.get(group)?.delete(measure)
      }
    }
  }
  if (before === 0 || inView() > 0) return { ...found, isShown: true, suppressed, hidden: gone }
  // Where the focus may not be shown, its people may not be seen through another measure either.
  for (const groups of found.sums) for (const tally of groups.values()) tally.clear()
  return { ...found, isShown: false, suppressed: 1, hidden: gone }
}

/** By window: the measures whose filters a split would not show. */
async function unsafeMeasures(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  wants: readonly Want[],
): Promise<Map<string, Set<string>>> {
  const windows = new Map(wants.map(({ window }) => [nameOf(window), window]))
  const measures = [...new Set(wants.flatMap((want) => want.measures))]
  const unsafe = new Map([...windows.keys()].map((name) => [name, new Set<string>()]))
  for (const [segment, value] of scope.filters) {
    const filters = new Map([...scope.filters].filter(([name]) => name !== segment))
    for (const [name, window] of windows) {
      const lines = (['segment', 'all'] as const).map((by) => ({ measures, window, by }))
      const { sums: line } = await findSums(db, id, plan, { ...scope, filters, segment }, lines)
      const [values = new Map<string, Tally>(), all] = line
      for (const measure of measures) {
        const counts = [...values.values()].map((tally) => countIn(tally, measure))
        const total = countIn(all?.get(''), measure)
        const hidden = hideSmallGroups(counts, scope.privacyMinimum, total)
        if (hidden[[...values.keys()].indexOf(value)]) unsafe.get(name)?.add(measure)
      }
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

/** Groups of a view of two names that their whole table, whose margins anyone may see, would not show. */
async function hiddenInTable(
  db: Database,
  survey: Survey,
  scope: Scope,
  { by, window, segment }: Want,
  focus: string,
): Promise<string[]> {
  const [first, second] = [
    ...scope.filters.keys(),
    ...(by === 'segment' ? [segment ?? scope.segment] : []),
  ]
  const isTable = scope.filters.size === (by === 'segment' ? 1 : 2) && first !== second
  if (!isTable || by === 'period' || !first || !second) return []
  const counts = await pairCounts(db, survey, scope, [first, second], window, focus)
  const columns = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))]
  const rows = [...counts.values()].map((row) => columns.map((column) => row.get(column) ?? 0))
  const { hidden } = hideSmallCells(rows, scope.privacyMinimum)
  const row = [...counts.keys()].indexOf(scope.filters.get(first) ?? '')
  const unseen = columns.filter((_, i) => hidden[row]?.[i])
  if (by === 'segment') return unseen
  return unseen.includes(scope.filters.get(second) ?? '') ? [''] : []
}

const nameOf = ({ from, to }: Want['window']) => `${from} ${to}`

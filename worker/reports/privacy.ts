/** What of a filtered view may be shown: no figure of a small group, and none that one could be computed from (methods 10.2). */
import { hiddenCells } from '../../statistics/hidden-cells.ts'
import { hideSmallCells } from '../../statistics/suppression.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { countIn } from './cells.ts'
import { countsOfTable, type NameTable, type TableCounts, viewOfTable } from './name-tables.ts'
import type { Scope } from './scope.ts'
import { type Found, findSums, findSumsOf, type Want } from './source.ts'

export type Shown = Found & {
  /** Whether there is a view at all; without one, nothing of the focus is left. */
  isShown: boolean
  /** How many of its groups are hidden, also such as nobody is in; 1 when there is no view. */
  suppressed: number
  /** By want: the groups of the focus that are hidden, and so come without sums. */
  hidden: ReadonlySet<string>[]
}

type Survey = { id: string; plan: FoldPlan }

/**
 * The sums that may be shown; without filters all of them, with filters those of a measure and group
 * - that are no small group, and leave none out of the same group of everyone;
 * - that the table of all the names would show, by which a view is filtered;
 * - that the table of those and of the name would show, by which it is split.
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
  const tables = tablesOf(scope, wants)
  const views = tables.map((table) => viewOfTable(scope, table))
  const everyone = { scope: { ...scope, filters: new Map<string, string>() }, wants }
  const asked = views.filter((each) => each !== null)
  const all = findSumsOf(db, id, plan, [view, everyone, ...asked])
  // Tables that need none of these sums do not wait for them.
  const counting = tables.map(async (table, i) => {
    const own = views[i]
    const place = own ? asked.indexOf(own) + 2 : null
    return countsOfTable(db, survey, scope, table, place === null ? undefined : (await all)[place])
  })
  const [[found = NOTHING, whole = NOTHING], counts] = await Promise.all([
    all,
    Promise.all(counting),
  ])
  const told = tellerOf(scope, tables, counts)
  const gone = wants.map(() => new Set<string>())
  for (const [i, want] of wants.entries()) {
    const groups = found.sums[i] ?? new Map<string, Tally>()
    for (const measure of want.measures) {
      const hidden = told(want, judgedBy(measure), groups, whole.sums[i] ?? new Map())
      if (measure === focus) gone[i] = hidden
      for (const group of hidden) groups.get(group)?.delete(measure)
    }
  }
  const suppressed = gone.reduce((sum, { size }) => sum + size, 0)
  if (!gone[0]?.has('')) return { ...found, isShown: true, suppressed, hidden: gone }
  // Where the focus may not be shown, its people may not be seen through another measure either.
  for (const groups of found.sums) for (const tally of groups.values()) tally.clear()
  return { ...found, isShown: false, suppressed: 1, hidden: gone }
}

const NOTHING: Found = { sums: [], rebuilding: false }

/**
 * The measure whose people must be enough. An option is to its question what a bar is to a histogram: it may be
 * rarely chosen, as long as those who could have are no small group.
 */
const judgedBy = (measure: string): string => /^choice\|[^|]+/.exec(measure)?.[0] ?? measure

/** The tables that tell of the wants: of the names a view is filtered by, and of those with the one it is split by. */
function tablesOf(scope: Scope, wants: readonly Want[]): NameTable[] {
  const tables = new Map<string, NameTable & { measures: string[] }>()
  for (const want of wants)
    for (const names of [namesOf(scope), namesOf(scope, want)]) {
      const table = { names, window: want.window, measures: [] }
      entryOf(tables, nameOf(table), () => table).measures.push(...want.measures.map(judgedBy))
    }
  return [...tables.values()].map((each) => ({ ...each, measures: [...new Set(each.measures)] }))
}

/** Names by which people are told apart, in one order however they are asked for. */
function namesOf({ filters, segment }: Scope, want?: Want): string[] {
  const split = want?.by === 'segment' ? (want.segment ?? segment) : null
  return [...new Set([...filters.keys(), ...(split === null ? [] : [split])])].sort()
}

const nameOf = ({ names, window }: Pick<NameTable, 'names' | 'window'>) =>
  [window.from, window.to, ...names].join(' ')

type Groups = ReadonlyMap<string, Tally>
type Teller = (want: Want, measure: string, own: Groups, everyone: Groups) => Set<string>

/** Tells which groups of a want are hidden for a measure, also such as nobody is in. */
function tellerOf(
  scope: Scope,
  tables: readonly NameTable[],
  counts: readonly TableCounts[],
): Teller {
  const known = new Map<string, (at: readonly string[]) => boolean>()
  const inTable = (names: readonly string[], { window }: Want, measure: string) => {
    const name = nameOf({ names, window })
    const place = tables.findIndex((table) => nameOf(table) === name)
    const cells = counts[place]?.(measure) ?? []
    const isHidden = entryOf(known, `${measure} ${name}`, () =>
      hiddenCells(cells, scope.privacyMinimum),
    )
    return { cells, isHidden }
  }
  return (want, measure, own, everyone) => {
    const [filtered, names] = [namesOf(scope), namesOf(scope, want)]
    const place = names.map((name) => scope.filters.get(name) ?? '')
    const hiddenWhole = inTable(filtered, want, measure).isHidden(
      filtered.map((name) => scope.filters.get(name) ?? ''),
    )
    if (hiddenWhole) return new Set(want.by === 'all' ? [''] : own.keys())
    if (want.by === 'period')
      return new Set(hiddenBeside(own, everyone, measure, scope.privacyMinimum))
    const axis = names.findIndex((name) => !scope.filters.has(name))
    if (axis === -1) return new Set()
    const { cells, isHidden } = inTable(names, want, measure)
    const values = new Set(cells.map(({ at }) => at[axis] ?? ''))
    return new Set([...values].filter((value) => value !== '' && isHidden(place.with(axis, value))))
  }
}

/** Periods of a view that are small, or are so nearly all of everyone's that those left out are a small group. */
function hiddenBeside(
  view: Groups,
  everyone: Groups,
  measure: string,
  privacyMinimum: number,
): string[] {
  const names = [...everyone.keys()]
  const inside = names.map((name) => countIn(view.get(name), measure))
  const outside = names.map((name, i) => countIn(everyone.get(name), measure) - (inside[i] ?? 0))
  const { hidden } = hideSmallCells([inside, outside], privacyMinimum)
  return names.filter((_, i) => (hidden[0]?.[i] || hidden[1]?.[i]) && (inside[i] ?? 0) > 0)
}

/** How many answers stand behind measures, by the values of some segment names: of everyone, whatever a report filters. */
import type { Cell } from '../../statistics/hidden-cells.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { type FoldPlan, PAIR } from '../tallies/fold.ts'
import { countIn } from './cells.ts'
import type { Scope } from './scope.ts'
import { type Found, findSumsOf, type View, type Want } from './source.ts'

type Survey = { id: string; plan: FoldPlan }

/** A table that is wanted. Names are in one order however they are asked for, so that equals are hidden alike. */
export type NameTable = Pick<Want, 'measures' | 'window'> & { names: readonly string[] }

/** The cells of a table by measure; '' is the value of those who have none. */
export type TableCounts = (measure: string) => Cell[]

/** What to find for a table beside a report's own sums; null for the pair that only several views of the tallies tell. */
export function viewOfTable(scope: Scope, { names, measures, window }: NameTable): View | null {
  const everyone = { ...scope, filters: new Map<string, string>(), segment: null }
  const asked = { measures, window, enough: scope.privacyMinimum }
  const [segment] = names
  if (names.length === 1 && segment !== undefined)
    return {
      scope: { ...everyone, segment },
      wants: (['segment', 'all'] as const).map((by) => ({ ...asked, by })),
    }
  if (isTallied(names)) return null
  return { scope: everyone, wants: [{ ...asked, by: 'cells', names }] }
}

const isTallied = (names: readonly string[]) =>
  names.length === PAIR.length && names.every((name) => PAIR.some((each) => each === name))

/** @param found the sums of the table's view, where it has one */
export async function countsOfTable(
  db: Database,
  survey: Survey,
  scope: Scope,
  table: NameTable,
  found: Found | undefined,
): Promise<TableCounts> {
  const [first, second] = table.names
  if (isTallied(table.names) && first !== undefined && second !== undefined)
    return countsIn(await pairOf(db, survey, scope, [first, second], table))
  const [cells = new Map(), all] = found?.sums ?? []
  if (table.names.length > 1)
    return countsIn([...cells].map(([at, tally]) => [JSON.parse(at), tally]))
  const values = [...cells].map(([value, tally]): Known => [[value], tally])
  return countsIn([...values, [[''], without(all?.get('') ?? new Map(), [...cells.values()])]])
}

/** Values of the names, and the sums of those who have them. */
type Known = [at: string[], tally: Tally]

const countsIn =
  (cells: readonly Known[]): TableCounts =>
  (measure) =>
    cells.map(([at, tally]) => ({ at, n: countIn(tally, measure) }))

/** A split by the second name for everyone and for each value of the first; what is left of each has no value. */
async function pairOf(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  [first, second]: readonly [string, string],
  { measures, window }: NameTable,
): Promise<Known[]> {
  const wants = (['segment', 'all'] as const).map((by) => ({ measures, window, by }))
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
  const known = await splits(own)
  const others = [...(everyone ?? [])].map(([value, tally]): Known => {
    const told = known.flatMap((row) => row.get(value) ?? [])
    return [['', value], without(tally, told)]
  })
  const told = known.flatMap((row, i) =>
    [...row].map(([value, tally]): Known => [[values[i] ?? '', value], tally]),
  )
  return [...told, ...others]
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

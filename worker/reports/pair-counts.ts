/** How many answers stand behind measures for every pair of values of two segment names. */
import type { Cell } from '../../statistics/suppression.ts'
import { add, sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { type FoldPlan, PAIR, segmentValuesOf } from '../tallies/fold.ts'
import { contributionsOf } from '../tallies/measures.ts'
import type { Scope } from './scope.ts'
import { answersIn, findSumsOf, type Want } from './source.ts'

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

/** Counts everyone, whatever the scope's filters and split are. */
export async function pairCounts(
  db: Database,
  survey: Survey,
  scope: Scope,
  names: readonly [string, string],
  asked: Asked,
): Promise<PairCounts> {
  const isTallied = names.every((name) => PAIR.some((each) => each === name))
  const table = await (isTallied ? fromTallies : fromRows)(db, survey, scope, names, asked)
  const rows = [...table.keys()]
  const columns = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))]
  return {
    rows,
    columns,
    of: (measure) =>
      rows.map((row) => columns.map((column) => countIn(table.get(row)?.get(column), measure))),
  }
}

/** A table of three names or more, whose cells are counted for some measures. */
export type CrossAsked = { names: readonly string[]; measures: readonly string[] }

/** Everyone's counts of a window by the values of several names; all tables of one reading of the rows. */
export async function crossCounts(
  db: Database,
  survey: Survey,
  scope: Scope,
  window: Want['window'],
  tables: readonly CrossAsked[],
): Promise<((measure: string) => Cell[])[]> {
  const found = tables.map(() => new Map<string, { at: string[]; tally: Tally }>())
  const everyone = { ...scope, filters: new Map<string, string>() }
  for await (const response of answersIn(db, survey, everyone, window)) {
    const definition = survey.plan.definitions.get(response.version)
    if (!definition) continue
    const values = new Map(segmentValuesOf(response))
    const contributions = contributionsOf(definition, response)
    for (const [i, { names, measures }] of tables.entries()) {
      const at = names.map((name) => values.get(name) ?? '')
      const cells = found[i] ?? new Map()
      const { tally } = entryOf(cells, JSON.stringify(at), () => ({ at, tally: new Map() }))
      for (const [measure, own] of contributions)
        if (measures.includes(measure)) add(tally, measure, own)
    }
  }
  return found.map(
    (cells) => (measure) =>
      [...cells].sort(byName).map(([, { at, tally }]) => ({ at, n: countIn(tally, measure) })),
  )
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1

/** How many answers stand behind a measure of a tally. */
export function countIn(tally: Tally | undefined, measure: string): number {
  if (!tally) return 0
  if (!measure.startsWith('values|')) return sumAt(tally, measure, 0)
  return sums(tally, measure, 11).reduce((sum, count) => sum + count, 0)
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

async function fromRows(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  [first, second]: readonly [string, string],
  { measures, window }: Asked,
): Promise<Table> {
  const table: Table = new Map()
  for await (const response of answersIn(
    db,
    { id, plan },
    { ...scope, filters: new Map() },
    window,
  )) {
    const survey = plan.definitions.get(response.version)
    if (!survey) continue
    const values = new Map(segmentValuesOf(response))
    const row = entryOf(table, values.get(first) ?? '', () => new Map<string, Tally>())
    const cell: Tally = entryOf(row, values.get(second) ?? '', () => new Map())
    for (const [measure, own] of contributionsOf(survey, response))
      if (measures.includes(measure)) add(cell, measure, own)
  }
  return table
}

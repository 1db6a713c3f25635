/** How many answers stand behind a measure for every pair of values of two segment names. */
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { type FoldPlan, PAIR, segmentValuesOf } from '../tallies/fold.ts'
import { contributionsOf } from '../tallies/measures.ts'
import type { Scope, Window } from './scope.ts'
import { answersIn, findSums } from './source.ts'

/** By the first name's value, then the second's; '' for those who have none. */
export type PairCounts = Map<string, Map<string, number>>

/** Counts everyone in a window, whatever the scope's filters and split are. */
export function pairCounts(
  db: Database,
  survey: { id: string; plan: FoldPlan },
  scope: Scope,
  names: readonly [string, string],
  window: Window,
  measure: string,
): Promise<PairCounts> {
  const [first, second] = names
  if (first === PAIR[1] && second === PAIR[0])
    return pairCounts(db, survey, scope, PAIR, window, measure).then(turned)
  const isTallied = first === PAIR[0] && second === PAIR[1]
  const count = isTallied ? countTallies : countRows
  return count(db, survey, { ...scope, filters: new Map() }, names, window, measure)
}

/** How many answers stand behind a measure of a tally. */
export function countIn(tally: Tally | undefined, measure: string): number {
  if (!tally) return 0
  if (!measure.startsWith('values|')) return sumAt(tally, measure, 0)
  return sums(tally, measure, 11).reduce((sum, count) => sum + count, 0)
}

async function countTallies(
  db: Database,
  { id, plan }: { id: string; plan: FoldPlan },
  scope: Scope,
  [first, second]: readonly [string, string],
  window: Window,
  measure: string,
): Promise<PairCounts> {
  const wants = (['segment', 'all'] as const).map((by) => ({ measures: [measure], window, by }))
  const valuesOf = async (segment: string, filters: Scope['filters']) => {
    const { sums: found } = await findSums(db, id, plan, { ...scope, segment, filters }, wants)
    const counts = [...(found[0] ?? [])].map(([value, tally]) => [value, countIn(tally, measure)])
    return withOthers(new Map(counts as [string, number][]), countIn(found[1]?.get(''), measure))
  }
  const rows = await valuesOf(first, new Map())
  const columns = await valuesOf(second, new Map())
  const counts: PairCounts = new Map()
  for (const value of rows.keys())
    if (value !== '') counts.set(value, await valuesOf(second, new Map([[first, value]])))
  const others = [...columns].map(([value, n]): [string, number] => {
    const counted = [...counts.values()].reduce((sum, row) => sum + (row.get(value) ?? 0), 0)
    return [value, n - counted]
  })
  return counts.set('', new Map(others))
}

/** Counts by value, and under '' those of the total who have none. */
function withOthers(counts: Map<string, number>, total: number): Map<string, number> {
  const counted = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return counts.set('', total - counted)
}

async function countRows(
  db: Database,
  { id, plan }: { id: string; plan: FoldPlan },
  scope: Scope,
  [first, second]: readonly [string, string],
  window: Window,
  measure: string,
): Promise<PairCounts> {
  const counts: PairCounts = new Map()
  for await (const response of answersIn(db, { id, plan }, scope, window)) {
    const survey = plan.definitions.get(response.version)
    if (!survey) continue
    const tally: Tally = new Map()
    for (const [name, own] of contributionsOf(survey, response))
      if (name === measure) tally.set(name, [...own])
    const n = countIn(tally, measure)
    if (n === 0) continue
    const values = new Map(segmentValuesOf(response))
    const row = entryOf(counts, values.get(first) ?? '', () => new Map<string, number>())
    const value = values.get(second) ?? ''
    row.set(value, (row.get(value) ?? 0) + n)
  }
  return counts
}

function turned(counts: PairCounts): PairCounts {
  const other: PairCounts = new Map()
  for (const [first, row] of counts)
    for (const [second, n] of row)
      entryOf(other, second, () => new Map<string, number>()).set(first, n)
  return other
}

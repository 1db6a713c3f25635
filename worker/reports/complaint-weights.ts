/** What complaints weigh beside their number (methods 8.10): by what their customers' tiers are worth, or by what they cost. */
import type { ParetoWeight } from '../../schema/reports/complaints.ts'
import type { Category } from '../../statistics/pareto.ts'
import type { Database } from '../db.ts'
import { type TellableTable, tellableTable } from './complaint-pareto-split.ts'
import type { ComplaintScope } from './complaint-scope.ts'
import { refuse } from './scope.ts'

/**
 * The weight of each category, in whatever the account's weights are in.
 * @throws Problem invalid-request, with what is possible, where the account has not said what they weigh
 */
export async function weightsOf(
  db: Database,
  scope: ComplaintScope,
  by: ParetoWeight,
  totals: readonly Category[],
): Promise<Map<string, number>> {
  checkWeight(scope, by)
  const { tiers, categories } = scope.weights
  if (by === 'cost')
    return new Map(
      totals.map(({ category, count }) => [category, count * (categories[category] ?? 0)]),
    )
  if (by === 'count') return new Map(totals.map(({ category, count }) => [category, count]))
  const table = await tellableTable(db, scope, 'tier', totals)
  return new Map(totals.map(({ category }, row) => [category, worthOf(table, tiers, row)]))
}

/** @throws Problem invalid-request */
export function checkWeight({ weights, segment }: ComplaintScope, by: ParetoWeight): void {
  const isSet = (of: object) => Object.keys(of).length > 0
  const possible = [
    'count',
    ...(isSet(weights.tiers) ? ['value'] : []),
    ...(isSet(weights.categories) ? ['cost'] : []),
  ]
  if (!possible.includes(by))
    refuse(
      '?weight',
      `Possible: ${possible.join(', ')}; for others, set complaintWeights in the settings`,
    )
  if (by !== 'count' && segment !== null)
    refuse('?segment', 'Weighted complaints are not split; possible with weight=count')
}

/**
 * Of a cell that may not be told, people weigh what all in such cells weigh on average: that can be computed from
 * what the split shows already, and the total stays exact. Who has no tier, or one without a value, weighs nothing.
 */
function worthOf(
  { values, cells, hidden }: TellableTable,
  tiers: Readonly<Record<string, number>>,
  row: number,
): number {
  const worth = (column: number) => tiers[values[column] ?? ''] ?? 0
  const [unseen, weight] = added(cells, (i, j) => hidden[i]?.[j] === true, worth)
  const [few] = added(cells, (i, j) => i === row && hidden[i]?.[j] === true, worth)
  const [, told] = added(cells, (i, j) => i === row && !hidden[i]?.[j], worth)
  return told + (unseen === 0 ? 0 : (few * weight) / unseen)
}

/** How many people are in some cells, and what they weigh. */
function added(
  cells: readonly (readonly number[])[],
  isMeant: (row: number, column: number) => boolean,
  worth: (column: number) => number,
): [people: number, weight: number] {
  let [people, weight] = [0, 0]
  for (const [i, line] of cells.entries())
    for (const [j, n] of line.entries()) {
      if (!isMeant(i, j)) continue
      people += n
      weight += n * worth(j)
    }
  return [people, weight]
}

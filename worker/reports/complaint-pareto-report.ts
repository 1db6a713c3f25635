/** Which few categories make most of the complaints, which take a larger part than before, and of whom. */
import type { ParetoRow, ParetoWeight } from '../../schema/reports/complaints.ts'
import { type Category, pareto } from '../../statistics/pareto.ts'
import { paretoChange } from '../../statistics/pareto-change.ts'
import type { Database } from '../db.ts'
import { categoriesBySegment } from './complaint-pareto-split.ts'
import { categoriesTold, tellingOf } from './complaint-privacy.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsByCategory } from './complaint-store.ts'
import { checkWeight, weightsOf } from './complaint-weights.ts'
import { asChange } from './panel.ts'

/**
 * @returns categories from large to small, of a filtered view those that may be told; none when it is too small itself
 * @throws Problem invalid-request, with what is possible
 */
export async function complaintPareto(
  db: Database,
  scope: ComplaintScope,
  by: ParetoWeight,
): Promise<ParetoRow[]> {
  checkWeight(scope, by)
  const unsplit = { ...scope, segment: null }
  const windows = [scope, scope.previous]
  const [telling, ofBefore] = await Promise.all(
    windows.map((window) => tellingOf(db, unsplit, window, null)),
  )
  const told = await Promise.all(windows.map((window) => categoriesTold(db, unsplit, window)))
  const [now = [], past = []] = (
    await db.read([
      countsByCategory(casesOf(scope, scope)),
      countsByCategory(casesOf(scope, scope.previous)),
    ])
  ).map(({ rows }) =>
    rows.map((row): Category => ({ category: String(row.value), count: Number(row.n) })),
  )
  if (!telling?.isShown) return []
  const before = ofBefore?.isShown ? past : []
  const split = await categoriesBySegment(db, scope, now)
  const compared = paretoChange(now, before, scope.confidence)
  const changes = new Map(
    compared
      .filter(({ category }) => told.every((mayTell) => mayTell(category)))
      .map((change) => [change.category, change]),
  )
  const weights = await weightsOf(db, scope, by, now)
  const counts = new Map(now.map(({ category, count }) => [category, count]))
  const weighed = [...weights]
    .filter(([category]) => told[0]?.(category))
    .map(([category, weight]) => ({ category, count: weight }))
  return pareto(weighed).map((row) => {
    const change = by === 'count' ? changes.get(row.category) : undefined
    const found = asChange(change?.difference ?? null, [size(now), size(before)])
    const corrected = change && { adjustedP: change.adjustedP, verdict: change.verdict }
    return {
      ...row,
      count: counts.get(row.category) ?? 0,
      weight: row.count,
      difference: found && { ...found, ...corrected },
      segments: split.get(row.category)?.shown ?? [],
      suppressed: split.get(row.category)?.suppressed ?? 0,
    }
  })
}

const size = (categories: readonly Category[]) =>
  categories.reduce((sum, { count }) => sum + count, 0)

/** The E × P cells of one item: whole months from the tallies, part months (and filtered views) from rows. */
import { sums } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { Subject } from './gather.ts'
import { monthlySums } from './monthly.ts'
import type { Scope } from './scope.ts'

/** @returns rows E from low to high, columns P; null on a scale of more than ten points */
export async function cellsOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  key: string,
): Promise<number[][] | null> {
  const item = survey.definition.questions.find((question) => question.key === key)
  if (item?.type !== 'gap' || item.scale > 10) return null
  const measure = `cells|${key}`
  const tally = await monthlySums(db, survey, scope, scope, [measure])
  const flat = sums(tally, measure, item.scale * item.scale)
  return Array.from({ length: item.scale }, (_, e) =>
    flat.slice(e * item.scale, (e + 1) * item.scale),
  )
}

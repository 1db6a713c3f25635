/** The E × P cells of one item: whole months from the tallies, part months (and filtered views) from rows. */
import { addDays, nextStart, startOf } from '../../schema/calendar.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { add, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { type FoldPlan, segmentValuesOf } from '../tallies/fold.ts'
import { monthlyContributionsOf } from '../tallies/measures.ts'
import type { Scope, Window } from './scope.ts'
import { findSums, rowsIn } from './source.ts'

type Survey = { id: string; definition: SurveyDefinition; plan: FoldPlan }

/** @returns rows E from low to high, columns P; null on a scale of more than ten points */
export async function cellsOf(
  db: Database,
  survey: Survey,
  scope: Scope,
  key: string,
): Promise<number[][] | null> {
  const item = survey.definition.questions.find((question) => question.key === key)
  if (item?.type !== 'gap' || item.scale > 10) return null
  const measure = `cells|${key}`
  const tally: Tally = new Map()
  const { months, parts } =
    scope.filters.size === 0 ? split(scope) : { months: null, parts: [scope] }
  if (months) {
    const want = { measures: [measure], window: months, by: 'all' as const }
    const everyone = { ...scope, segment: null }
    const { sums: found } = await findSums(db, survey.id, survey.plan, everyone, [want])
    add(tally, measure, found[0]?.get('')?.get(measure) ?? [])
  }
  for (const window of parts)
    for await (const response of rowsIn(db, survey.id, window, scope.timeZone)) {
      const definition = survey.plan.definitions.get(response.version)
      const values = new Map(segmentValuesOf(response))
      if (!definition || ![...scope.filters].every(([name, value]) => values.get(name) === value))
        continue
      for (const [name, cells] of monthlyContributionsOf(definition, response))
        if (name === measure) add(tally, measure, cells)
    }
  const flat = sums(tally, measure, item.scale * item.scale)
  return Array.from({ length: item.scale }, (_, e) =>
    flat.slice(e * item.scale, (e + 1) * item.scale),
  )
}

/** A window as its whole months and the part months around them. */
function split({ from, to }: Window): { months: Window | null; parts: Window[] } {
  const first = from === startOf('month', from) ? from : nextStart('month', startOf('month', from))
  const isWholeEnd = addDays(to, 1) === startOf('month', addDays(to, 1))
  const last = isWholeEnd ? to : addDays(startOf('month', to), -1)
  if (first > last) return { months: null, parts: [{ from, to }] }
  return {
    months: { from: first, to: last },
    parts: [
      ...(from < first ? [{ from, to: addDays(first, -1) }] : []),
      ...(last < to ? [{ from: addDays(last, 1), to }] : []),
    ],
  }
}

/** Sums that are tallied by month, for everyone: whole months from the tallies, part months and filtered views from rows. */
import { addDays, nextStart, startOf } from '../../schema/calendar.ts'
import { add, merge, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { addMonthly } from '../tallies/measures.ts'
import type { Scope, Window } from './scope.ts'
import { answersIn, findSums } from './source.ts'

/** @param measures names, or beginnings of names that end with `|` */
export async function monthlySums(
  db: Database,
  survey: { id: string; plan: FoldPlan },
  scope: Scope,
  window: Window,
  measures: readonly string[],
): Promise<Tally> {
  const tally: Tally = new Map()
  const isTallied = scope.filters.size === 0 && scope.answers === 'all' && scope.without === null
  const { months, parts } = isTallied ? split(window) : { months: null, parts: [window] }
  if (months) {
    const want = { measures, window: months, by: 'all' as const }
    const { sums } = await findSums(db, survey.id, survey.plan, {
      scope: { ...scope, segment: null },
      wants: [want],
    })
    merge(tally, sums[0]?.get('') ?? new Map())
  }
  const all: Tally = new Map()
  for (const part of parts)
    for await (const response of answersIn(db, survey, scope, part)) {
      const definition = survey.plan.definitions.get(response.version)
      if (definition) addMonthly(all, definition, response)
    }
  const isWanted = (name: string) =>
    measures.some((each) => (each.endsWith('|') ? name.startsWith(each) : name === each))
  for (const [name, sums] of all) if (isWanted(name)) add(tally, name, sums)
  return tally
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

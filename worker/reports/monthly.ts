/**
 * Sums that are tallied by month, for everyone: whole months from the tallies, part months from the rows, of the part
 * or of what is left of the month, whichever is less to read; filtered views from rows.
 */
import { addDays, nextStart, startOf } from '../../schema/calendar.ts'
import { add, sumAt, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { addMonthly } from '../tallies/measures.ts'
import { Sums } from '../tallies/sums.ts'
import type { Scope, Window } from './scope.ts'
import { answersIn, findSums } from './source.ts'

type Survey = { id: string; plan: FoldPlan }
/** Whole months, and the days that are to be added to them or taken away. */
type Split = { months: Window | null; parts: { window: Window; sign: 1 | -1 }[] }

/**
 * @param measures names, or beginnings of names that end with `|`
 * @param text only answers that have words there matter
 */
export async function monthlySums(
  db: Database,
  survey: Survey,
  scope: Scope,
  window: Window,
  measures: readonly string[],
  text?: string,
): Promise<Tally> {
  const isTallied = scope.filters.size === 0 && scope.answers === 'all' && scope.without === null
  const { months, parts } = isTallied
    ? await split(db, survey, scope, window)
    : { months: null, parts: [{ window, sign: 1 as const }] }
  const tally = months ? await sumsOf(db, survey, scope, months, measures) : new Map()
  const all = new Sums()
  for (const part of parts)
    for await (const response of answersIn(db, survey, scope, part.window, text)) {
      const definition = survey.plan.definitions.get(response.version)
      if (definition) addMonthly(all, definition, response, part.sign)
    }
  const isWanted = (name: string) =>
    measures.some((each) => (each.endsWith('|') ? name.startsWith(each) : name === each))
  for (const [name, sums] of all.tally()) if (isWanted(name)) add(tally, name, sums)
  // What was only in the days taken away is not there; nor is, for a moment, what came in between.
  for (const [name, sums] of tally) if (sums.every((sum: number) => sum <= 0)) tally.delete(name)
  return tally
}

async function sumsOf(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  window: Window,
  measures: readonly string[],
): Promise<Tally> {
  const want = { measures, window, by: 'all' as const }
  const everyone = { ...scope, segment: null }
  const { sums } = await findSums(db, id, plan, { scope: everyone, wants: [want] })
  return sums[0]?.get('') ?? new Map()
}

async function split(
  db: Database,
  survey: Survey,
  scope: Scope,
  { from, to }: Window,
): Promise<Split> {
  const first = startOf('month', from)
  const last = addDays(nextStart('month', startOf('month', to)), -1)
  const before = { from: first, to: addDays(from, -1) }
  const after = { from: addDays(to, 1), to: last }
  const isOneMonth = first === startOf('month', to)
  const head = { from, to: isOneMonth ? to : addDays(nextStart('month', first), -1) }
  const tail = { from: isOneMonth ? from : startOf('month', to), to }
  const [ofBefore = 0, ofAfter = 0, ofHead = 0, ofTail = 0] = await countsOf(db, survey, scope, [
    before,
    after,
    head,
    tail,
  ])
  if (isOneMonth)
    return (from === first && to === last) || ofBefore + ofAfter < ofHead
      ? { months: { from: first, to: last }, parts: [...minus(before), ...minus(after)] }
      : { months: null, parts: plus(head) }
  const isWholeHead = from === first || ofBefore < ofHead
  const isWholeTail = to === last || ofAfter < ofTail
  const start = isWholeHead ? first : addDays(head.to, 1)
  const end = isWholeTail ? last : addDays(tail.from, -1)
  return {
    months: start > end ? null : { from: start, to: end },
    parts: [
      ...(isWholeHead ? minus(before) : plus(head)),
      ...(isWholeTail ? minus(after) : plus(tail)),
    ],
  }
}

const signed =
  (sign: 1 | -1) =>
  (window: Window): Split['parts'] =>
    window.from > window.to ? [] : [{ window, sign }]
const plus = signed(1)
const minus = signed(-1)

/** How many responses there are in each window. */
async function countsOf(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  windows: readonly Window[],
): Promise<number[]> {
  const wants = windows.map((window) => ({ measures: ['responses'], window, by: 'all' as const }))
  const everyone = { ...scope, segment: null }
  const { sums } = await findSums(db, id, plan, { scope: everyone, wants })
  return sums.map((groups) => sumAt(groups.get('') ?? new Map(), 'responses', 0))
}

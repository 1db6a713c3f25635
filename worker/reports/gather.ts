/** What nearly every survey report begins with: the sums of now, of before, of each period and of each group. */
import { type Day, periodsIn } from '../../schema/calendar.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { findShown } from './privacy.ts'
import type { Scope } from './scope.ts'
import type { Want } from './source.ts'

/** The survey a report is about: its latest definition, and all of them for folding. */
export type Subject = { id: string; definition: SurveyDefinition; plan: FoldPlan }

export type Gathered = {
  now: Tally
  before: Tally
  periods: ReadonlyMap<Day, Tally>
  /** Periods of a filtered view that hold too few people to be shown. */
  hidden: ReadonlySet<Day>
  /** Empty unless the report is split. */
  segments: ReadonlyMap<string, Tally>
  /** Whether there is a view at all under the privacy minimum. */
  isShown: boolean
  suppressed: number
  rebuilding: boolean
}

/**
 * @param focus the measure the report is about, by which its groups are large enough or not
 * @param some which measures are also wanted by period and by segment (`series`), and of the days before (`before`); all
 *   of them if left out
 */
export async function gather(
  db: Database,
  survey: Subject,
  scope: Scope,
  measures: readonly string[],
  focus: string,
  some: { series?: readonly string[]; before?: readonly string[] } = {},
): Promise<Gathered> {
  const { series = measures, before: compared = measures } = some
  const wants: Want[] = [
    { measures, window: scope, by: 'all' },
    { measures: compared, window: scope.previous, by: 'all' },
    { measures: series, window: scope, by: 'period' },
    ...(scope.segment === null
      ? []
      : [{ measures: series, window: scope, by: 'segment' } satisfies Want]),
  ]
  const view = await findShown(db, survey, scope, wants, focus)
  const [all, before, periods, segments] = view.sums
  return {
    now: all?.get('') ?? new Map(),
    before: before?.get('') ?? new Map(),
    periods: periods ?? new Map(),
    hidden: view.hidden[2] ?? new Set(),
    segments: segments ?? new Map(),
    isShown: view.isShown,
    suppressed: view.suppressed,
    rebuilding: view.rebuilding,
  }
}

export type Period = { start: Day; tally: Tally; hidden?: true }

/** All periods of the scope in order, also those without answers; hidden ones say so and come without sums. */
export function periodsOf(
  { periods, hidden, isShown }: Pick<Gathered, 'periods' | 'hidden' | 'isShown'>,
  scope: Scope,
): Period[] {
  if (!isShown) return []
  return periodsIn(scope.interval, scope.from, scope.to).map((start) => ({
    start,
    tally: hidden.has(start) ? new Map() : (periods.get(start) ?? new Map()),
    ...(hidden.has(start) ? { hidden: true } : {}),
  }))
}

/** Everyone but a group. */
export const withoutTally = (total: Tally, own: Tally): Tally =>
  merge(merge(new Map(), total), own, -1)

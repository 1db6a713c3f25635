/** What nearly every survey report begins with: the sums of now, of before, of each period and of each group. */
import { type Day, periodsIn } from '../../schema/calendar.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { hideSmallGroups } from '../../statistics/suppression.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { mayShow } from './head.ts'
import type { Scope } from './scope.ts'
import { findSums, type Want } from './source.ts'

/** The survey a report is about: its latest definition, and all of them for folding. */
export type Subject = { id: string; definition: SurveyDefinition; plan: FoldPlan }

export type Gathered = {
  now: Tally
  /** As found, before figures of too few people were taken out; what is visible is decided by these. */
  raw: Tally
  before: Tally
  periods: ReadonlyMap<Day, Tally>
  /** Empty unless the report is split. */
  segments: ReadonlyMap<string, Tally>
  /** Without the filters, from which filtered figures could be subtracted; null when there are none. */
  whole: Tally | null
  /** How many figures of a filtered view were taken out. */
  hidden: number
  rebuilding: boolean
}

/** @param series the measures that are also wanted by period and by segment; all of them if left out */
export async function gather(
  db: Database,
  survey: Subject,
  scope: Scope,
  measures: readonly string[],
  series: readonly string[] = measures,
): Promise<Gathered> {
  const wants: Want[] = [
    { measures, window: scope, by: 'all' },
    { measures, window: scope.previous, by: 'all' },
    { measures: series, window: scope, by: 'period' },
    ...(scope.segment === null
      ? []
      : [{ measures: series, window: scope, by: 'segment' } satisfies Want]),
  ]
  const [{ sums, rebuilding }, whole] = await Promise.all([
    findSums(db, survey.id, survey.plan, scope, wants),
    unfiltered(db, survey, scope, measures),
  ])
  const [all, before, periods, segments] = sums
  // Sums made from rows hold every measure; what was not asked for is not hidden either.
  const isAsked = new Set(measures)
  const raw: Tally = new Map([...(all?.get('') ?? [])].filter(([name]) => isAsked.has(name)))
  const now = redacted(raw, whole, scope)
  return {
    now,
    raw,
    hidden: raw.size - now.size,
    before: redacted(before?.get('') ?? new Map(), null, scope),
    periods: periods ?? new Map(),
    segments: segments ?? new Map(),
    whole,
    rebuilding,
  }
}

/** The sums without the filters; only looked for when there are any. */
export async function unfiltered(
  db: Database,
  survey: Subject,
  scope: Scope,
  measures: readonly string[],
): Promise<Tally | null> {
  if (scope.filters.size === 0) return null
  const everyone = { ...scope, filters: new Map<string, string>(), segment: null }
  const want: Want = { measures, window: scope, by: 'all' }
  const { sums } = await findSums(db, survey.id, survey.plan, everyone, [want])
  return sums[0]?.get('') ?? new Map()
}

/** Measures whose sums are about people one by one, and where their number stands. */
const PERSONAL =
  /^(gap|importance|zone|dimension|slider|allocation)\||^(items|overall|weighted|crossed)$/

/**
 * A filtered view without the questions that too few of its people answered (or all but too few of everybody):
 * the view as a whole may be large enough, and one of its figures still be about two persons.
 */
export function redacted(tally: Tally, whole: Tally | null, scope: Scope): Tally {
  if (scope.filters.size === 0) return tally
  const sizeOf = (measure: string, sums: readonly number[]) =>
    measure.startsWith('values|')
      ? sums.slice(0, 11).reduce((total, count) => total + count, 0)
      : PERSONAL.test(measure)
        ? (sums[0] ?? 0)
        : null
  return new Map(
    [...tally].filter(([measure, sums]) => {
      const n = sizeOf(measure, sums)
      return n === null || mayShow(n, sizeOf(measure, whole?.get(measure) ?? sums) ?? n, scope)
    }),
  )
}

/** Whether a figure of so many people may be shown under the scope's filters. */
export const isVisible = (
  { raw, whole }: Pick<Gathered, 'raw' | 'whole'>,
  sizeOf: (tally: Tally) => number,
  scope: Scope,
): boolean => mayShow(sizeOf(raw), sizeOf(whole ?? raw), scope)

export type Period = { start: Day; tally: Tally; hidden?: true }

/**
 * All periods of the scope in order, also those without answers. In a filtered view those with too few people
 * are hidden and come without sums, and so are others from which the total would give them away.
 */
export function periodsOf(
  periods: ReadonlyMap<Day, Tally>,
  sizeOf: (tally: Tally) => number,
  scope: Scope,
): Period[] {
  const all = periodsIn(scope.interval, scope.from, scope.to).map((start) => ({
    start,
    tally: periods.get(start) ?? (new Map() as Tally),
  }))
  if (scope.filters.size === 0) return all
  const hidden = hideSmallGroups(
    all.map(({ tally }) => sizeOf(tally)),
    scope.privacyMinimum,
  )
  return all.map((period, i) =>
    hidden[i] ? { start: period.start, tally: new Map(), hidden: true } : period,
  )
}

/** Everyone but a group. */
export const withoutTally = (total: Tally, own: Tally): Tally =>
  merge(merge(new Map(), total), own, -1)

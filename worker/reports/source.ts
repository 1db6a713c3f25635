/**
 * Where a report's sums come from: the tallies, plus the few responses that are not folded yet, minus the old
 * selves that wait to be subtracted, all of one snapshot. What tallies can't split (an arbitrary combination
 * of filters), and everything while they are made anew, comes from the rows by the very same fold.
 */

import type { ResultSet } from '@libsql/client/http'
import {
  addDays,
  type Day,
  dayOfNumber,
  type Interval,
  instantOf,
  numberOfDay,
  startOf,
} from '../../schema/calendar.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database, Statement } from '../db.ts'
import {
  responseFrom,
  responsesBetween,
  responsesIn,
  unfoldedResponses,
} from '../responses/store.ts'
import {
  Fold,
  type FoldPlan,
  PAIR,
  PAIR_START,
  pairGroup,
  segmentValuesOf,
} from '../tallies/fold.ts'
import {
  sumsBetween,
  sumsByDay,
  sumsBySegment,
  talliesIn,
  tallyIn,
  waitingRetractions,
} from '../tallies/store.ts'
import type { Scope, Window } from './scope.ts'

/** One thing a report wants to know of a window. */
export type Want = {
  measures: readonly string[]
  window: Window
  by: 'all' | 'period' | 'segment'
}
export type Found = {
  /** One map per want: '' for all, a period's first day, or a segment value. */
  sums: Map<string, Tally>[]
  rebuilding: boolean
}

/** More unfolded rows than this mean that the tallies are being made anew. */
const MOST_UNFOLDED = 5000

/** What a report wants to know of the people in a scope. */
export type View = { scope: Scope; wants: readonly Want[] }

/** The sums of one view. */
export async function findSums(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  view: View,
): Promise<Found> {
  const [found] = await findSumsOf(db, surveyId, plan, [view])
  return found ?? { sums: [], rebuilding: false }
}

/** The sums of several views of one survey; what comes from the tallies is all of one snapshot. */
export async function findSumsOf(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  views: readonly View[],
): Promise<Found[]> {
  const asked = views.map((view) => ({ ...view, key: talliedAs(view.scope) }))
  const queries = asked.flatMap(({ key, scope, wants }) =>
    key === null ? [] : wants.map((want) => query(surveyId, key, want, scope)),
  )
  const { results, fold, rebuilding } = await snapshotOf(db, surveyId, plan, queries)
  const ofRows = asked.filter(({ key }) => key === null || rebuilding)
  const counted = await fromRows(db, surveyId, plan, ofRows)
  return asked.map((view) => {
    const { key, scope, wants } = view
    if (key === null || rebuilding) return { sums: counted[ofRows.indexOf(view)] ?? [], rebuilding }
    const own = results.splice(0, wants.length)
    const sums = wants.map((want, i) => sumsIn(own[i], want, scope))
    addFold(fold, key, scope, wants, sums)
    return { sums, rebuilding }
  })
}

/** The results of queries of the tallies, and the fold of what they do not hold yet. */
async function snapshotOf(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  queries: readonly Statement[],
): Promise<{ results: ResultSet[]; fold: Fold; rebuilding: boolean }> {
  const fold = new Fold(plan)
  if (queries.length === 0) return { results: [], fold, rebuilding: false }
  const [unfolded, retracted, ...results] = await db.read([
    unfoldedResponses(surveyId, MOST_UNFOLDED + 1),
    waitingRetractions(surveyId, MOST_UNFOLDED + 1),
    ...queries,
  ])
  const [rows, old] = [unfolded?.rows ?? [], retracted?.rows ?? []]
  const rebuilding = rows.length > MOST_UNFOLDED || old.length > MOST_UNFOLDED
  if (rebuilding) return { results, fold, rebuilding }
  for (const row of old) fold.take(responseFrom(String(row.response)), -1)
  for (const response of responsesIn(unfolded)) fold.take(response)
  return { results, fold, rebuilding }
}

function sumsIn(result: ResultSet | undefined, want: Want, scope: Scope): Map<string, Tally> {
  if (want.by === 'all') return new Map([['', tallyIn(result)]])
  if (want.by === 'segment') return talliesIn(result, 'segment')
  return byPeriod(talliesIn(result, 'day'), scope.interval)
}

/** The tallied group a scope's filters name, and what stands around a value when it is split; null when tallies have no such group. */
type TallyKey = { segment: string; before: string; after: string }

const EVERYONE: TallyKey = { segment: '', before: '', after: '' }

function talliedAs({ filters, segment }: Scope): TallyKey | null {
  const split = segment === null ? '' : `${segment}=`
  if (filters.size === 0) return { ...EVERYONE, before: split }
  const [tier, locale] = PAIR.map((name) => filters.get(name))
  const isPair = filters.size === 2 && tier !== undefined && locale !== undefined
  if (isPair && segment === null) return { ...EVERYONE, segment: pairGroup(tier, locale) }
  const [[name, value] = ['', '']] = filters
  if (filters.size > 1) return null
  const own = `${name}=${value}`
  if (segment === null) return { ...EVERYONE, segment: own }
  if (name === PAIR[0] && segment === PAIR[1])
    return { segment: own, before: PAIR_START, after: `&${value}` }
  if (name === PAIR[1] && segment === PAIR[0])
    return { segment: own, before: `${PAIR_START}${value}&`, after: '' }
  return null
}

function query(surveyId: string, key: TallyKey, want: Want, scope: Scope) {
  const [from, to] = [numberOfDay(want.window.from), numberOfDay(want.window.to)]
  if (want.by === 'all') return sumsBetween(surveyId, key.segment, want.measures, from, to)
  if (want.by === 'period') return sumsByDay(surveyId, key.segment, want.measures, from, to)
  return sumsBySegment(surveyId, scope.segment ?? '', want.measures, from, to, key)
}

function byPeriod(days: Map<string, Tally>, interval: Interval): Map<string, Tally> {
  const periods = new Map<string, Tally>()
  for (const [day, tally] of [...days].sort(([a], [b]) => Number(a) - Number(b)))
    mergeInto(periods, startOf(interval, dayOfNumber(Number(day))), tally)
  return periods
}

/** Adds freshly folded rows to what the tallies said. */
function addFold(
  fold: Fold,
  key: TallyKey,
  scope: Scope,
  wants: readonly Want[],
  sums: Map<string, Tally>[],
) {
  for (const { segment, day, tally } of fold.groups()) {
    const date: Day = dayOfNumber(day)
    wants.forEach((want, i) => {
      const into = sums[i]
      if (!into || date < want.window.from || date > want.window.to) return
      if (want.by === 'segment') {
        const value = valueIn(segment, key)
        if (value !== null) mergeInto(into, value, tally)
      } else if (segment === key.segment)
        mergeInto(into, want.by === 'all' ? '' : startOf(scope.interval, date), tally)
    })
  }
}

/** The value of the split that a group stands for; null for a group of something else. */
function valueIn(group: string, { before, after }: TallyKey): string | null {
  if (before === '' || !group.startsWith(before) || !group.endsWith(after)) return null
  const value = group.slice(before.length, group.length - after.length)
  // A language has no `&`: with one, what is before it was a part of the tier's name.
  return after !== '' && value.includes('&') ? null : value
}

/** Everything from the rows of the windows, read once: exact for any filter, at the price of reading them. */
async function fromRows(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  views: readonly View[],
): Promise<Map<string, Tally>[][]> {
  const sums = views.map(({ wants }) => wants.map(() => new Map<string, Tally>()))
  const wanted = views.flatMap(({ wants }) => wants.map(({ window }) => window))
  const windows = new Map(wanted.map((window) => [`${window.from} ${window.to}`, window]))
  for (const window of windows.values()) {
    const folds = views.map(({ scope }) => ({ scope, fold: new Fold(plan) }))
    for await (const response of rowsIn(db, surveyId, window, plan.timeZone))
      for (const { scope, fold } of folds) if (matches(response, scope)) fold.take(response)
    views.forEach(({ scope, wants }, i) => {
      const inWindow = wants.map((want) => ({
        ...want,
        window:
          want.window.from === window.from && want.window.to === window.to ? want.window : NEVER,
      }))
      const key = { ...EVERYONE, before: `${scope.segment ?? ''}=` }
      const { fold } = folds[i] ?? { fold: new Fold(plan) }
      addFold(fold, key, scope, inWindow, sums[i] ?? [])
    })
  }
  return sums
}

const NEVER: Window = { from: '9999-12-31', to: '0000-01-01' }

/** The responses of a window, oldest first, a page at a time. */
export async function* rowsIn(
  db: Database,
  surveyId: string,
  window: Window,
  timeZone: string,
): AsyncGenerator<SurveyResponse> {
  const from = instantOf(window.from, 0, timeZone)
  const to = instantOf(addDays(window.to, 1), 0, timeZone)
  let after: { submittedAt: number; seq: number } | undefined
  for (;;) {
    const [page] = await db.read([responsesBetween(surveyId, from, to, after)])
    yield* responsesIn(page)
    const last = page?.rows.at(-1)
    if (!last || (page?.rows.length ?? 0) < 10_000) return
    after = { submittedAt: Number(last.submitted_at), seq: Number(last.seq) }
  }
}

function matches(response: SurveyResponse, { filters }: Scope): boolean {
  if (filters.size === 0) return true
  const values = new Map(segmentValuesOf(response))
  return [...filters].every(([name, value]) => values.get(name) === value)
}

function mergeInto(groups: Map<string, Tally>, name: string, tally: Tally) {
  const known = groups.get(name)
  if (known) merge(known, tally)
  else groups.set(name, merge(new Map(), tally))
}

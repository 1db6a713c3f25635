/**
 * Where a report's sums come from: the tallies, plus the few responses that are not folded yet, minus the old
 * selves that wait to be subtracted, all of one snapshot. What tallies can't split (an arbitrary combination
 * of filters), and everything while they are made anew, comes from the rows, each counted just as a fold counts it.
 * Who is not to count, for little effort or a later answer, is read from the rows and taken away.
 */
import type { ResultSet } from '@libsql/client/http'
import { dayOfNumber, type Interval, numberOfDay, startOf } from '../../schema/calendar.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database, Statement } from '../db.ts'
import { responseFrom, responsesIn, unfoldedResponses } from '../responses/store.ts'
import { type FoldPlan, PAIR, PAIR_START, pairGroup } from '../tallies/fold.ts'
import type { Answered } from '../tallies/measures.ts'
import {
  cursorOf,
  isOfOtherZone,
  sumsBetween,
  sumsByDay,
  sumsBySegment,
  talliesIn,
  tallyIn,
  waitingRetractions,
} from '../tallies/store.ts'
import { measuresOf, spanOf, type View, type Want } from './asked.ts'
import { addCells, Cells, namesOf, splitOf } from './cells.ts'
import { type Debt, discounting, earlierIn, isCheap } from './discounted.ts'
import { rowsIn } from './row-pages.ts'
import { sumsOfRows } from './row-sums.ts'
import type { Scope, Window } from './scope.ts'

export type { View, Want }
export type Found = {
  /** One map per want: '' for all, a period's first day, a segment value, or the values of a cell. */
  sums: Map<string, Tally>[]
  rebuilding: boolean
}

/** More unfolded rows than this mean that the tallies are being made anew. */
const MOST_UNFOLDED = 5000

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
  const asked = views.map((view) => ({ ...view, keys: keysOf(view) }))
  const queries = asked
    .flatMap(({ keys, scope, wants }) =>
      (keys ?? []).map((key, i) => wants[i] && query(surveyId, key, wants[i], scope)),
    )
    .filter((each) => each !== undefined)
  const { results, debts, tail, rebuilding } = await snapshotOf(
    db,
    { id: surveyId, plan },
    views,
    queries,
  )
  const ofTail = tail.all()
  const ofRows = asked.filter(({ keys }) => keys === null || rebuilding)
  const counted = await sumsOfRows(db, { id: surveyId, plan }, ofRows, debts.length > 0)
  return asked.map((view) => {
    const isOfRows = view.keys === null || rebuilding
    const own = isOfRows ? [] : results.splice(0, view.wants.length)
    const sums = isOfRows
      ? (counted[ofRows.indexOf(view)] ?? [])
      : view.wants.map((want, i) => sumsIn(own[i], want, view.scope))
    if (!isOfRows) addCells(ofTail, tail.names, view, sums)
    for (const { cells, isMeant } of debts) addCells(cells, tail.names, view, sums, isMeant)
    return { sums, rebuilding }
  })
}

/** The tallied group of every want; null when one of them only rows can answer. */
function keysOf({ scope, wants }: View): TallyKey[] | null {
  const keys = wants.flatMap((want) => talliedAs(scope, want) ?? [])
  return keys.length < wants.length ? null : keys
}

type Survey = { id: string; plan: FoldPlan }
type Snapshot = {
  results: ResultSet[]
  /** What the tallies do not hold yet. */
  tail: Cells
  debts: Debt[]
  rebuilding: boolean
}

/** The results of queries of the tallies, and the rows that belong to them. */
async function snapshotOf(
  db: Database,
  survey: Survey,
  views: readonly View[],
  queries: readonly Statement[],
): Promise<Snapshot> {
  const wants = views.flatMap((view) => view.wants)
  const tail = new Cells(survey.plan, namesOf(views), measuresOf(wants))
  const discount = discounting(survey, views)
  const ofTail =
    queries.length === 0
      ? []
      : [
          unfoldedResponses(survey.id, MOST_UNFOLDED + 1),
          waitingRetractions(survey.id, MOST_UNFOLDED + 1),
          cursorOf(survey.id),
        ]
  const results = await db.read([...discount.queries, ...ofTail, ...queries])
  const debts = await discount.debts(db, results.splice(0, discount.queries.length))
  const [unfolded, retracted, cursor] = results.splice(0, ofTail.length)
  const [rows, old] = [unfolded?.rows ?? [], retracted?.rows ?? []]
  const rebuilding =
    rows.length > MOST_UNFOLDED ||
    old.length > MOST_UNFOLDED ||
    isOfOtherZone(cursor, survey.plan.timeZone)
  if (rebuilding) return { results, tail, debts, rebuilding }
  for (const row of old) tail.take(responseFrom(String(row.response)), -1)
  for (const response of responsesIn(unfolded)) tail.take(response)
  return { results, tail, debts, rebuilding }
}

function sumsIn(result: ResultSet | undefined, want: Want, scope: Scope): Map<string, Tally> {
  if (want.by === 'all') return new Map([['', tallyIn(result)]])
  if (want.by === 'segment') return talliesIn(result, 'segment')
  return byPeriod(talliesIn(result, 'day'), scope.interval)
}

/** The tallied group a scope's filters name, and what stands around a value when it is split; null when tallies have no such group. */
type TallyKey = { segment: string; before: string; after: string }
const EVERYONE: TallyKey = { segment: '', before: '', after: '' }

function talliedAs(scope: Scope, want: Want): TallyKey | null {
  const { filters } = scope
  if (want.by === 'cells') return null
  const [segment = null] = splitOf(want, scope)
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
  if (want.by === 'period') {
    const { measures, width = null } = want
    return sumsByDay(surveyId, key.segment, { measures, width }, [from, to], scope.interval)
  }
  return sumsBySegment(surveyId, splitOf(want, scope)[0] ?? '', want.measures, from, to, key)
}

function byPeriod(days: Map<string, Tally>, interval: Interval): Map<string, Tally> {
  const periods = new Map<string, Tally>()
  for (const [day, tally] of [...days].sort(([a], [b]) => Number(a) - Number(b)))
    mergeInto(periods, startOf(interval, dayOfNumber(Number(day))), tally)
  return periods
}

/** The responses of a window that a scope is about, oldest first. @param text only those with words there */
export async function* answersIn(
  db: Database,
  survey: Survey,
  scope: Scope,
  window: Window,
  text?: string,
): AsyncGenerator<Answered> {
  const isEarlier = await earlierIn(db, survey, scope, window)
  const { filters, without } = scope
  const rows = {
    span: spanOf(window, scope.timeZone),
    filters: [filters],
    ...(text === undefined ? {} : { text }),
  }
  for await (const page of rowsIn(db, survey.id, rows))
    for (const { response } of page)
      if (!isEarlier(response) && !(without && isCheap(response, survey.plan, without)))
        yield response
}

function mergeInto(groups: Map<string, Tally>, name: string, tally: Tally) {
  const known = groups.get(name)
  if (known) merge(known, tally)
  else groups.set(name, merge(new Map(), tally))
}

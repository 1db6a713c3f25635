/**
 * Where a report's sums come from: the tallies, plus the few responses that are not folded yet, minus the old
 * selves that wait to be subtracted, all of one snapshot. What tallies can't split (an arbitrary combination
 * of filters), and everything while they are made anew, comes from the rows, each counted just as a fold counts it.
 * Who is not to count, for little effort or a later answer, is read from the rows and taken away.
 */
import type { ResultSet } from '@libsql/client/http'
import { dayIn, dayOfNumber, type Interval, numberOfDay, startOf } from '../../schema/calendar.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database, Statement } from '../db.ts'
import {
  answersOfRepeaters,
  responseFrom,
  responsesIn,
  unfoldedResponses,
} from '../responses/store.ts'
import { isLowEffort } from '../tallies/effort.ts'
import { type FoldPlan, PAIR, PAIR_START, pairGroup } from '../tallies/fold.ts'
import type { Answered } from '../tallies/measures.ts'
import {
  sumsBetween,
  sumsByDay,
  sumsBySegment,
  talliesIn,
  tallyIn,
  waitingRetractions,
} from '../tallies/store.ts'
import { isSame, measuresOf, spanOf, type View, type Want, windowsOf } from './asked.ts'
import { addCells, Cells, namesOf, splitOf } from './cells.ts'
import { sumsOfRows } from './row-sums.ts'
import { rowsFound, rowsIn, rowsOfLowEffort } from './rows-store.ts'
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
  const ofDebts = debts.map((debt) => ({ ...debt, all: debt.cells.all() }))
  const ofRows = asked.filter(({ keys }) => keys === null || rebuilding)
  const counted = await sumsOfRows(db, { id: surveyId, plan }, ofRows, debts.length > 0)
  return asked.map((view) => {
    const isOfRows = view.keys === null || rebuilding
    const own = isOfRows ? [] : results.splice(0, view.wants.length)
    const sums = isOfRows
      ? (counted[ofRows.indexOf(view)] ?? [])
      : view.wants.map((want, i) => sumsIn(own[i], want, view.scope))
    if (!isOfRows) addCells(ofTail, tail.names, view, sums)
    for (const { all, cells, isMeant } of ofDebts) addCells(all, cells.names, view, sums, isMeant)
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
  const { queries: ofDiscounted, read } = discounting(survey, views[0]?.scope, windowsOf(wants))
  const ofTail =
    queries.length === 0
      ? []
      : [
          unfoldedResponses(survey.id, MOST_UNFOLDED + 1),
          waitingRetractions(survey.id, MOST_UNFOLDED + 1),
        ]
  const results = await db.read([...ofDiscounted, ...ofTail, ...queries])
  const debts = debtsOf(survey.plan, views, read(results.splice(0, ofDiscounted.length)))
  const [unfolded, retracted] = results.splice(0, ofTail.length)
  const [rows, old] = [unfolded?.rows ?? [], retracted?.rows ?? []]
  const rebuilding = rows.length > MOST_UNFOLDED || old.length > MOST_UNFOLDED
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

/** What the scopes of a report do not count in a window: of a series, each period is one by itself. */
type Discounted = { window: Window; inWindow: readonly Answered[]; inPeriods: readonly Answered[] }

/** The queries for what is not counted, and what their results say. */
function discounting({ id, plan }: Survey, scope: Scope | undefined, windows: readonly Window[]) {
  const { without = null, answers = 'all' } = scope ?? {}
  const isLatest = answers === 'latest'
  const isNone = !scope || (without === null && !isLatest)
  const queries = windows.flatMap((window) => {
    const [from, to] = spanOf(window, plan.timeZone)
    return [
      ...(without ? [rowsOfLowEffort(id, [from, to], plan.definitions, without.fasterThan)] : []),
      ...(isLatest ? [answersOfRepeaters(id, from, to)] : []),
    ]
  })
  const isOfLowEffort = (row: Answered) =>
    without !== null && isCheap(row, plan, without.fasterThan)
  const periodOf = ({ submittedAt }: Answered) =>
    startOf(scope?.interval ?? 'day', dayIn(plan.timeZone, submittedAt))
  const read = (results: ResultSet[]): Discounted[] =>
    windows.map((window) => {
      const cheap = without ? rowsFound(results.shift()).filter(isOfLowEffort) : []
      const repeated = isLatest ? responsesIn(results.shift()) : []
      const earlier = (within: (row: Answered) => string) =>
        earlierThanLatest(repeated, within).filter((row) => !isOfLowEffort(row))
      return {
        window,
        inWindow: [...cheap, ...earlier(() => '')],
        inPeriods: [...cheap, ...(isLatest ? earlier(periodOf) : [])],
      }
    })
  return { queries: isNone ? [] : queries, read: isNone ? () => [] : read }
}

/** Those who are not counted, as sums of less than nothing: for wants of a window, or of its periods. */
type Debt = { cells: Cells; isMeant: (want: Want) => boolean }

function debtsOf(
  plan: FoldPlan,
  views: readonly View[],
  discounted: readonly Discounted[],
): Debt[] {
  const wants = views.flatMap((view) => view.wants)
  return discounted.flatMap(({ window, inWindow, inPeriods }) =>
    [false, true].flatMap((isSeries) => {
      const isMeant = (want: Want) =>
        isSame(want.window, window) && (want.by === 'period') === isSeries
      const measures = measuresOf(wants.filter(isMeant))
      const cells = new Cells(plan, namesOf(views), measures)
      if (measures.length > 0)
        for (const row of isSeries ? inPeriods : inWindow) cells.take(row, -1)
      return [{ cells, isMeant }]
    }),
  )
}

const isCheap = (row: Answered, plan: FoldPlan, fasterThan: number | null): boolean => {
  const definition = plan.definitions.get(row.version)
  return definition !== undefined && isLowEffort(definition, row, fasterThan)
}

/** All but each customer's latest answer of a period; `answers` are in order of time. */
function earlierThanLatest(
  answers: readonly SurveyResponse[],
  periodOf: (response: SurveyResponse) => string,
): SurveyResponse[] {
  const name = (response: SurveyResponse) => `${periodOf(response)} ${response.customerId}`
  const latest = new Map(answers.map((response) => [name(response), response]))
  return answers.filter((response) => latest.get(name(response)) !== response)
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
  const { queries, read } = discounting(survey, { ...scope, without: null }, [window])
  const [earlier] = read(await db.read(queries))
  const isEarlier = new Set(earlier?.inWindow.map(({ id }) => id))
  const { filters, without } = scope
  const rows = {
    span: spanOf(window, scope.timeZone),
    filters: [filters],
    ...(text === undefined ? {} : { text }),
  }
  for await (const page of rowsIn(db, survey.id, rows))
    for (const row of page)
      if (!isEarlier.has(row.id) && !(without && isCheap(row, survey.plan, without.fasterThan)))
        yield row
}

function mergeInto(groups: Map<string, Tally>, name: string, tally: Tally) {
  const known = groups.get(name)
  if (known) merge(known, tally)
  else groups.set(name, merge(new Map(), tally))
}

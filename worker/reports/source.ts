/**
 * Where a report's sums come from: the tallies, plus the few responses that are not folded yet, minus the old
 * selves that wait to be subtracted, all of one snapshot. What tallies can't split (an arbitrary combination
 * of filters), and everything while they are made anew, comes from the rows by the very same fold.
 */
import type { ResultSet } from '@libsql/client/http'
import {
  addDays,
  type Day,
  dayIn,
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
  answersOfRepeaters,
  responseFrom,
  responsesBetween,
  responsesIn,
  unfoldedResponses,
} from '../responses/store.ts'
import { isLowEffort } from '../tallies/effort.ts'
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
  /** Another name to split by than the scope's. */
  segment?: string
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
  const asked = views.map((view) => {
    const keys = keysOf(view)
    return { ...view, keys, again: keys ? repeatQueries(surveyId, view.scope, view.wants) : [] }
  })
  const queries = asked.flatMap(({ keys, again, scope, wants }) =>
    keys === null
      ? []
      : [
          ...again.map(({ statement }) => statement),
          ...wants.map((want, i) => query(surveyId, keys[i] ?? EVERYONE, want, scope)),
        ],
  )
  const { results, fold, rebuilding } = await snapshotOf(db, surveyId, plan, queries)
  const ofRows = asked.filter(({ keys }) => keys === null || rebuilding)
  const counted = await fromRows(db, surveyId, plan, ofRows)
  return asked.map((view) => {
    const { keys, again, scope, wants } = view
    if (keys === null || rebuilding)
      return { sums: counted[ofRows.indexOf(view)] ?? [], rebuilding }
    const repeated = results.splice(0, again.length)
    const own = results.splice(0, wants.length)
    const sums = wants.map((want, i) => sumsIn(own[i], want, scope))
    addFold(fold, keys, scope, wants, sums)
    again.forEach(({ window }, i) =>
      subtractEarlier(responsesIn(repeated[i]), window, plan, keys, scope, wants, sums),
    )
    return { sums, rebuilding }
  })
}

/** The tallied group of every want; null when one of them only rows can answer. */
function keysOf({ scope, wants }: View): TallyKey[] | null {
  const keys = wants.flatMap((want) => talliedAs(scope, want) ?? [])
  return keys.length < wants.length || scope.without !== null ? null : keys
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

/** Where only a customer's latest answer counts: the windows, each with all answers of those who gave several. */
function repeatQueries(surveyId: string, scope: Scope, wants: readonly Want[]) {
  if (scope.answers === 'all') return []
  return windowsOf(wants).map((window) => ({
    window,
    statement: answersOfRepeaters(surveyId, ...instantsOf(window, scope.timeZone)),
  }))
}

/** Takes the earlier answers away again: of a window for its sums, of each period for a series. */
function subtractEarlier(
  repeated: readonly SurveyResponse[],
  window: Window,
  plan: FoldPlan,
  keys: readonly TallyKey[],
  scope: Scope,
  wants: readonly Want[],
  sums: Map<string, Tally>[],
) {
  const inWindow = wants.map((want) =>
    isSame(want.window, window) ? want : { ...want, window: NEVER },
  )
  const periodOf = ({ submittedAt }: SurveyResponse) =>
    startOf(scope.interval, dayIn(scope.timeZone, submittedAt))
  for (const [isSeries, within] of [
    [false, () => ''],
    [true, periodOf],
  ] as const) {
    const fold = new Fold(plan)
    for (const response of earlierThanLatest(repeated, within))
      if (matches(response, scope, plan)) fold.take(response, -1)
    const own = inWindow.map((want) =>
      (want.by === 'period') === isSeries ? want : { ...want, window: NEVER },
    )
    addFold(fold, keys, scope, own, sums)
  }
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

const isSame = (a: Window, b: Window) => a.from === b.from && a.to === b.to
const windowsOf = (wants: readonly Want[]): Window[] => [
  ...new Map(wants.map(({ window }) => [`${window.from} ${window.to}`, window])).values(),
]
const instantsOf = ({ from, to }: Window, timeZone: string): [from: number, to: number] => [
  instantOf(from, 0, timeZone),
  instantOf(addDays(to, 1), 0, timeZone),
]

/** The tallied group a scope's filters name, and what stands around a value when it is split; null when tallies have no such group. */
type TallyKey = { segment: string; before: string; after: string }
const EVERYONE: TallyKey = { segment: '', before: '', after: '' }

/** What the want is split by; null when it is not. */
const splitOf = (want: Want, scope: Scope): string | null =>
  want.by === 'segment' ? (want.segment ?? scope.segment ?? '') : null

function talliedAs(scope: Scope, want: Want): TallyKey | null {
  const { filters } = scope
  const segment = splitOf(want, scope)
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
  return sumsBySegment(surveyId, splitOf(want, scope) ?? '', want.measures, from, to, key)
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
  keys: readonly TallyKey[],
  scope: Scope,
  wants: readonly Want[],
  sums: Map<string, Tally>[],
) {
  for (const { segment, day, tally } of fold.groups()) {
    const date: Day = dayOfNumber(day)
    wants.forEach((want, i) => {
      const into = sums[i]
      const key = keys[i] ?? EVERYONE
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
  const found = views.map(({ scope, wants }) => ({
    scope,
    wants,
    sums: wants.map(() => new Map<string, Tally>()),
    keys: wants.map((want) => {
      const split = splitOf(want, scope)
      return { ...EVERYONE, before: split === null ? '' : `${split}=` }
    }),
    again: repeatQueries(surveyId, scope, wants),
  }))
  for (const window of windowsOf(views.flatMap(({ wants }) => wants))) {
    const folds = found.map((view) => ({ ...view, fold: new Fold(plan) }))
    for await (const response of rowsIn(db, surveyId, window, plan.timeZone))
      for (const { scope, fold } of folds) if (matches(response, scope, plan)) fold.take(response)
    for (const { scope, wants, keys, sums, fold } of folds) {
      const inWindow = wants.map((want) =>
        isSame(want.window, window) ? want : { ...want, window: NEVER },
      )
      addFold(fold, keys, scope, inWindow, sums)
    }
  }
  for (const { scope, wants, keys, sums, again } of found) {
    if (again.length === 0) continue
    const repeated = await db.read(again.map(({ statement }) => statement))
    again.forEach(({ window }, i) =>
      subtractEarlier(responsesIn(repeated[i]), window, plan, keys, scope, wants, sums),
    )
  }
  return found.map(({ sums }) => sums)
}

const NEVER: Window = { from: '9999-12-31', to: '0000-01-01' }

/** The responses of a window, oldest first, a page at a time. */
async function* rowsIn(
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

/** The responses of a window that a scope is about, oldest first. */
export async function* answersIn(
  db: Database,
  survey: { id: string; plan: FoldPlan },
  scope: Scope,
  window: Window,
): AsyncGenerator<SurveyResponse> {
  const earlier = new Set<string>()
  const [again] = repeatQueries(survey.id, scope, [{ measures: [], window, by: 'all' }])
  if (again) {
    const [repeated] = await db.read([again.statement])
    for (const { id } of earlierThanLatest(responsesIn(repeated), () => '')) earlier.add(id)
  }
  for await (const response of rowsIn(db, survey.id, window, scope.timeZone))
    if (!earlier.has(response.id) && matches(response, scope, survey.plan)) yield response
}

function matches(response: SurveyResponse, scope: Scope, plan: FoldPlan): boolean {
  const { filters, without } = scope
  const definition = plan.definitions.get(response.version)
  if (without && definition && isLowEffort(definition, response, without.fasterThan)) return false
  if (filters.size === 0) return true
  const values = new Map(segmentValuesOf(response))
  return [...filters].every(([name, value]) => values.get(name) === value)
}

function mergeInto(groups: Map<string, Tally>, name: string, tally: Tally) {
  const known = groups.get(name)
  if (known) merge(known, tally)
  else groups.set(name, merge(new Map(), tally))
}

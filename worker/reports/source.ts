/**
 * Where a report's sums come from: the tallies, plus the few responses that are not folded yet, minus the old
 * selves that wait to be subtracted, all of one snapshot. What tallies can't split (an arbitrary combination
 * of filters), and everything while they are made anew, comes from the rows by the very same fold.
 */
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
import type { Database } from '../db.ts'
import {
  responseFrom,
  responsesBetween,
  responsesIn,
  unfoldedResponses,
} from '../responses/store.ts'
import { Fold, type FoldPlan, PAIR, segmentValuesOf } from '../tallies/fold.ts'
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

export async function findSums(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  scope: Scope,
  wants: readonly Want[],
): Promise<Found> {
  const key = talliedAs(scope)
  if (key === null)
    return { sums: await fromRows(db, surveyId, plan, scope, wants), rebuilding: false }
  const [unfolded, retracted, ...results] = await db.read([
    unfoldedResponses(surveyId, MOST_UNFOLDED + 1),
    waitingRetractions(surveyId, MOST_UNFOLDED + 1),
    ...wants.map((want) => query(surveyId, key, want, scope)),
  ])
  const rows = unfolded?.rows ?? []
  const old = retracted?.rows ?? []
  if (rows.length > MOST_UNFOLDED || old.length > MOST_UNFOLDED)
    return { sums: await fromRows(db, surveyId, plan, scope, wants), rebuilding: true }
  const sums = wants.map((want, i) => {
    if (want.by === 'all') return new Map([['', tallyIn(results[i])]])
    if (want.by === 'segment') return talliesIn(results[i], 'segment')
    return byPeriod(talliesIn(results[i], 'day'), scope.interval)
  })
  const fold = new Fold(plan)
  for (const row of old) fold.take(responseFrom(String(row.response)), -1)
  for (const response of responsesIn(unfolded)) fold.take(response)
  addFold(fold, key, scope, wants, sums)
  return { sums, rebuilding: false }
}

/** The tallied group a scope's filters name, and what stands around a value when it is split; null when tallies have no such group. */
type TallyKey = { segment: string; before: string; after: string }

function talliedAs({ filters, segment }: Scope): TallyKey | null {
  const [first, second] = PAIR
  const names = [...filters.keys()]
  if (names.length === 0) return { segment: '', before: '', after: '' }
  const isPair = names.length === 2 && filters.has(first) && filters.has(second)
  if (names.length > 1 && !isPair) return null
  const filtered = PAIR.flatMap((name) =>
    filters.has(name) ? [`${name}=${filters.get(name)}`] : [],
  )
  const key = isPair ? filtered.join('&') : `${names[0]}=${filters.get(names[0] ?? '')}`
  if (segment === null) return { segment: key, before: '', after: '' }
  if (names.length === 1 && names[0] === first && segment === second)
    return { segment: key, before: `${key}&`, after: '' }
  if (names.length === 1 && names[0] === second && segment === first)
    return { segment: key, before: '', after: `&${key}` }
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
        const value = valueIn(segment, key, scope.segment ?? '')
        if (value !== null) mergeInto(into, value, tally)
      } else if (segment === key.segment)
        mergeInto(into, want.by === 'all' ? '' : startOf(scope.interval, date), tally)
    })
  }
}

function valueIn(segment: string, { before, after }: TallyKey, name: string): string | null {
  const start = `${before}${name}=`
  const isOne = segment.startsWith(start) && segment.endsWith(after)
  if (!isOne) return null
  const value = segment.slice(start.length, segment.length - after.length)
  return after === '' && before === '' && value.includes('&locale=') && name === PAIR[0]
    ? null
    : value
}

/** Everything from the rows of the windows: exact for any filter, at the price of reading them. */
async function fromRows(
  db: Database,
  surveyId: string,
  plan: FoldPlan,
  scope: Scope,
  wants: readonly Want[],
): Promise<Map<string, Tally>[]> {
  const sums = wants.map(() => new Map<string, Tally>())
  const windows = new Map(wants.map(({ window }) => [`${window.from} ${window.to}`, window]))
  for (const window of windows.values()) {
    const fold = new Fold(plan)
    for await (const response of rowsIn(db, surveyId, window, scope.timeZone))
      if (matches(response, scope)) fold.take(response)
    const inWindow = wants.map((want) => ({
      ...want,
      window:
        want.window.from === window.from && want.window.to === window.to ? want.window : NEVER,
    }))
    addFold(fold, { segment: '', before: '', after: '' }, scope, inWindow, sums)
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

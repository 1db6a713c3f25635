/**
 * Sums from the rows: exact for any filter, at the price of reading them. Answers to one question are counted by the
 * database; anything else is folded here, from the rows that fit the filters. Where only small groups matter, a few
 * rows show that there are none.
 */

import type { Row } from '@libsql/client/http'
import { addDays, nextStart, periodsIn } from '../../schema/calendar.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { valueSums } from '../tallies/measures.ts'
import { isSame, measuresOf, spanOf, type View, type Want, windowsOf } from './asked.ts'
import { addCells, type Cell, Cells, countIn, namesOf, splitOf } from './cells.ts'
import { type Rows, rowsIn } from './row-pages.ts'
import { MOST_PAIRS, type Pairs } from './row-texts.ts'
import { valuesOfCells } from './rows-store.ts'
import type { Window } from './scope.ts'

type Survey = { id: string; plan: FoldPlan }
type Sums = Map<string, Tally>[]

/** So many rows are looked at before all are. */
const SAMPLE = 2000

/**
 * The sums of every want, by view; every answer counts, also of low effort and of customers with later ones.
 * @param isExact whether no count may be too low, though it be enough
 */
export async function sumsOfRows(
  db: Database,
  survey: Survey,
  views: readonly View[],
  isExact: boolean,
): Promise<Sums[]> {
  const found = views.map((view) => ({ ...view, sums: emptySums(view.wants) }))
  const windows = windowsOf(views.flatMap(({ wants }) => wants))
  await Promise.all(
    windows.map(async (window) => {
      const own = found.flatMap((view) => inWindow(view, window))
      const question = onlyQuestion(measuresOf(own.flatMap(({ wants }) => wants)))
      if (question !== null) return count(db, survey, window, question, own)
      const isRough = ({ enough }: Want) => !isExact && enough !== undefined
      const rough = own.flatMap((view) => only(view, isRough))
      const rest = own.flatMap((view) => only(view, (want) => !isRough(want)))
      await Promise.all([
        rest.length === 0 ? null : fold(db, survey, window, rest),
        rough.length === 0 ? null : countEnough(db, survey, window, rough),
      ])
    }),
  )
  return found.map(({ sums }) => sums)
}

const emptySums = (wants: readonly Want[]): Sums => wants.map(() => new Map())

type Asked = View & { sums: Sums }

/** A view with some of its wants; nothing when there are none. */
function only(view: Asked, isMeant: (want: Want) => boolean): Asked[] {
  const wants = view.wants.filter(isMeant)
  const sums = view.sums.filter((_, i) => view.wants[i] && isMeant(view.wants[i]))
  return wants.length === 0 ? [] : [{ ...view, wants, sums }]
}
const inWindow = (view: Asked, window: Window) => only(view, (want) => isSame(want.window, window))

const filtersOf = (views: readonly View[]) => views.map(({ scope }) => scope.filters)

/** The question whose values are all that is wanted; null when there is more. */
export function onlyQuestion(measures: readonly string[]): string | null {
  const [first = '', ...others] = measures
  return others.length === 0 && first.startsWith('values|') ? first.slice(7) : null
}

/** Measures that are made of expectations and perceptions alone. */
const OF_PAIRS = new Set([
  'gap',
  'items',
  'dimension',
  'overall',
  'crossed',
  'alpha-e',
  'alpha-p',
  'alpha-g',
])
/** What to read of rows where pairs are all that is wanted of them; null where who was asked depends on more. */
export function pairsOf(
  measures: readonly string[],
  { definitions }: FoldPlan,
  names: readonly string[],
): Pairs | null {
  const gaps = [...definitions.values()].flatMap(({ questions }) =>
    questions.filter(({ type }) => type === 'gap'),
  )
  const keys = [...new Set(gaps.map(({ key }) => key))]
  const isEnough =
    measures.every((measure) => OF_PAIRS.has(measure.split('|', 1)[0] ?? '')) &&
    gaps.every(({ showIf }) => showIf === undefined)
  return isEnough && keys.length > 0 && keys.length <= MOST_PAIRS ? { keys, names } : null
}

/** The rows by all that the names tell apart. */
async function cellsOf(
  db: Database,
  { id, plan }: Survey,
  rows: Rows,
  names: readonly string[],
  measures: readonly string[],
): Promise<Cell[]> {
  const cells = new Cells(plan, names, measures)
  for await (const page of rowsIn(db, id, rows, pairsOf(measures, plan, names)))
    for (const { response, values } of page) cells.take(response, 1, values)
  return cells.all()
}

/** The database counts how often each value was given. */
async function count(
  db: Database,
  { id, plan }: Survey,
  window: Window,
  key: string,
  views: readonly Asked[],
): Promise<void> {
  const names = namesOf(views)
  const versions = versionsAsking(plan, key)
  const asked = { names, filters: filtersOf(views) }
  const [found] = await db.read([
    valuesOfCells(id, spansOf(window, views, plan.timeZone), asked, { key, versions }),
  ])
  const cells = cellsOfValues(found?.rows ?? [], names, key)
  for (const view of views) addCells(cells, names, view, view.sums)
}

/** The versions that ask a question whose values are counted. */
export const versionsAsking = ({ definitions }: FoldPlan, key: string): number[] =>
  [...definitions].flatMap(([version, { questions }]) => {
    const type = questions.find((question) => question.key === key)?.type
    return type === 'nps' || type === 'rating' ? [version] : []
  })

/** What a row of counted values says: `day`, `answer`, `n`, and the names' values as `c0`, `c1` … */
export const cellsOfValues = (
  rows: readonly Row[],
  names: readonly string[],
  key: string,
  sign: 1 | -1 = 1,
): Cell[] =>
  rows.map(({ day, answer, n, ...row }) => {
    const values = names.map((_, i) => textOr(row[`c${i}`]))
    const sums = valueSums(JSON.parse(String(answer))).map((each) => each * Number(n) * sign)
    return { day: String(day), values, tally: new Map([[`values|${key}`, sums]]) }
  })

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The window, or its periods where somebody wants to know them, each with the first day it has in the window. */
export function spansOf(window: Window, views: readonly View[], timeZone: string) {
  const [scope] = views.map((view) => view.scope)
  const isByPeriod = views.some(({ wants }) => wants.some(({ by }) => by === 'period'))
  if (!isByPeriod || !scope) return [{ day: window.from, span: spanOf(window, timeZone) }]
  return periodsIn(scope.interval, window.from, window.to).map((start) => {
    const [from, end] = [start, addDays(nextStart(scope.interval, start), -1)]
    const own = {
      from: from < window.from ? window.from : from,
      to: end > window.to ? window.to : end,
    }
    return { day: own.from, span: spanOf(own, timeZone) }
  })
}

async function fold(
  db: Database,
  survey: Survey,
  window: Window,
  views: readonly Asked[],
): Promise<void> {
  const names = namesOf(views)
  const measures = measuresOf(views.flatMap(({ wants }) => wants))
  const rows = { span: spanOf(window, survey.plan.timeZone), filters: filtersOf(views) }
  const all = await cellsOf(db, survey, rows, names, measures)
  for (const view of views) addCells(all, names, view, view.sums)
}

/** A few rows, and all of the combinations that those do not show to be large; all rows where a group is small. */
async function countEnough(
  db: Database,
  survey: Survey,
  window: Window,
  views: readonly Asked[],
): Promise<void> {
  const wants = views.flatMap((view) => view.wants)
  const measures = measuresOf(wants)
  const k = Math.max(...wants.map(({ enough = 0 }) => enough))
  const names = namesOf(views)
  const rows = { span: spanOf(window, survey.plan.timeZone), filters: filtersOf(views) }
  const countedIn = async (some: Omit<Rows, 'span' | 'filters'>) =>
    byValues(await cellsOf(db, survey, { ...rows, ...some }, names, measures))
  const isLarge = ({ tally }: Cell) => measures.every((measure) => countIn(tally, measure) >= k)
  const large = (await countedIn({ most: SAMPLE })).filter(isLarge)
  const beside = { names, cells: large.map(({ values }) => values.map((value) => value ?? '')) }
  const cells = [...large, ...(await countedIn({ beside }))]
  const isSmall = (tally: Tally) =>
    measures.some((measure) => countIn(tally, measure) > 0 && countIn(tally, measure) < k)
  if (groupsOf(cells, names, views).some(isSmall)) return fold(db, survey, window, views)
  for (const view of views) addCells(cells, names, view, view.sums)
}

/** Cells whatever the day. */
function byValues(cells: Iterable<Cell>): Cell[] {
  const found = new Map<string, Cell>()
  for (const cell of cells) {
    const own = { ...cell, tally: new Map() }
    merge(entryOf(found, JSON.stringify(cell.values), () => own).tally, cell.tally)
  }
  return [...found.values()]
}

/** The groups of the views' wants, those without a value being one too. */
function groupsOf(
  cells: readonly Cell[],
  names: readonly string[],
  views: readonly View[],
): Tally[] {
  return views.flatMap(({ scope, wants }) => {
    const members = cells.filter(({ values }) =>
      [...scope.filters].every(([name, value]) => values[names.indexOf(name)] === value),
    )
    return wants.flatMap((want) => {
      const split = splitOf(want, scope).map((name) => names.indexOf(name))
      const groups = Map.groupBy(members, ({ values }) =>
        JSON.stringify(split.map((i) => values[i] ?? '')),
      )
      return [...groups.values()].map((own) =>
        own.reduce((sum: Tally, { tally }) => merge(sum, tally), new Map()),
      )
    })
  })
}

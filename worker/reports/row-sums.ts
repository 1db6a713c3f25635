/**
 * Sums from the rows: exact for any filter, at the price of reading them. Answers to one question are counted by the
 * database; anything else is folded here, from the rows that fit the filters. Where only small groups matter, a few
 * rows show that there are none.
 */
import { addDays, nextStart, periodsIn } from '../../schema/calendar.ts'
import { merge, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { valueSums } from '../tallies/measures.ts'
import { isSame, measuresOf, spanOf, type View, type Want, windowsOf } from './asked.ts'
import { addCells, type Cell, Cells, countIn, namesOf, splitOf } from './cells.ts'
import { countsOfCells, rowsFound, rowsIn, rowsOfCells } from './rows-store.ts'
import type { Window } from './scope.ts'

type Survey = { id: string; plan: FoldPlan }
type Sums = Map<string, Tally>[]

/** So many rows are looked at before all are. */
const SAMPLE = 2000
/** More combinations than this are read with all the others. */
const MOST_CELLS = 50

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
function onlyQuestion(measures: readonly string[]): string | null {
  const [first = '', ...others] = measures
  return others.length === 0 && first.startsWith('values|') ? first.slice(7) : null
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
  const versions = [...plan.definitions].flatMap(([version, { questions }]) => {
    const type = questions.find((question) => question.key === key)?.type
    return type === 'nps' || type === 'rating' ? [version] : []
  })
  const asked = { names, filters: filtersOf(views) }
  const [found] = await db.read([
    countsOfCells(id, spansOf(window, views, plan.timeZone), asked, { key, versions }),
  ])
  const cells = (found?.rows ?? []).map(({ day, answer, n, ...row }): Cell => {
    const values = names.map((_, i) => textOr(row[`c${i}`]))
    const sums = valueSums(JSON.parse(String(answer))).map((each) => each * Number(n))
    return { day: String(day), values, tally: new Map([[`values|${key}`, sums]]) }
  })
  for (const view of views) addCells(cells, names, view, view.sums)
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The window, or its periods where somebody wants to know them, each with the first day it has in the window. */
function spansOf(window: Window, views: readonly View[], timeZone: string) {
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
  { id, plan }: Survey,
  window: Window,
  views: readonly Asked[],
): Promise<void> {
  const cells = new Cells(plan, namesOf(views), measuresOf(views.flatMap(({ wants }) => wants)))
  const rows = { span: spanOf(window, plan.timeZone), filters: filtersOf(views) }
  for await (const page of rowsIn(db, id, rows)) for (const row of page) cells.take(row)
  for (const view of views) addCells(cells.all(), cells.names, view, view.sums)
}

/** Reads rows until it is sure that no group is small; all of them where one is. */
async function countEnough(
  db: Database,
  survey: Survey,
  window: Window,
  views: readonly Asked[],
): Promise<void> {
  const { id, plan } = survey
  const names = namesOf(views)
  const measures = measuresOf(views.flatMap(({ wants }) => wants))
  const filters = filtersOf(views)
  const span = spanOf(window, plan.timeZone)
  const [found] = await db.read([
    countsOfCells(id, [{ day: window.from, span }], { names, filters }, null),
  ])
  const all = (found?.rows ?? []).map(({ n, ...row }): Cell => {
    const values = names.map((_, i) => textOr(row[`c${i}`]))
    return { day: window.from, values, tally: new Map([['responses', [Number(n)]]]) }
  })
  const groups = groupsOf(all, names, views)
  const isSmall = (cells: readonly Cell[], limit: (count: number, k: number) => boolean) => {
    const seen = byValues(cells)
    return groups.filter(({ wants, members }) =>
      wants.some(({ measures, enough = 0 }) =>
        measures.some((measure) => {
          const counts = members.map((key) => countIn(seen.get(key), measure))
          return limit(
            counts.reduce((sum, n) => sum + n, 0),
            enough,
          )
        }),
      ),
    )
  }
  const sampled = new Cells(plan, names, measures)
  for await (const page of rowsIn(db, id, { span, filters, most: SAMPLE }))
    for (const row of page) sampled.take(row)
  let cells = [...sampled.all()]
  const unsure = new Set(isSmall(cells, (n, k) => n < k).flatMap(({ members }) => members))
  if (unsure.size > MOST_CELLS) return fold(db, survey, window, views)
  if (unsure.size > 0) {
    const again = new Cells(plan, names, measures)
    const wanted = all.flatMap(({ values }) => (unsure.has(JSON.stringify(values)) ? [values] : []))
    const [rows] = await db.read([rowsOfCells(id, span, names, wanted)])
    for (const row of rowsFound(rows)) again.take(row)
    const known = cells.filter(({ values }) => !unsure.has(JSON.stringify(values)))
    cells = [...known, ...again.all()]
    if (isSmall(cells, (n, k) => n > 0 && n < k).length > 0) return fold(db, survey, window, views)
  }
  for (const view of views) addCells(cells, names, view, view.sums)
}

/** The tallies of cells by their values, whatever the day. */
function byValues(cells: readonly Cell[]): Map<string, Tally> {
  const found = new Map<string, Tally>()
  for (const { values, tally } of cells) {
    const into: Tally = entryOf(found, JSON.stringify(values), () => new Map())
    merge(into, tally)
  }
  return found
}

type Group = { wants: readonly Want[]; members: string[] }

/** Which cells make up each group of a view, those without a value being one too. */
function groupsOf(
  cells: readonly Cell[],
  names: readonly string[],
  views: readonly View[],
): Group[] {
  return views.flatMap((view) =>
    view.wants.flatMap((want) => {
      const groups = new Map<string, string[]>()
      for (const cell of cells) {
        const isMember = [...view.scope.filters].every(
          ([name, value]) => cell.values[names.indexOf(name)] === value,
        )
        if (!isMember) continue
        const own = splitOf(want, view.scope).map((name) => cell.values[names.indexOf(name)])
        entryOf(groups, JSON.stringify(own), () => []).push(JSON.stringify(cell.values))
      }
      return [...groups.values()].map((members) => ({ wants: [want], members }))
    }),
  )
}

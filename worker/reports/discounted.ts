/**
 * Answers that a report does not count, read from the rows as sums of less than nothing: such of low effort, and of
 * a customer those before his latest. They are of one snapshot with the tallies, or of the rows that were there then.
 */
import type { ResultSet } from '@libsql/client/http'
import type { Database, Statement } from '../db.ts'
import { isLowEffort } from '../tallies/effort.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import type { Answered } from '../tallies/measures.ts'
import { isSame, measuresOf, spanOf, type View, type Want, windowsOf } from './asked.ts'
import { type Cell, Cells, namesOf } from './cells.ts'
import { earlierAnswers, earlierFound, lastPlace, valuesOfEarlier } from './earlier-store.ts'
import { rowsAt } from './row-pages.ts'
import { cellsOfValues, onlyQuestion, pairsOf, spansOf, versionsAsking } from './row-sums.ts'
import { type Row, rowsFound } from './row-texts.ts'
import { rowsOfLowEffort } from './rows-store.ts'
import type { Scope, Window } from './scope.ts'

type Survey = { id: string; plan: FoldPlan }
type Without = NonNullable<Scope['without']>

/** Cells to be added to some of the wants: of a series each period is one by itself, so that less is left out of it. */
export type Debt = { cells: readonly Cell[]; isMeant: (want: Want) => boolean }
export type Discount = {
  queries: readonly Statement[]
  debts: (db: Database, results: readonly ResultSet[]) => Promise<Debt[]>
}

/** @param views of one report: they differ in filters and splits only */
export function discounting(survey: Survey, views: readonly View[]): Discount {
  const [scope] = views.map((view) => view.scope)
  const parts = windowsOf(views.flatMap(({ wants }) => wants)).flatMap((window) =>
    scope ? partsOf(survey, scope, window, views) : [],
  )
  return {
    queries: parts.flatMap(({ queries }) => queries),
    async debts(db, results) {
      const rest = [...results]
      const own = parts.map(({ queries, debts }) => debts(db, rest.splice(0, queries.length)))
      return (await Promise.all(own)).flat()
    },
  }
}

function partsOf(survey: Survey, scope: Scope, window: Window, views: readonly View[]): Discount[] {
  const asked = { survey, scope, window, views, names: namesOf(views) }
  return [
    ...(scope.without ? [ofLowEffort(asked, scope.without)] : []),
    ...(scope.answers === 'latest' ? [ofEarlier(asked)] : []),
  ]
}

type Asked = {
  survey: Survey
  scope: Scope
  window: Window
  views: readonly View[]
  names: readonly string[]
}

/** Of a window's wants, those of its periods or the others; and what they want to know. */
function meantIn({ views, window }: Asked, isSeries: boolean) {
  const isMeant = (want: Want) => isSame(want.window, window) && (want.by === 'period') === isSeries
  return { isMeant, measures: measuresOf(views.flatMap(({ wants }) => wants.filter(isMeant))) }
}

function ofLowEffort(asked: Asked, without: Without): Discount {
  const { survey, window, names } = asked
  const span = spanOf(window, survey.plan.timeZone)
  const { plan } = survey
  return {
    queries: [rowsOfLowEffort(survey.id, span, plan.definitions, without.fasterThan)],
    async debts(_, [found]) {
      const sums = [false, true].map((isSeries) => {
        const { isMeant, measures } = meantIn(asked, isSeries)
        return { isMeant, measures, cells: new Cells(plan, names, measures) }
      })
      for (const row of rowsFound(found))
        if (isCheap(row, plan, without))
          for (const { measures, cells } of sums) if (measures.length > 0) cells.take(row, -1)
      return sums.map(({ isMeant, cells }) => ({ isMeant, cells: cells.all() }))
    },
  }
}

/** Such of low effort are not among them: they are left out already. */
const ofEarlier = (asked: Asked): Discount => {
  const { measures } = meantIn(asked, false)
  const all = new Set([...measures, ...meantIn(asked, true).measures])
  const question = asked.scope.without ? null : onlyQuestion([...all])
  return question === null ? earlierRows(asked) : earlierValues(asked, question)
}

/** Answers to one question are counted by the database. */
function earlierValues(asked: Asked, question: string): Discount {
  const { survey, names } = asked
  const { id, plan } = survey
  const versions = versionsAsking(plan, question)
  return {
    queries: [valuesOfEarlier(id, spansIn(asked), names, { key: question, versions })],
    async debts(_, [found]) {
      const rows = found?.rows ?? []
      const inPeriod = rows.filter((row) => row.is_in_period === 1)
      return [rows, inPeriod].map((some, i) => ({
        isMeant: meantIn(asked, i === 1).isMeant,
        cells: cellsOfValues(some, names, question, -1),
      }))
    },
  }
}

function earlierRows(asked: Asked): Discount {
  const { survey, scope, names } = asked
  const { id, plan } = survey
  const [whole, series] = [meantIn(asked, false), meantIn(asked, true)]
  const pairs = scope.without ? null : pairsOf([...whole.measures, ...series.measures], plan, names)
  return {
    queries: [lastPlace(id)],
    // Each window's are looked for while those of another are read.
    async debts(db, [found]) {
      const last = Number(found?.rows[0]?.last ?? 0)
      const [earlier] = await db.read([earlierAnswers(id, spansIn(asked), last)])
      const { places, inPeriod } = earlierFound(earlier)
      const cells = new Cells(plan, names, whole.measures)
      const inPeriods = new Cells(plan, names, series.measures)
      const inOrder = places.toSorted((a, b) => a - b)
      for await (const page of rowsAt(db, id, inOrder, pairs))
        for (const { response, values } of page) {
          if (scope.without && isCheap(response, plan, scope.without)) continue
          if (whole.measures.length > 0) cells.take(response, -1, values)
          if (series.measures.length > 0 && inPeriod.has(response.seq))
            inPeriods.take(response, -1, values)
        }
      return [
        { isMeant: whole.isMeant, cells: cells.all() },
        { isMeant: series.isMeant, cells: inPeriods.all() },
      ]
    },
  }
}

/** The window, or its periods where somebody wants to know them. */
function spansIn({ survey, window, views }: Asked) {
  const own = views.map((view) => ({
    ...view,
    wants: view.wants.filter((want) => isSame(want.window, window)),
  }))
  return spansOf(window, own, survey.plan.timeZone)
}

/** Tells the answers of a window that a later one of the same customer stands in for; none where every answer counts. */
export async function earlierIn(
  db: Database,
  { id, plan }: Survey,
  scope: Scope,
  window: Window,
): Promise<(row: Row) => boolean> {
  if (scope.answers === 'all') return () => false
  const span = spanOf(window, plan.timeZone)
  const [found] = await db.read([earlierAnswers(id, [{ day: window.from, span }])])
  const earlier = new Set(earlierFound(found).places)
  return ({ seq }) => earlier.has(seq)
}

/** Whether an answer cost no thought. One of an unknown version is not told. */
export function isCheap(row: Answered, plan: FoldPlan, { fasterThan }: Without): boolean {
  const definition = plan.definitions.get(row.version)
  return definition !== undefined && isLowEffort(definition, row, fasterThan)
}

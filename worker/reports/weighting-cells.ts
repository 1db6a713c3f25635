/** The histograms of 0 to 10 that weights are made from: of everyone, of a name's groups, of the cells of several names. */
import { sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { PAIR, segmentValuesOf } from '../tallies/fold.ts'
import type { Subject } from './gather.ts'
import type { Scope, Window } from './scope.ts'
import { answersIn, findSums, findSumsOf } from './source.ts'

/** How often each score from 0 to 10 was given. */
export type Counts = readonly number[]
export type Cell = { values: readonly string[]; counts: Counts }

export const sizeOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0)

const countsIn = (tally: Tally | undefined, question: string): Counts =>
  sums(tally ?? new Map(), `values|${question}`, 11)

export async function everyoneIn(
  db: Database,
  { id, plan }: Subject,
  scope: Scope,
  window: Window,
  question: string,
): Promise<Counts> {
  const want = { measures: [`values|${question}`], window, by: 'all' as const }
  const { sums: found } = await findSums(db, id, plan, { scope, wants: [want] })
  return countsIn(found[0]?.get(''), question)
}

export async function groupsBy(
  db: Database,
  { id, plan }: Subject,
  scope: Scope,
  window: Window,
  question: string,
  segment: string,
): Promise<Map<string, Counts>> {
  const want = { measures: [`values|${question}`], window, by: 'segment' as const, segment }
  const { sums: found } = await findSums(db, id, plan, { scope, wants: [want] })
  return new Map(
    [...(found[0] ?? [])].map(([value, tally]) => [value, countsIn(tally, question)] as const),
  )
}

/** Cells of the declared pair come from the tallies, of any other names from the rows. */
export async function cellsBy(
  db: Database,
  survey: Subject,
  scope: Scope,
  window: Window,
  question: string,
  names: readonly string[],
): Promise<Cell[]> {
  const isTallied = names.length === 2 && names.every((name) => PAIR.some((each) => each === name))
  if (isTallied) return fromTallies(db, survey, scope, window, question, names)
  const cells = new Map<string, { values: string[]; counts: number[] }>()
  for await (const response of answersIn(db, survey, scope, window)) {
    const score = response.answers[question]
    const known = new Map(segmentValuesOf(response))
    const values = names.map((name) => known.get(name) ?? '')
    if (typeof score !== 'number') continue
    const cell = entryOf(cells, JSON.stringify(values), () => ({
      values,
      counts: new Array<number>(11).fill(0),
    }))
    cell.counts[score] = (cell.counts[score] ?? 0) + 1
  }
  return [...cells.values()]
}

async function fromTallies(
  db: Database,
  survey: Subject,
  scope: Scope,
  window: Window,
  question: string,
  [first = '', second = '']: readonly string[],
): Promise<Cell[]> {
  const rows = [...(await groupsBy(db, survey, scope, window, question, first)).keys()]
  const want = { measures: [`values|${question}`], window, by: 'segment' as const, segment: second }
  const views = rows.map((value) => ({
    scope: { ...scope, filters: new Map([[first, value]]) },
    wants: [want],
  }))
  const found = await findSumsOf(db, survey.id, survey.plan, views)
  return found.flatMap(({ sums: [columns] }, i) =>
    [...(columns ?? [])].map(([value, tally]) => ({
      values: [rows[i] ?? '', value],
      counts: countsIn(tally, question),
    })),
  )
}

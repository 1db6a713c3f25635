/**
 * Holds a survey's tallies against a recount of its rows: what is stored must be the sum of all responses up to the
 * cursor, and of old selves that wait to be subtracted. Reads only, a month at a time, each of one snapshot, so
 * it may run beside the service.
 */
import type { ResultSet } from '@libsql/client/http'
import { dayIn, instantOf, nextStart, numberOfDay, startOf } from '../../schema/calendar.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { SUMS_PER_ROW } from '../../schema/tables/tallies.ts'
import type { Statement } from '../db.ts'
import { responseFrom, responsesBetween } from '../responses/store.ts'
import { Fold, type FoldPlan } from './fold.ts'
import { cursorOf, spanOf, talliesOfDays, waitingRetractions } from './store.ts'

export type Read = (statements: readonly Statement[]) => Promise<ResultSet[]>
/** A sum that is not what the rows say. `day` counts from 1970. */
export type Wrong = {
  segment: string
  measure: string
  day: number
  place: number
  stored: number
  counted: number
}
export type Recount = { responses: number; sums: number; wrong: Wrong[] }

const ALL = 1_000_000_000
/** Sums of fractions may differ in their last digits by the order they were added in. */
const TOLERANCE = 1e-6
/** Words are cut by the ICU of whoever counts, which need not be the one that counted first (methods 11). */
const isOfWords = (measure: string) => measure.startsWith('words|') || measure.startsWith('theme|')

export async function recount(read: Read, surveyId: string, plan: FoldPlan): Promise<Recount> {
  const found: Recount = { responses: 0, sums: 0, wrong: [] }
  const [span] = await read([spanOf(surveyId)])
  const { first, last } = spanIn(span, plan.timeZone)
  for (let month = startOf('month', first); month <= last; month = nextStart('month', month)) {
    const next = nextStart('month', month)
    const [from, to] = [instantOf(month, 0, plan.timeZone), instantOf(next, 0, plan.timeZone)]
    const [cursor, rows, waiting, stored] = await read([
      cursorOf(surveyId),
      responsesBetween(surveyId, from, to, undefined, ALL),
      waitingRetractions(surveyId, ALL),
      talliesOfDays(surveyId, numberOfDay(month), numberOfDay(next) - 1),
    ])
    const through = Number(cursor?.rows[0]?.folded_through ?? 0)
    const fold = new Fold(plan)
    for (const row of rows?.rows ?? [])
      if (Number(row.seq) <= through && take(fold, row.response)) found.responses++
    for (const row of waiting?.rows ?? [])
      take(fold, row.response, ({ submittedAt }) => submittedAt >= from && submittedAt < to)
    compare(countedBy(fold), storedIn(stored), found)
  }
  return found
}

/** The days that rows and tallies are about; an empty span when there are none. */
function spanIn(found: ResultSet | undefined, timeZone: string) {
  const row = found?.rows[0]
  const days = [
    ...[row?.first_at, row?.last_at].flatMap((at) =>
      at == null ? [] : [dayIn(timeZone, Number(at))],
    ),
    ...[row?.first_day, row?.last_day].flatMap((day) =>
      day == null ? [] : [dayIn('UTC', Number(day) * 86_400_000)],
    ),
  ].sort()
  return { first: days[0] ?? '9999-01-01', last: days.at(-1) ?? '0000-01-01' }
}

/** A row that cannot be read counts in no figure. */
function take(
  fold: Fold,
  json: unknown,
  isWanted: (response: SurveyResponse) => boolean = () => true,
): boolean {
  let response: SurveyResponse
  try {
    response = responseFrom(String(json))
  } catch {
    return false
  }
  if (isWanted(response)) fold.take(response)
  return true
}

type Sums = Map<string, number[]>
const nameOf = (segment: string, measure: string, day: number) =>
  JSON.stringify([segment, measure, day])

function countedBy(fold: Fold): Sums {
  const sums: Sums = new Map()
  for (const { segment, day, tally } of fold.groups())
    for (const [measure, own] of tally)
      if (!isOfWords(measure)) sums.set(nameOf(segment, measure, day), own)
  return sums
}

function storedIn(found: ResultSet | undefined): Sums {
  const sums: Sums = new Map()
  for (const row of found?.rows ?? []) {
    const measure = String(row.measure)
    if (isOfWords(measure)) continue
    const name = nameOf(String(row.segment), measure, Number(row.day))
    const own = sums.get(name) ?? []
    for (let i = 0; i < SUMS_PER_ROW; i++)
      own[Number(row.part) * SUMS_PER_ROW + i] = Number(row[`s${i}`])
    sums.set(name, own)
  }
  return sums
}

function compare(counted: Sums, stored: Sums, found: Recount): void {
  for (const name of new Set([...counted.keys(), ...stored.keys()])) {
    const [own, kept] = [counted.get(name) ?? [], stored.get(name) ?? []]
    const [segment = '', measure = '', day = 0] = JSON.parse(name)
    for (let place = 0; place < Math.max(own.length, kept.length); place++) {
      const [is, said] = [own[place] ?? 0, kept[place] ?? 0]
      found.sums++
      if (!(Math.abs(is - said) <= TOLERANCE * Math.max(1, Math.abs(is))))
        found.wrong.push({ segment, measure, day, place, stored: said, counted: is })
    }
  }
}

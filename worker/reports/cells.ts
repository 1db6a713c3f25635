/** Responses by all that a report tells them apart by: the day and the values of some names. What a report wants is made of cells. */
import { type Day, dayOfNumber, startOf } from '../../schema/calendar.ts'
import { merge, sumAt, sums, type Tally } from '../../statistics/tally.ts'
import { entryOf } from '../entry-of.ts'
import { dayNumbers, type FoldPlan } from '../tallies/fold.ts'
import {
  type Answered,
  addMeasures,
  addMonthly,
  type Wanted,
  wantedOf,
} from '../tallies/measures.ts'
import { type Naming, namingsOf } from '../tallies/naming.ts'
import { Places, Sums } from '../tallies/sums.ts'
import type { View, Want } from './asked.ts'
import type { Scope } from './scope.ts'

/** @property values by the cells' names; null for those who have none */
export type Cell = { day: Day; values: readonly (string | null)[]; tally: Tally }

/** The cells of responses that are taken one by one. */
export class Cells {
  readonly names: readonly string[]
  readonly #plan: FoldPlan
  readonly #namings: ReadonlyMap<number, Naming>
  readonly #wanted: Wanted
  readonly #isMonthly: boolean
  readonly #dayOf: (at: number) => number
  readonly #places = new Places()
  readonly #cells = new Map<string, Omit<Cell, 'tally'> & { sums: Sums }>()

  /** @param measures what is counted of each response; names, or beginnings of names that end with `|` */
  constructor(plan: FoldPlan, names: readonly string[], measures: Iterable<string>) {
    const kinds = new Set([...measures].map((name) => name.split('|', 1)[0] ?? ''))
    this.#plan = plan
    this.#namings = namingsOf(plan.definitions)
    this.names = names
    this.#wanted = wantedOf(kinds)
    this.#isMonthly = kinds.has('cells') || kinds.has('words')
    this.#dayOf = dayNumbers(plan.timeZone)
  }

  /**
   * Adds a response, or takes it away. One of an unknown version adds nothing.
   * @param values what it has under the cells' names
   */
  take(
    response: Answered,
    sign: 1 | -1 = 1,
    values: readonly (string | null)[] = this.names.map((name) => valueIn(response, name)),
  ): void {
    const survey = this.#plan.definitions.get(response.version)
    if (!survey) return
    const day = this.#dayOf(response.submittedAt)
    const { sums } = entryOf(this.#cells, `${day}\0${values.join('\0')}`, () => ({
      day: dayOfNumber(day),
      values,
      sums: new Sums(this.#places),
    }))
    const naming = this.#namings.get(response.version)
    addMeasures(sums, survey, response, naming, sign, this.#wanted)
    if (this.#isMonthly) addMonthly(sums, survey, response, sign)
  }

  all(): Cell[] {
    return [...this.#cells.values()].map(({ sums, ...cell }) => ({ ...cell, tally: sums.tally() }))
  }
}

/** What a response has under a name; channel and language are the response's own, as in SQL. */
function valueIn({ channel, locale, segments }: Answered, name: string): string | null {
  if (name === 'channel') return channel
  if (name === 'locale') return locale
  return Object.hasOwn(segments, name) ? (segments[name] ?? null) : null
}

/** The names that views tell people apart by. */
export const namesOf = (views: readonly View[]): string[] => [
  ...new Set(
    views.flatMap(({ scope, wants }) => [
      ...scope.filters.keys(),
      ...wants.flatMap((want) => splitOf(want, scope)),
    ]),
  ),
]

/** What a want is split by, if by anything. */
export function splitOf(want: Want, scope: Scope): readonly string[] {
  if (want.by === 'cells') return want.names ?? []
  return want.by === 'segment' ? [want.segment ?? scope.segment ?? ''] : []
}

/** Adds cells to the sums of a view's wants, where they belong to. */
export function addCells(
  cells: Iterable<Cell>,
  names: readonly string[],
  { scope, wants }: View,
  into: readonly Map<string, Tally>[],
  isMeant: (want: Want) => boolean = () => true,
): void {
  const filters = [...scope.filters].map(([name, value]) => [names.indexOf(name), value] as const)
  const splits = wants.map((want) => splitOf(want, scope).map((name) => names.indexOf(name)))
  const meant = wants.map(isMeant)
  for (const { day, values, tally } of cells) {
    if (!filters.every(([i, value]) => values[i] === value)) continue
    for (const [i, want] of wants.entries()) {
      if (!meant[i] || day < want.window.from || day > want.window.to) continue
      const own = (splits[i] ?? []).map((at) => values[at] ?? null)
      const group = groupOf(want, scope, day, own)
      const groups = into[i]
      if (group === null || !groups) continue
      const known: Tally = entryOf(groups, group, () => new Map())
      merge(known, tally)
    }
  }
}

/** The group of a want that a day and the values of its split belong to; null when to none. */
function groupOf(
  want: Want,
  scope: Scope,
  day: Day,
  values: readonly (string | null)[],
): string | null {
  switch (want.by) {
    case 'all':
      return ''
    case 'period':
      return startOf(scope.interval, day)
    case 'segment':
      return values[0] ?? null
    case 'cells':
      return JSON.stringify(values.map((value) => value ?? ''))
    default:
      return want.by satisfies never
  }
}

/** How many answers stand behind a measure of a tally. */
export function countIn(tally: Tally | undefined, measure: string): number {
  if (!tally) return 0
  if (!/^(values|comments)\|/.test(measure)) return sumAt(tally, measure, 0)
  return sums(tally, measure, 11).reduce((sum, count) => sum + count, 0)
}

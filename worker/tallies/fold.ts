/** Folds responses into tallies: pure, additive, and the same for a report's last few rows as for a rebuild of a million. */
import { dayIn, numberOfDay } from '../../schema/calendar.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { entryOf } from '../entry-of.ts'
import { addMeasures, addMonthly } from './measures.ts'
import { type Naming, namingsOf } from './naming.ts'
import type { GroupTally } from './store.ts'
import { Places, Sums } from './sums.ts'

/** What a fold must know of a survey: every published version's definition, and the zone that decides the day. */
export type FoldPlan = {
  definitions: ReadonlyMap<number, SurveyDefinition>
  timeZone: string
}

/** Segment names whose pair is tallied too: a language within a tier. */
export const PAIR = ['tier', 'locale'] as const

/**
 * Groups of a pair are called `tier&locale=`, the language, `&`, the tier: a language has no `&` in it, so whatever
 * a tier is called, a pair is taken for no other pair and for no single segment.
 */
export const PAIR_START = `${PAIR.join('&')}=`
export const pairGroup = (tier: string, locale: string): string => `${PAIR_START}${locale}&${tier}`

/** The named properties a response is split by. */
export function segmentValuesOf(
  response: Pick<SurveyResponse, 'channel' | 'locale' | 'segments'>,
): [name: string, value: string][] {
  return [
    ['channel', response.channel],
    ...(response.locale === null ? [] : [['locale', response.locale] as [string, string]]),
    ...Object.entries(response.segments),
  ]
}

/** The tally groups a response belongs to: everyone, each of its segments, and the declared pair. */
export function groupsOf(response: SurveyResponse): string[] {
  const values = segmentValuesOf(response)
  const named = new Map(values)
  const [tier, locale] = PAIR.map((name) => named.get(name))
  return [
    '',
    ...values.map(([name, value]) => `${name}=${value}`),
    ...(tier !== undefined && locale !== undefined ? [pairGroup(tier, locale)] : []),
  ]
}

/** Responses of one sort are in the same groups, so their sums are made once, and added to each group at the end. */
type Sort = { groups: readonly string[]; days: Map<number, Sums> }

export class Fold {
  readonly #plan: FoldPlan
  readonly #namings: ReadonlyMap<number, Naming>
  readonly #sorts = new Map<string, Sort>()
  /** By the first day of the month; everyone's only. */
  readonly #months = new Map<number, Sums>()
  readonly #places = new Places()
  readonly #placesOfMonths = new Places()
  readonly #dayOf: (at: number) => number

  constructor(plan: FoldPlan) {
    this.#plan = plan
    this.#namings = namingsOf(plan.definitions)
    this.#dayOf = dayNumbers(plan.timeZone)
  }

  readonly #newSums = () => new Sums(this.#places)

  /** Adds a response, or takes its old self away. One of an unknown version adds nothing. */
  take(response: SurveyResponse, sign: 1 | -1 = 1): void {
    const survey = this.#plan.definitions.get(response.version)
    if (!survey) return
    const day = this.#dayOf(response.submittedAt)
    const groups = groupsOf(response)
    const sort = entryOf(this.#sorts, groups.join('\0'), () => ({ groups, days: new Map() }))
    const naming = this.#namings.get(response.version)
    addMeasures(entryOf(sort.days, day, this.#newSums), survey, response, naming, sign)
    const month = entryOf(this.#months, firstOfMonth(day), () => new Sums(this.#placesOfMonths))
    addMonthly(month, survey, response, sign)
  }

  /** All groups with their sums. */
  *groups(): Iterable<GroupTally> {
    const all = new Map<string, Map<number, Sums>>()
    for (const { groups, days } of this.#sorts.values())
      for (const segment of groups) {
        const own = entryOf(all, segment, () => new Map<number, Sums>())
        for (const [day, sums] of days) entryOf(own, day, this.#newSums).merge(sums)
      }
    for (const [segment, days] of all)
      for (const [day, sums] of days) yield { segment, day, tally: sums.tally() }
    for (const [day, sums] of this.#months) yield { segment: '', day, tally: sums.tally() }
  }
}

/** Day numbers of instants; offsets change at quarter hours only, so each quarter is looked up once. */
export function dayNumbers(timeZone: string): (at: number) => number {
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / 900_000)
    return entryOf(known, quarter, () => numberOfDay(dayIn(timeZone, quarter * 900_000)))
  }
}

function firstOfMonth(day: number): number {
  const date = new Date(day * 86_400_000)
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 86_400_000)
}

/** Rows of an anonymous survey show a segment's value only once as many rows have it as the privacy minimum asks. */
import type { SurveyResponse } from '../../schema/responses.ts'
import { OTHER_SEGMENT_VALUE } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Database } from '../db.ts'
import { accountSettings } from '../settings/store.ts'
import { segmentValuesOf } from '../tallies/fold.ts'
import { sizesOfGroups, waitingRetractions } from '../tallies/store.ts'
import { responseFrom, responsesIn, unfoldedResponses } from './store.ts'

/** What rows of a survey may show. */
export type Veil = {
  /** The same rows without the values that too few have. */
  over(responses: readonly SurveyResponse[]): Promise<SurveyResponse[]>
  /** Whether all of these may be asked for: who filters by a value sees it. */
  mayAsk(segments: ReadonlyMap<string, string>): Promise<boolean>
}

const NONE: Veil = {
  over: async (responses) => [...responses],
  mayAsk: async () => true,
}

/** Counted from the tallies and what is not in them yet, so a value shows as soon as enough rows have it, never before. */
export async function veilOf(
  db: Database,
  surveyId: string,
  definitions: Iterable<SurveyDefinition>,
): Promise<Veil> {
  if (![...definitions].some(({ privacy }) => privacy === 'anonymous')) return NONE
  return {
    over: async (responses) => {
      const isCommon = await commonAmong(db, surveyId, responses.flatMap(segmentValuesOf))
      return responses.map((response) => veiled(response, isCommon))
    },
    mayAsk: async (segments) => {
      const isCommon = await commonAmong(db, surveyId, segments)
      return [...segments].every(([name, value]) => isCommon(name, value))
    },
  }
}

export type IsCommon = (name: string, value: string) => boolean

/** Which of these values so many responses of a survey have that a row may show them. */
export async function commonAmong(
  db: Database,
  surveyId: string,
  values: Iterable<readonly [string, string]>,
): Promise<IsCommon> {
  const { privacyMinimum } = await accountSettings(db)
  const groups = [...new Set([...values].map(groupOf))]
  const [sizes, unfolded, retracted] = await db.read([
    sizesOfGroups(surveyId, groups),
    unfoldedResponses(surveyId, MOST_UNFOLDED),
    waitingRetractions(surveyId, MOST_UNFOLDED),
  ])
  const counts = new Map(
    (sizes?.rows ?? []).map(({ segment, n }) => [String(segment), Number(n)] as const),
  )
  const count = (response: SurveyResponse, by: 1 | -1) => {
    for (const group of segmentValuesOf(response).map(groupOf))
      counts.set(group, (counts.get(group) ?? 0) + by)
  }
  for (const response of responsesIn(unfolded)) count(response, 1)
  const old = retracted?.rows ?? []
  for (const { response } of old) count(responseFrom(String(response)), -1)
  // With old selves left over, a row could count twice.
  const isKnown = old.length < MOST_UNFOLDED
  return (name, value) => isKnown && (counts.get(groupOf([name, value])) ?? 0) >= privacyMinimum
}

/** More than this stand apart from the tallies only while these are made anew; then a value shows later. */
const MOST_UNFOLDED = 5000

const groupOf = ([name, value]: readonly [string, string]) => `${name}=${value}`

function veiled(response: SurveyResponse, isCommon: IsCommon): SurveyResponse {
  const { channel, locale, segments } = response
  return {
    ...response,
    channel: isCommon('channel', channel) ? channel : OTHER_SEGMENT_VALUE,
    locale: locale !== null && isCommon('locale', locale) ? locale : null,
    segments: commonOnes(segments, isCommon),
  }
}

/** Segments without the values that too few have. */
export const commonOnes = (segments: Readonly<Record<string, string>>, isCommon: IsCommon) =>
  Object.fromEntries(Object.entries(segments).filter(([name, value]) => isCommon(name, value)))

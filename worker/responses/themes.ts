/** Responses with what their comments name, and the case they opened; by the lists that the themes report counts by. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { themePhrases } from '../../statistics/themes.ts'
import { casesOfResponses } from '../complaints/list.ts'
import type { Database } from '../db.ts'
import { commentsIn } from '../tallies/comments.ts'
import { asJson } from './export.ts'
import { type Place, type ResponseFilter, responsesOf } from './list.ts'

type Versions = readonly { version: number; definition: SurveyDefinition }[]

/** Rows looked at for one page: whoever asks for a rare theme goes on with the cursor. */
const MOST_LOOKED_AT = 2000
const AT_ONCE = 500

/** A page of responses, newest first; with a theme those alone whose comments name it. */
export async function themed(
  db: Database,
  surveyId: string,
  versions: Versions,
  filter: ResponseFilter,
  theme: string | undefined,
  after: Place | null,
  limit: number,
): Promise<{ found: SurveyResponse[]; last: Place | null }> {
  const found: SurveyResponse[] = []
  let place = after
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const size = theme === undefined ? limit : AT_ONCE
    const page = await responsesOf(db, surveyId, filter, 'newest', place, size)
    for (const { place: at, response } of page) {
      place = at
      if (theme !== undefined && !names(response, versions, theme)) continue
      found.push(response)
      if (found.length === limit) return { found, last: place }
    }
    if (page.length < size) return { found, last: null }
  }
  return { found, last: place }
}

/** Responses as lists give them. */
export async function withThemes(
  db: Database,
  surveyId: string,
  versions: Versions,
  found: readonly SurveyResponse[],
) {
  const ids = found.map(({ id }) => id)
  const cases =
    ids.length === 0 ? new Map<string, string>() : await casesOfResponses(db, surveyId, ids)
  return found.map((response) => ({
    ...asJson(response),
    case: cases.get(response.id) ?? null,
    themes: phrasesIn(response, versions),
  }))
}

const names = (response: SurveyResponse, versions: Versions, theme: string): boolean =>
  phrasesIn(response, versions).some((phrase) => phrase.theme === theme)

function phrasesIn(response: SurveyResponse, versions: Versions) {
  const definition = versions.find(({ version }) => version === response.version)?.definition
  if (!definition) return []
  return commentsIn(definition, response).flatMap(({ key, language, text }) =>
    (themePhrases(text, language) ?? []).map((phrase) => ({ question: key, ...phrase })),
  )
}

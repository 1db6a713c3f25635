/** What every screen of figures loads: the survey's definition, then its report, if the survey asks for it at all. */
import type { ReportHead } from '../../schema/reports.ts'
import type { QuestionType, SurveyDefinition } from '../../schema/survey.ts'
import { survey as fetchSurvey, type Session, type SurveyLine } from './api.ts'
import type { Filters } from './filters.ts'
import { both, type Loaded, useLoaded } from './load.ts'

type Query = Readonly<Record<string, string>>
type Fetch<Report> = (surveyId: string, query: Query, stop: AbortSignal) => Promise<Report>

/** What a screen draws once its report has come. */
export type Shown<Report> = {
  definition: SurveyDefinition
  report: Report
  survey: SurveyLine
  session: Session
  filters: Filters
  split: string
  at: Date | null
}

/** The definition is asked for first seen, so that a survey that asks nothing of the kind never makes a request in vain. */
export function useReport<Report extends ReportHead>(
  survey: SurveyLine,
  needs: QuestionType | readonly QuestionType[],
  name: string,
  query: Query,
  fetch: Fetch<Report>,
): { asks: boolean; loaded: Loaded<[SurveyDefinition, Report]> } {
  const definition = useDefinition(survey)
  const asks =
    definition.value?.questions.some(({ type }) => needs === type || needs.includes(type)) ?? true
  const isWorthAsking = asks && survey.status !== 'draft'
  const key = `${name} ${survey.id} ${new URLSearchParams(query)}`
  const report = useLoaded(isWorthAsking ? key : null, (stop) => fetch(survey.id, query, stop))
  return { asks, loaded: both(definition, report) }
}

/** What a survey asks: as it was last published, else its draft. */
export const useDefinition = (survey: SurveyLine): Loaded<SurveyDefinition> =>
  useLoaded(`survey ${survey.id}`, async (stop) => {
    const { definition, draft } = await fetchSurvey(survey.id, stop)
    return definition ?? draft
  })

/** What categories are called: as the surveys that offer them word them, else by their own name. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { survey as fetchSurvey, type SurveyLine } from '../api.ts'
import { useLoaded } from '../load.ts'
import { type Said, saidTo } from '../localized.ts'
import type { Voice } from '../words/voice.ts'

export type CategoryNames = (category: string) => Said

/** Enough surveys to find the wording of every category in all but the oddest account. */
const MOST_READ = 8

/** The names of categories; until the surveys have come, and for a category no survey offers, its own. */
export function useCategoryNames(surveys: readonly SurveyLine[], voice: Voice): CategoryNames {
  const ids = surveys.slice(0, MOST_READ).map(({ id }) => id)
  const { value } = useLoaded(ids.length === 0 ? null : `categories ${ids}`, (stop) =>
    Promise.all(ids.map((id) => fetchSurvey(id, stop))),
  )
  return categoryNames(
    (value ?? []).map(({ definition, draft }) => definition ?? draft),
    voice,
  )
}

/** The names that definitions give, the first one winning. */
export function categoryNames(
  definitions: readonly SurveyDefinition[],
  { language, t }: Voice,
): CategoryNames {
  const offered = definitions
    .flatMap(({ questions }) => questions)
    .flatMap((question) => (question.type === 'complaint' ? question.categories : []))
  return (category) => {
    const text = offered.find(({ key }) => key === category)?.text
    const fallback = category === 'other' ? t('complaints.category.other') : category
    return saidTo(language, text, fallback)
  }
}

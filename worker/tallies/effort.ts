/** Answers that cost no thought: the same number all the way down, or done in no time (methods 3.5). Pure. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'

/** Fewer pairs than this can honestly be alike. */
const FEWEST_PAIRS = 3

/**
 * Whether all expectations are equal and all perceptions are.
 * @returns null with fewer than three whole pairs: nothing can be said
 */
export function isStraightLined(
  survey: SurveyDefinition,
  response: Pick<SurveyResponse, 'answers'>,
): boolean | null {
  const pairs = survey.questions.flatMap((question) => {
    const answer = question.type === 'gap' ? response.answers[question.key] : null
    if (typeof answer !== 'object' || answer === null) return []
    const { expectation, perception }: { expectation?: unknown; perception?: unknown } = answer
    return typeof expectation === 'number' && typeof perception === 'number'
      ? [[expectation, perception] as const]
      : []
  })
  if (pairs.length < FEWEST_PAIRS) return null
  const [first] = pairs
  return pairs.every(([e, p]) => e === first?.[0] && p === first[1])
}

/** @param fasterThan seconds: a third of the median; null when no time is known */
export function isLowEffort(
  survey: SurveyDefinition,
  response: Pick<SurveyResponse, 'answers' | 'complete' | 'secondsTaken'>,
  fasterThan: number | null,
): boolean {
  const { secondsTaken, complete } = response
  const isFast =
    complete && fasterThan !== null && secondsTaken !== null && secondsTaken < fasterThan
  return isFast || isStraightLined(survey, response) === true
}

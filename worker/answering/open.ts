/** Whether a survey takes answers at this moment, as visitors are told. */
import { Problem } from '../../schema/problem.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { whyShut } from '../inbox/published.ts'

/** @throws Problem survey-closed, survey-not-open */
export function requireOpen(survey: PublicSurvey, now: number): void {
  const shut = whyShut(survey, now)
  if (shut) throw new Problem(shut)
}

/** Whether a survey takes answers at this moment, as visitors are told. */
import { Problem } from '../../schema/problem.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'

/** @throws Problem survey-closed, survey-not-open */
export function requireOpen({ isOpen, status, sharing }: PublicSurvey, now: number): void {
  if (isOpen) return
  const isEarly = sharing.opensAt !== null && now < Date.parse(sharing.opensAt)
  throw new Problem(status === 'live' && isEarly ? 'survey-not-open' : 'survey-closed')
}

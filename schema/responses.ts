/** A response as it is stored; in code it is never called Response, which belongs to HTTP. */
import type { AnswerMap } from './answers.ts'

export type SurveyResponse = {
  id: string
  revision: number
  version: number
  /** Milliseconds UTC of the first save; it decides the day, and a later save does not move it. */
  submittedAt: number
  channel: string
  locale: string | null
  answers: AnswerMap
  segments: Readonly<Record<string, string>>
  /** The gap questions drawn for this person; null without a sample. */
  shown: readonly string[] | null
  customerId: string | null
  /** Whether the customer id came signed, by an invitation or from staff; otherwise it is a claim. */
  customerVerified: boolean
  complete: boolean
  secondsTaken: number | null
  /** Digest of what was sent, so that a repeat can be told from a change. */
  bodyHash: string
}

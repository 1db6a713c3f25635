/** The body of a response, and whether its answers are a walk through the survey. */
import * as z from 'zod'
import { isAsked } from './flow.ts'
import type { Fault } from './problem.ts'
import type { SurveyDefinition } from './survey.ts'
import { LanguageTag, Text } from './text.ts'

/** The answers of one response, keyed by question. */
export type AnswerMap = Record<string, unknown>
export type GapAnswer = {
  expectation?: number | null | undefined
  perception?: number | null | undefined
  importance?: number | null | undefined
  minimum?: number | null | undefined
} | null

/** The id of a response, made by whoever fills the form in: a UUID, or 16 to 64 of A-Z a-z 0-9 _ - */
export const ResponseId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/, 'Needs 16 to 64 of A-Za-z0-9_-')
export const CHANNELS = ['link', 'email', 'widget', 'qr', 'kiosk', 'api'] as const

/** The body of a response, its answers not yet checked against the survey. Unknown members are refused. */
export const Submission = z.strictObject({
  id: ResponseId,
  revision: z.int().min(1).max(1_000_000).default(1),
  version: z.int().min(1).max(1_000_000),
  locale: LanguageTag.optional(),
  channel: z.enum(CHANNELS).default('api'),
  answers: z.looseObject({}),
  segments: z.record(z.string().max(64), Text(64, 1)).optional(),
  shown: z.array(z.string().max(40)).max(100).optional(),
  customer: z.strictObject({ id: Text(100, 1), signature: Text(128).optional() }).optional(),
  token: Text(128, 1).optional(),
  receipt: Text(200).optional(),
  complete: z.boolean().default(false),
  secondsTaken: z.number().min(0).max(1e7).optional(),
})
export type Submission = z.infer<typeof Submission>

/**
 * What is wrong with these (well-shaped) answers as a walk through the survey: an answer to a question
 * that was not asked, a sample that is not one, a required question left out of a complete response.
 */
export function walkFaults(
  survey: SurveyDefinition,
  submission: Pick<Submission, 'answers' | 'shown' | 'complete'>,
): Fault[] {
  const { answers, shown } = submission
  const faults = sampleFaults(survey, shown)
  for (const question of survey.questions) {
    const answer = answers[question.key]
    const asked = isAsked(survey, question, answers, shown)
    if (answer !== undefined && !asked)
      faults.push({ pointer: `/answers/${question.key}`, detail: 'This question was not asked' })
    // "Nothing to put right" is an answer to a complaint question, and it is told by leaving it out.
    const isRequired = question.required && question.type !== 'complaint'
    if (isRequired && submission.complete && asked && !isAnswered(answer))
      faults.push({ pointer: `/answers/${question.key}`, detail: 'This question needs an answer' })
  }
  return faults
}

function sampleFaults(survey: SurveyDefinition, shown: readonly string[] | undefined): Fault[] {
  const fault = (detail: string): Fault[] => [{ pointer: '/shown', detail }]
  if (!survey.sample) return shown === undefined ? [] : sameKeys(survey, shown)
  if (!shown) return fault('This survey draws a sample: say which questions were shown')
  const gaps = new Set(survey.questions.filter((q) => q.type === 'gap').map((q) => q.key))
  const count = Math.min(survey.sample.count, gaps.size)
  if (shown.length !== count || new Set(shown).size !== shown.length)
    return fault(`Needs exactly ${count} different questions`)
  return shown.every((key) => gaps.has(key)) ? [] : fault('Only gap questions are drawn')
}

/** Without a sample `shown` says nothing new; it must at least name questions of this survey. */
const sameKeys = (survey: SurveyDefinition, shown: readonly string[]): Fault[] =>
  shown.every((key) => survey.questions.some((question) => question.key === key))
    ? []
    : [{ pointer: '/shown', detail: 'This survey has no such question' }]

const isAnswered = (answer: unknown) => answer !== undefined && answer !== ''

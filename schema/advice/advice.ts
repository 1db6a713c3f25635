/** What the research would say to whoever builds this survey: advice, never a refusal. Pure. */
import type { Question, SurveyDefinition } from '../survey.ts'
import { estimatedSeconds } from './seconds.ts'
import { findingsIn, type WordingFinding } from './wording.ts'

export type AdviceCode =
  | WordingFinding
  | 'mixed-expectations'
  | 'nps-reworded'
  | 'required'
  | 'slider'
  | 'smileys'
  | 'stars'
  | 'too-long'
  | 'many-texts'

export type Advice = {
  code: AdviceCode
  /** JSON pointer into the definition; '' for the survey as a whole. */
  pointer: string
  /** The language whose wording it is about. */
  locale?: string
  /** A number the words speak of: seconds, or how many. */
  value?: number
}

/** Beyond five minutes people leave, and answers get shorter (Galesic & Bosnjak 2009). */
export const MOST_SECONDS = 300
const MOST_TEXTS = 3

/** All advice on a survey, question by question, then on the whole. */
export function adviceOn(survey: SurveyDefinition): Advice[] {
  const kinds = new Set(
    survey.questions.flatMap((q) => (q.type === 'gap' ? [q.expectationKind] : [])),
  )
  const seconds = Math.max(...survey.locales.map((locale) => estimatedSeconds(survey, locale)))
  const texts = survey.questions.filter(({ type }) => type === 'text').length
  return [
    ...survey.questions.flatMap((question, i) => [
      ...wordingAdvice(question, `/questions/${i}`),
      ...formAdvice(question, `/questions/${i}`),
    ]),
    ...(kinds.size > 1 ? [whole('mixed-expectations', kinds.size)] : []),
    ...(texts > MOST_TEXTS ? [whole('many-texts', texts)] : []),
    ...(seconds > MOST_SECONDS ? [whole('too-long', seconds)] : []),
  ]
}

const whole = (code: AdviceCode, value: number): Advice => ({ code, pointer: '', value })

const wordingAdvice = (question: Question, at: string): Advice[] =>
  Object.entries(question.text ?? {}).flatMap(([locale, text]) =>
    findingsIn(text, locale, question.type === 'gap').map((code) => ({
      code,
      pointer: `${at}/text/${locale}`,
      locale,
    })),
  )

/** What a kind of control costs, as far as it is known. */
function formAdvice(question: Question, at: string): Advice[] {
  const found: Advice[] = []
  const note = (code: AdviceCode, member: string) =>
    found.push({ code, pointer: `${at}/${member}` })
  // Any other wording is another question, whose score compares with nobody's.
  if (question.type === 'nps' && question.text) note('nps-reworded', 'text')
  if (question.type === 'slider') note('slider', 'type')
  if (question.type === 'gap' && question.scale === 100) note('slider', 'scale')
  if (question.type === 'rating' && question.style !== 'numbers') note(question.style, 'style')
  if (question.required && question.type !== 'complaint') note('required', 'required')
  return found
}

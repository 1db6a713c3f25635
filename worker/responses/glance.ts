/** What a response says at a glance, for lists of people: its score, its mean gap and its words. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { ResponseGlance } from '../../schema/timeline.ts'

/** @param definition the version that was answered; null when it is not known: then nothing can be read from the answers */
export function glanceAt(
  surveyId: string,
  response: SurveyResponse,
  definition: SurveyDefinition | null,
): ResponseGlance {
  const { id, submittedAt, channel, locale, complete } = response
  return {
    surveyId,
    responseId: id,
    at: new Date(submittedAt).toISOString(),
    channel,
    locale,
    complete,
    score: definition && scoreIn(definition, response),
    gap: definition && meanGap(definition, response),
    words: definition === null ? [] : wordsIn(definition, response),
  }
}

function scoreIn({ questions }: SurveyDefinition, { answers }: SurveyResponse) {
  const score = scoreAmong(questions)
  const value = score && answers[score.key]
  if (!score || typeof value !== 'number') return null
  return {
    value,
    of: score.type === 'rating' ? score.scale : 10,
    isNps: score.type === 'nps',
  }
}

/** The question whose answer is called the score of a response: the first NPS question, else the first rating. */
export const scoreAmong = (questions: SurveyDefinition['questions']) =>
  questions.find(({ type }) => type === 'nps') ?? questions.find(isRating)

const isRating = ({ type }: SurveyDefinition['questions'][number]): boolean => type === 'rating'

/** Gaps on different scales are never averaged (methods 3.6). */
function meanGap({ questions }: SurveyDefinition, { answers }: SurveyResponse): number | null {
  const pairs = questions.flatMap((question) => {
    if (question.type !== 'gap') return []
    const expectation = memberOf(answers[question.key], 'expectation')
    const perception = memberOf(answers[question.key], 'perception')
    if (typeof expectation !== 'number' || typeof perception !== 'number') return []
    return [{ scale: question.scale, gap: perception - expectation }]
  })
  if (new Set(pairs.map(({ scale }) => scale)).size !== 1) return null
  return pairs.reduce((sum, { gap }) => sum + gap, 0) / pairs.length
}

/** Every text of an answer, in the order of the questions. */
export const wordsIn = ({ questions }: SurveyDefinition, { answers }: SurveyResponse): string[] =>
  questions.flatMap(({ key, type }) => {
    const text = type === 'complaint' ? memberOf(answers[key], 'text') : answers[key]
    const isWords = (type === 'text' || type === 'complaint') && typeof text === 'string'
    return isWords && text.trim() !== '' ? [text] : []
  })

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

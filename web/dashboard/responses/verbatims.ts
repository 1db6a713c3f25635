/** What a response says in words and numbers, for people. Pure. */
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'
import { saidTo } from '../localized.ts'
import type { Voice } from '../words/voice.ts'
import type { StoredResponse } from './requests.ts'

type Answers = StoredResponse['answers']

/** A text a person wrote, and the question it answers. */
export type Verbatim = { question: string; text: string }

/** The texts a person wrote, in the order of the questions. */
export const verbatimsOf = (answers: Answers, { questions }: SurveyDefinition): Verbatim[] =>
  questions.flatMap(({ key, type }) => {
    const text = wordsIn(type, answers[key])
    return typeof text === 'string' ? [{ question: key, text }] : []
  })

/** The words in an answer: a text, what a complaint is about, or what was written instead of an option. */
function wordsIn(type: Question['type'], answer: unknown): unknown {
  if (type === 'text') return answer
  if (type === 'complaint') return memberOf(answer, 'text')
  if (type !== 'choice') return null
  const entries = Array.isArray(answer) ? answer : [answer]
  return entries.map((entry) => memberOf(entry, 'other')).find((text) => text !== undefined)
}

/** The number a question was answered with; null for none. */
export const numberOf = (answers: Answers, key: string | undefined): number | null => {
  const answer = key === undefined ? null : answers[key]
  return typeof answer === 'number' ? answer : null
}

export type Pair = {
  expectation: number | null
  perception: number | null
  low: number
  high: number
}

/** Both halves of an answered pair; null when the question is no pair or has no answer with a number. */
export function pairOf(question: Question, answer: unknown): Pair | null {
  if (question.type !== 'gap') return null
  const half = (name: string) => {
    const value = memberOf(answer, name)
    return typeof value === 'number' ? value : null
  }
  const [expectation, perception] = [half('expectation'), half('perception')]
  if (expectation === null && perception === null) return null
  return { expectation, perception, low: question.scale === 100 ? 0 : 1, high: question.scale }
}

/** An answer in words; options by their wording, "doesn't apply" said as such. */
export function answerInWords(
  question: Question | undefined,
  answer: unknown,
  voice: Voice,
): string {
  const { t, plain, list, language } = voice
  if (answer === null) return t('no-opinion')
  if (typeof answer === 'number')
    return question && 'scale' in question
      ? t('responses.of', { score: String(answer), of: String(question.scale) })
      : plain(answer, Number.isInteger(answer) ? 0 : 1)
  if (typeof answer === 'string') return optionText(question, answer, language)
  if (Array.isArray(answer)) return list(answer.map((each) => answerInWords(question, each, voice)))
  if (typeof answer !== 'object') return String(answer)
  return list(
    Object.entries(answer).map(([name, value]) =>
      name === 'other' || name === 'text' || name === 'contact'
        ? String(value)
        : name === 'category'
          ? optionText(question, String(value), language)
          : `${name} ${value === null ? t('no-opinion') : value}`,
    ),
  )
}

function optionText(question: Question | undefined, key: string, language: string): string {
  const options =
    question?.type === 'choice'
      ? question.options
      : question?.type === 'complaint'
        ? question.categories
        : []
  const option = options.find((one) => one.key === key)
  return option ? saidTo(language, option.text, key).text : key
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

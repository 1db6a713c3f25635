/** What can be wrong with a posted form, as faults whose detail names a wording. */
import type { AnswerMap } from '../../schema/answers.ts'
import { dimensionsOf } from '../../schema/dimensions.ts'
import type { Fault } from '../../schema/problem.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { otherChoice } from './draw/choice.ts'
import type { Part } from './draw/wording.ts'
import type { WordKey } from './words.ts'

const fault = (column: string, detail: WordKey): Fault => ({
  pointer: `/answers/${column.replace('.', '/')}`,
  detail,
})

/** The wording for an answer that its schema refused. */
export function wordFor(question: Question, column: string, answer?: unknown): WordKey {
  switch (question.type) {
    case 'nps':
      return question.required ? 'err.number' : 'err.nps'
    case 'rating':
    case 'gap':
      return 'err.number'
    case 'slider':
      return question.step === 1 ? 'err.number' : 'err.step'
    case 'allocation':
      return 'err.points'
    case 'choice':
      return isLong(answer, 500) ? 'err.long' : 'err.choice'
    case 'text':
      return isLong(answer, question.maxLength) ? 'err.long' : 'err.check'
    case 'complaint':
      if (column.endsWith('.category')) return 'err.cat'
      return column.endsWith('.text') && isLong(answer, 5000) ? 'err.long' : 'err.check'
    default:
      return question satisfies never
  }
}

/** Whether an answer has a text in it of more than `most` characters. */
const isLong = (answer: unknown, most: number): boolean =>
  typeof answer === 'string'
    ? [...answer].length > most
    : typeof answer === 'object' &&
      answer !== null &&
      Object.values(answer).some((part) => isLong(part, most))

/** What is missing from a complaint somebody wants put right: what it is about, what happened, a contact that works. */
export function wantedFaults(
  question: Question,
  definition: SurveyDefinition,
  answer: unknown,
  form: URLSearchParams,
): Fault[] {
  if (question.type !== 'complaint' || answer === undefined) return []
  const { key } = question
  const said = (column: string) => form.get(column)?.trim() ?? ''
  const contact = said(`${key}.contact`)
  const reasons = definition.questions.filter(({ type }) => type === 'text')
  const told = said(`${key}.text`) !== '' || reasons.some((reason) => said(reason.key) !== '')
  return [
    ...(said(`${key}.category`) === '' ? [fault(`${key}.category`, 'err.cat')] : []),
    ...(told ? [] : [fault(`${key}.text`, 'err.what')]),
    ...(question.contact && contact !== '' && !isContact(contact)
      ? [fault(`${key}.contact`, /^[^@]*\d[^@]*$/.test(contact) ? 'err.phone' : 'err.email')]
      : []),
  ]
}

/** An email address, or a number that can be called. */
const isContact = (text: string) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || /^\+?(?:[\s().\-/]*\d){5,15}\D{0,20}$/.test(text)

/** What was probably forgotten in an answer; undefined when it is whole. */
export function incomplete(
  question: Question,
  definition: SurveyDefinition,
  answer: unknown,
  form: URLSearchParams,
): Fault | undefined {
  const { key } = question
  if (question.type === 'gap' && typeof answer === 'object' && answer !== null) {
    const parts: Part[] = ['expectation', 'perception']
    if (question.expectationKind === 'minimum-and-desired') parts.unshift('minimum')
    const open = parts.filter((part) => !Object.hasOwn(answer, part))
    const [first] = open
    return first && open.length < parts.length ? fault(`${key}.${first}`, 'err.half') : undefined
  }
  if (question.type === 'choice' && question.other && answer === undefined)
    return form.get(key) === otherChoice(question) ? fault(key, 'err.other') : undefined
  if (question.type === 'allocation' && typeof answer === 'object' && answer !== null) {
    const shares = dimensionsOf(definition).map((name) => Number(form.get(`${key}.${name}`)) || 0)
    const sum = shares.reduce((so, share) => so + share, 0)
    return Math.abs(sum - question.total) < 0.01 ? undefined : fault(key, 'err.total')
  }
  return undefined
}

/** Required questions of the page without an answer; a complaint is never required, since "no" is one too. */
export const missing = (
  questions: readonly Question[],
  answers: AnswerMap,
  faults: readonly Fault[],
): Fault[] =>
  questions
    .filter(
      ({ key, required, type }) => required && type !== 'complaint' && answers[key] === undefined,
    )
    .filter(({ key }) => !faults.some(({ pointer }) => pointer.startsWith(`/answers/${key}`)))
    .map(({ key, type }) => fault(key, type === 'nps' ? 'err.number' : 'err.required'))

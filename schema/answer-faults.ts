/**
 * What may be sent back to a survey, read off its definition, so that the two can't disagree. By hand and not by
 * a schema library: every answer of every response goes through here.
 */
import { dimensionsOf } from './dimensions.ts'
import { type Fault, notKnown } from './problem.ts'
import {
  type AllocationQuestion,
  type ChoiceQuestion,
  type ComplaintQuestion,
  type GapQuestion,
  type Question,
  type SliderQuestion,
  type SurveyDefinition,
  scaleRange,
} from './survey.ts'
import { isStorable } from './text.ts'

/** What is wrong with one answer: in which part of it (`expectation`; empty for the whole of it), and why. */
export type PartFault = { part: string; detail: string }

/** Code points of a complaint, of the way to reach its author, and of an option somebody adds. */
export const MOST_COMPLAINT_TEXT = 5000
export const MOST_CONTACT = 254
export const MOST_OTHER_TEXT = 500

/** The faults of a survey's answers, keyed by question, with JSON pointers from the body; none when all are well-shaped. */
export function answersFaults(
  survey: SurveyDefinition,
  answers: Readonly<Record<string, unknown>>,
): Fault[] {
  const faults: Fault[] = []
  let known = 0
  for (const question of survey.questions) {
    if (!Object.hasOwn(answers, question.key)) continue
    known++
    for (const { part, detail } of answerFaults(question, survey, answers[question.key]))
      faults.push(partFault(`/answers/${question.key}`, part, detail))
  }
  if (known === Object.keys(answers).length) return faults
  const keys = new Set(survey.questions.map(({ key }) => key))
  for (const key of Object.keys(answers)) if (!keys.has(key)) faults.push(notKnown('/answers', key))
  return faults
}

const partFault = (under: string, part: string, detail: string): Fault =>
  part === '' ? { pointer: under, detail } : { ...notKnown(under, part), detail }

/** The faults of the answer to one question, as its type allows; none for an answer that is not there. */
export function answerFaults(
  question: Question,
  survey: Pick<SurveyDefinition, 'noOpinion' | 'dimensions' | 'questions'>,
  answer: unknown,
): PartFault[] {
  if (answer === undefined) return []
  const { noOpinion } = survey
  switch (question.type) {
    case 'nps':
      return whole(wholeNumberFault(answer, 0, 10, false))
    case 'rating':
      return whole(wholeNumberFault(answer, 1, question.scale, noOpinion))
    case 'slider':
      return whole(sliderFault(answer, question, noOpinion))
    case 'gap':
      return gapFaults(answer, question, noOpinion)
    case 'choice':
      return whole(choiceFault(answer, question))
    case 'allocation':
      return allocationFaults(answer, question, dimensionsOf(survey))
    case 'text':
      return whole(textFault(answer, question.maxLength))
    case 'complaint':
      return complaintFaults(answer, question)
    default:
      return question satisfies never
  }
}

const whole = (detail: string | null): PartFault[] =>
  detail === null ? [] : [{ part: '', detail }]

function wholeNumberFault(
  value: unknown,
  low: number,
  high: number,
  orNull: boolean,
): string | null {
  const isGood =
    (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) ||
    (value === null && orNull)
  return isGood ? null : `Needs a whole number from ${low} to ${high}${orNull ? ', or null' : ''}`
}

/** A number min + k·step within [min, max], a rounding error of a millionth of a step allowed. */
function sliderFault(value: unknown, { min, max, step }: SliderQuestion, orNull: boolean) {
  if (value === null && orNull) return null
  const steps = typeof value === 'number' ? (value - min) / step : Number.NaN
  const isOnGrid = Math.abs(steps - Math.round(steps)) < 1e-6
  const isGood = typeof value === 'number' && value >= min && value <= max && isOnGrid
  return isGood ? null : `Needs a number from ${min} to ${max} in steps of ${step}`
}

function gapFaults(answer: unknown, question: GapQuestion, orNull: boolean): PartFault[] {
  if (answer === null && orNull) return []
  if (!isObject(answer)) return whole('Needs an object such as {"expectation": 6, "perception": 4}')
  const { low, high } = scaleRange(question.scale)
  const faults: PartFault[] = []
  for (const part of Object.keys(answer)) {
    const isAsked =
      part === 'expectation' ||
      part === 'perception' ||
      (part === 'importance' && question.importance) ||
      (part === 'minimum' && question.expectationKind === 'minimum-and-desired')
    const value = answer[part]
    const detail = isAsked
      ? value === undefined
        ? null
        : wholeNumberFault(value, low, high, orNull)
      : NOT_KNOWN
    if (detail !== null) faults.push({ part, detail })
  }
  return faults
}

/** One option or a list of them, none twice; a text of one's own counts apart from an option with the key `other`. */
function choiceFault(answer: unknown, question: ChoiceQuestion): string | null {
  const { options, multiple, other } = question
  const isOne = (entry: unknown) =>
    typeof entry === 'string' ? options.some(({ key }) => key === entry) : other && isOther(entry)
  if (!Array.isArray(answer)) return isOne(answer) ? null : 'Needs one of the options'
  if (!multiple && answer.length > 1) return 'Needs one option only'
  if (answer.length === 0 || !answer.every(isOne)) return 'Needs options of this question'
  const keys = answer.map((entry) => (typeof entry === 'string' ? entry : '{other}'))
  return new Set(keys).size === keys.length ? null : 'Chosen twice'
}

const isOther = (entry: unknown): boolean =>
  isObject(entry) &&
  Object.keys(entry).every((name) => name === 'other') &&
  entry.other !== '' &&
  textFault(entry.other, MOST_OTHER_TEXT) === null

function allocationFaults(
  answer: unknown,
  { total }: AllocationQuestion,
  dimensions: readonly string[],
): PartFault[] {
  if (!isObject(answer)) return whole('Needs an object of points by dimension')
  const faults: PartFault[] = []
  let sum = 0
  for (const [part, share] of Object.entries(answer)) {
    if (!dimensions.includes(part)) faults.push({ part, detail: NOT_KNOWN })
    else if (share === undefined) continue
    else if (typeof share !== 'number' || !(share >= 0 && share <= total * 2))
      faults.push({ part, detail: `Needs a number from 0 to ${total * 2}` })
    else sum += share
  }
  return faults.length > 0 || sum > 0 ? faults : whole('Share the points over at least one')
}

function complaintFaults(answer: unknown, question: ComplaintQuestion): PartFault[] {
  if (!isObject(answer)) return whole('Needs an object of category, text and contact')
  const { category, text, contact, ...rest } = answer
  const faults: PartFault[] = Object.keys(rest).map((part) => ({ part, detail: NOT_KNOWN }))
  const fault = (part: string, detail: string | null) =>
    detail !== null && faults.push({ part, detail })
  const isListed = question.categories.some(({ key }) => key === category)
  if (category !== undefined && !isListed) fault('category', 'Needs one of the categories')
  if (text !== undefined) fault('text', textFault(text, MOST_COMPLAINT_TEXT))
  if (contact !== undefined)
    fault('contact', question.contact ? textFault(contact, MOST_CONTACT) : NOT_KNOWN)
  return faults
}

/** A text of at most so many code points that a database gives back as it came. */
function textFault(value: unknown, most: number): string | null {
  if (typeof value !== 'string') return 'Needs a text'
  if (!isStorable(value))
    return 'This text has characters that cannot be stored (NUL or half a pair)'
  // Code points are never more than UTF-16 units, so most texts need not be counted.
  const isShort = value.length <= most || [...value].length <= most
  return isShort ? null : `Needs at most ${most} characters`
}

const NOT_KNOWN = 'Not known here'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

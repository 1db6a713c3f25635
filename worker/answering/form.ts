/** What a posted form says: the way back from the fields of `draw.ts` to answers. */
import { answerFaults } from '../../schema/answer-faults.ts'
import { type AnswerMap, CHANNELS } from '../../schema/answers.ts'
import { answerFromCells, type ColumnFault, cellsOf, columnsOf } from '../../schema/columns.ts'
import { type Answers, isAsked } from '../../schema/flow.ts'
import type { Fault } from '../../schema/problem.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { otherChoice } from './draw/choice.ts'
import { columnOf } from './draw/faults.ts'
import type { Fields } from './fields.ts'
import { incomplete, missing, wantedFaults, wordFor } from './form-faults.ts'
import { stepsFor } from './steps.ts'

export type PostedForm = {
  id: string
  /** 1 unless the form says otherwise; NaN when that is no number. */
  revision: number
  receipt: string | undefined
  token: string | undefined
  version: number | undefined
  lang: string | undefined
  channel: (typeof CHANNELS)[number]
  shown: string[] | undefined
  /** The step the form was, from 1. */
  page: number
  /** `language`: the same step again, in `lang`. */
  action: 'next' | 'back' | 'skip' | 'language'
  segments: Record<string, string>
  /** What was answered, of any question; faulty answers are left out. */
  answers: AnswerMap
  /** What stood in the fields, for showing the step again. */
  typed: Fields
  /**
   * What must be put right first. Only `next` is held to all of it; `language` to what cannot be kept as it was typed,
   * and so is `back`, once.
   */
  faults: Fault[]
  /** What looks forgotten and was not told before: half a pair, a sum that is none. Told once, then taken as it is. */
  halves: Fault[]
  /** The columns told as halves, or to who went back, now or before; the form carries them so that nobody is told twice. */
  reported: string[]
}

/** The form's field that says which halves have been reported. No question key has a capital. */
export const REPORTED = 'Reported'

/**
 * A posted form, read.
 * @param before the answers saved so far: they decide which questions stood on the page
 */
export function fromForm(
  definition: SurveyDefinition,
  form: URLSearchParams,
  before: Answers = {},
): PostedForm {
  const field = lastOf(form)
  const languages = new Set(form.getAll('lang'))
  const shown = field('shown')?.split(/[\s,]+/)
  const page = Math.max(1, Math.trunc(Number(field('page') ?? 1)) || 1)
  const action = languages.size > 1 ? 'language' : actionOf(field('action'))
  const reported = (field(REPORTED) ?? '').split(' ').filter((column) => column !== '')
  const read = definition.questions.map((question) => readAnswer(question, definition, form))
  const answers = Object.fromEntries(
    read.flatMap(({ key, answer }) => (answer === undefined ? [] : [[key, answer]])),
  )
  const questions = stepsFor(definition, before, shown)[page - 1] ?? []
  const faults = read.flatMap((one) => one.faults)
  if (action === 'next') faults.push(...missing(questions, answers, faults))
  const unread = action === 'skip' ? [] : read.flatMap((one) => one.unread)
  const halves = action === 'next' ? forgotten(read, definition, form, before, reported) : []
  const isTold = (fault: Fault) => action === 'back' && reported.includes(columnOf(fault))
  return {
    id: field('id') ?? '',
    revision: Number(field('revision') ?? 1),
    receipt: field('receipt'),
    token: field('token'),
    version: field('version') === undefined ? undefined : Number(field('version')),
    lang: field('lang'),
    channel: CHANNELS.find((channel) => channel === field('channel')) ?? 'link',
    shown,
    page,
    action,
    segments: segmentsOf(definition, form),
    answers,
    typed: typedIn(definition, form),
    faults: action === 'next' ? faults : unread.filter((fault) => !isTold(fault)),
    halves,
    reported: [...reported, ...(action === 'back' ? unread : halves).map(columnOf)],
  }
}

/**
 * All answers so far: those saved before, with the page's own replaced by what was posted. Answers whose
 * question is no longer asked (an earlier answer has changed) are dropped; posted ones are kept for the
 * check of the whole walk to find.
 */
export function answersAfter(
  definition: SurveyDefinition,
  before: Answers,
  post: Pick<PostedForm, 'answers' | 'page' | 'shown' | 'action'>,
): AnswerMap {
  const page = stepsFor(definition, before, post.shown)[post.page - 1] ?? []
  const cleared = new Set(page.map(({ key }) => key))
  const after: AnswerMap = {}
  for (const question of definition.questions) {
    const { key } = question
    const posted = post.action === 'skip' && cleared.has(key) ? undefined : post.answers[key]
    const kept = cleared.has(key) ? undefined : before[key]
    const asked = isAsked(definition, question, after, post.shown)
    const answer = posted ?? (posted === null ? null : asked ? kept : undefined)
    if (answer !== undefined) after[key] = answer
  }
  return after
}

/** The last value of a field that says anything: what is visible stands after what is hidden. */
const lastOf = (form: URLSearchParams) => (name: string) =>
  form.getAll(name).findLast((value) => value.trim() !== '')

const actionOf = (action: string | undefined) =>
  action === 'back' || action === 'skip' ? action : 'next'

function segmentsOf(definition: SurveyDefinition, form: URLSearchParams): Record<string, string> {
  const given = ['touchpoint', ...definition.segments].flatMap((name) => {
    const value = lastOf(form)(`segment.${name}`) ?? lastOf(form)(name)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(given)
}

/** `unread` are those of the faults for which what was typed could not be kept. */
type Read = { key: string; answer: unknown; faults: Fault[]; unread: Fault[] }

/** What looks forgotten and has not been told. */
const forgotten = (
  read: readonly Read[],
  definition: SurveyDefinition,
  form: URLSearchParams,
  before: Answers,
  reported: readonly string[],
): Fault[] =>
  read.flatMap(({ key, answer }) => {
    const question = definition.questions.find((one) => one.key === key)
    const half = question && incomplete(question, definition, answer, form)
    if (!half || reported.includes(columnOf(half))) return []
    // Saved as it is: somebody who comes back has been told, or was let through.
    const isSaved = answer !== undefined && before[key] !== undefined
    const cells = (given: unknown) => JSON.stringify(cellsOf(question, definition, given))
    return isSaved && cells(answer) === cells(before[key]) ? [] : [half]
  })

/** One answer, checked by the very rules of the JSON address. */
function readAnswer(question: Question, definition: SurveyDefinition, form: URLSearchParams): Read {
  const { key } = question
  const faults: Fault[] = []
  const fault = ({ column }: ColumnFault) =>
    faults.push({ pointer: pointerTo(column), detail: wordFor(question, column) })
  const answer = given(question, definition, form, fault)
  const unread = [...faults]
  if (question.type === 'complaint')
    faults.push(...wantedFaults(question, definition, answer, form))
  if (answer === undefined) return { key, answer, faults, unread }
  const wrong = answerFaults(question, definition, answer)
  for (const { part } of wrong) {
    const hasParts = question.type === 'gap' || question.type === 'complaint'
    const column = hasParts && part !== '' ? `${key}.${part}` : key
    unread.push({ pointer: pointerTo(column), detail: wordFor(question, column, answer) })
  }
  faults.push(...unread)
  const empty = typeof answer === 'object' && answer !== null && Object.keys(answer).length === 0
  return {
    key,
    answer: wrong.length === 0 && !empty ? answer : undefined,
    faults: firstOfEach(faults),
    unread: firstOfEach(unread),
  }
}

const pointerTo = (column: string) => `/answers/${column.replace('.', '/')}`
const firstOfEach = (faults: Fault[]) =>
  faults.filter(({ pointer }, i) => faults.findIndex((one) => one.pointer === pointer) === i)

/** What the fields of one question say, by its type. */
function given(
  question: Question,
  definition: SurveyDefinition,
  form: URLSearchParams,
  fault: (fault: ColumnFault) => void,
): unknown {
  const { key } = question
  const field = lastOf(form)
  const cells = fieldsIn(form, question.type === 'choice')
  if (field(`${key}.na`) && (question.type === 'gap' || question.type === 'slider')) return null
  if (question.type === 'complaint') {
    const wanted = field(`${key}.wanted`)
    if (wanted === 'no') return undefined
    const complaint = answerFromCells(question, definition, cells, fault)
    return complaint ?? (wanted === 'yes' ? {} : undefined)
  }
  if (question.type === 'choice' && question.other) {
    const keys = (cells(key) ?? '').split(' ')
    const other = otherChoice(question)
    const listed = keys.filter((value) => value !== other && value !== '')
    // Of one choice the button decides, not a text left over from a button pressed before.
    const text = question.multiple || listed.length === 0 ? cells(`${key}.other`) : undefined
    const said = (column: string) => (column === key ? listed.join(' ') : text)
    return answerFromCells(question, definition, said, fault)
  }
  return answerFromCells(question, definition, cells, fault)
}

/** The cells of a form: line ends as they were typed, blanks alone being nothing. */
const fieldsIn = (form: URLSearchParams, several: boolean) => (column: string) => {
  const values = form.getAll(column).filter((value) => value.trim() !== '')
  const cell = several ? values.join(' ') : values.at(-1)
  return cell?.replace(/\r\n?/g, '\n')
}

/** Every field of the survey's questions as it was posted. */
function typedIn(definition: SurveyDefinition, form: URLSearchParams): Fields {
  const names = definition.questions.flatMap((question) => [
    ...columnsOf(question, definition),
    `${question.key}.na`,
    `${question.key}.wanted`,
  ])
  const choices = new Set(
    definition.questions.flatMap(({ key, type }) => (type === 'choice' ? [key] : [])),
  )
  return Object.fromEntries(
    names.map((name) => [name, fieldsIn(form, choices.has(name))(name) ?? '']),
  )
}

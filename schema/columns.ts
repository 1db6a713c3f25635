/**
 * One flat name per value of a response: the columns of an import and an export, and the field names of
 * the form. `speed.expectation`, `why.other`, `problem.category`; the empty cell means "not answered",
 * `no-opinion` means "doesn't apply".
 */
import { dimensionsOf } from './dimensions.ts'
import type { Question, SurveyDefinition } from './survey.ts'

export const NO_OPINION = 'no-opinion'

/** What a file knows of a response beside its segments and answers, in the order it is exported. */
export const RESPONSE_COLUMNS = [
  'submitted_at',
  'id',
  'channel',
  'locale',
  'customer',
  'complete',
  'revision',
  'version',
  'shown',
  'seconds_taken',
] as const

/** The column names that hold the answer to one question, in the order they are exported. */
export function columnsOf(question: Question, survey: SurveyDefinition): string[] {
  const { key } = question
  switch (question.type) {
    case 'nps':
    case 'rating':
    case 'slider':
    case 'text':
      return [key]
    case 'choice':
      return question.other ? [key, `${key}.other`] : [key]
    case 'gap':
      return [
        `${key}.expectation`,
        `${key}.perception`,
        ...(question.importance ? [`${key}.importance`] : []),
        ...(question.expectationKind === 'minimum-and-desired' ? [`${key}.minimum`] : []),
      ]
    case 'allocation':
      return dimensionsOf(survey).map((dimension) => `${key}.${dimension}`)
    case 'complaint':
      return [`${key}.category`, `${key}.text`, ...(question.contact ? [`${key}.contact`] : [])]
    default:
      return question satisfies never
  }
}

export type ColumnFault = { column: string; detail: string }

/**
 * The answer to one question from its cells; undefined when every cell is empty. Numbers that are none are
 * reported by `fault`; whether a value is allowed is left to the answer's own schema.
 */
export function answerFromCells(
  question: Question,
  survey: SurveyDefinition,
  cell: (column: string) => string | undefined,
  fault: (fault: ColumnFault) => void,
): unknown {
  const value = (column: string) => numberIn(cell(column), column, fault)
  switch (question.type) {
    case 'nps':
    case 'rating':
    case 'slider':
      return value(question.key)
    case 'text':
      return cell(question.key) || undefined
    case 'gap':
    case 'allocation': {
      const columns = columnsOf(question, survey)
      const entries = columns.map((column) => [
        column.slice(question.key.length + 1),
        value(column),
      ])
      const given = entries.filter(([, half]) => half !== undefined)
      if (given.length === 0) return undefined
      // A pair that doesn't apply as a whole is stored as such, so that one answer has one form.
      const none = question.type === 'gap' && given.every(([, half]) => half === null)
      return none && given.length >= 2 ? null : Object.fromEntries(given)
    }
    case 'choice': {
      const other = cell(`${question.key}.other`)
      const keys = (cell(question.key) ?? '').split(' ').filter((key) => key !== '')
      const listed = other ? keys.filter((key) => key !== 'other' || isOption(question, key)) : keys
      const chosen = [...listed, ...(other ? [{ other }] : [])]
      if (chosen.length === 0) return undefined
      return question.multiple || chosen.length > 1 ? chosen : chosen[0]
    }
    case 'complaint': {
      const entries = columnsOf(question, survey).map((column) => [
        column.slice(question.key.length + 1),
        cell(column) || undefined,
      ])
      const given = entries.filter(([, text]) => text !== undefined)
      return given.length === 0 ? undefined : Object.fromEntries(given)
    }
    default:
      return question satisfies never
  }
}

const isOption = (question: { options: readonly { key: string }[] }, key: string) =>
  question.options.some((option) => option.key === key)

/** The cells of one answer; the inverse of `answerFromCells`. */
export function cellsOf(
  question: Question,
  survey: SurveyDefinition,
  answer: unknown,
): Record<string, string> {
  const columns = columnsOf(question, survey)
  if (answer === undefined) return {}
  if (answer === null) {
    const [first = question.key, second] = columns
    return { [first]: NO_OPINION, ...(second ? { [second]: NO_OPINION } : {}) }
  }
  if (question.type === 'choice') {
    const list: unknown[] = Array.isArray(answer) ? answer : [answer]
    const other = list.map((entry) => memberOf(entry, 'other')).find((text) => text !== undefined)
    const keys = list.filter((entry) => typeof entry === 'string')
    return {
      ...(keys.length > 0 ? { [question.key]: keys.join(' ') } : {}),
      ...(other === undefined ? {} : { [`${question.key}.other`]: String(other) }),
    }
  }
  if (columns[0] === question.key) return { [question.key]: String(answer) }
  return Object.fromEntries(
    columns.flatMap((column) => {
      const part = memberOf(answer, column.slice(question.key.length + 1))
      return part === undefined ? [] : [[column, part === null ? NO_OPINION : String(part)]]
    }),
  )
}

function numberIn(
  text: string | undefined,
  column: string,
  fault: (fault: ColumnFault) => void,
): number | null | undefined {
  const trimmed = text?.trim()
  if (!trimmed) return undefined
  if (trimmed === NO_OPINION) return null
  const number = Number(trimmed)
  if (Number.isFinite(number) && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(trimmed))
    return number
  fault({ column, detail: 'Not a number' })
  return undefined
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

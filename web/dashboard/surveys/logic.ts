/** When a question is shown, in words. Pure. */
import type { Condition, Question, SurveyDefinition } from '../../../schema/survey.ts'
import { saidTo } from '../localized.ts'
import type { Voice } from '../words/voice.ts'

export type Comparison = Extract<Condition, { question: string }>
/** What the editor can change: one comparison, or a list of which all or any must hold. */
export type Simple = { join: 'all' | 'any'; parts: Comparison[] }

export const OPERATORS = ['eq', 'ne', 'lte', 'gte', 'lt', 'gt', 'includes', 'answered'] as const
export type Operator = (typeof OPERATORS)[number]

/** The comparisons that make sense for an answer of this question. */
export function operatorsFor(question: Question | undefined): readonly Operator[] {
  switch (question?.type) {
    case undefined:
    case 'text':
    case 'complaint':
    case 'allocation':
      return ['answered']
    case 'choice':
      return ['includes', 'answered']
    case 'nps':
    case 'rating':
    case 'slider':
    case 'gap':
      return ['lte', 'gte', 'eq', 'ne', 'answered']
    default:
      return question satisfies never
  }
}

/** A condition as the editor shows it; null for one that nests deeper and was written through the API. */
export function simpleOf(condition: Condition): Simple | null {
  if ('question' in condition) return { join: 'all', parts: [condition] }
  if ('not' in condition) return null
  const join = 'all' in condition ? 'all' : 'any'
  const list = 'all' in condition ? condition.all : condition.any
  const parts = list.filter((one): one is Comparison => 'question' in one)
  return parts.length === list.length ? { join, parts } : null
}

/** The condition of an editor's list; undefined for none: then everyone is asked. */
export function conditionOf({ join, parts }: Simple): Condition | undefined {
  const [first] = parts
  if (!first) return undefined
  if (parts.length === 1) return first
  return join === 'all' ? { all: parts } : { any: parts }
}

/** A comparison to begin with, for an earlier question. */
export function comparisonWith(question: Question): Comparison {
  const [op = 'answered'] = operatorsFor(question)
  if (op === 'answered') return { question: question.key, op }
  if (question.type === 'choice')
    return { question: question.key, op, value: question.options[0]?.key ?? '' }
  return { question: question.key, op, value: question.type === 'nps' ? 6 : 3 }
}

/** “How likely to recommend” is 6 or less, and … */
export function conditionWords(
  condition: Condition,
  definition: SurveyDefinition,
  name: (key: string) => string,
  voice: Voice,
): string {
  const { t } = voice
  const words = (one: Condition) => conditionWords(one, definition, name, voice)
  if ('not' in condition) return t('logic.not', { condition: words(condition.not) })
  if ('all' in condition) return condition.all.map(words).join(t('logic.and'))
  if ('any' in condition) return condition.any.map(words).join(t('logic.or'))
  const question = definition.questions.find(({ key }) => key === condition.question)
  const part = condition.part ?? (question?.type === 'gap' ? 'perception' : undefined)
  const about = part === undefined ? '' : t(`logic.part.${part}`)
  return t(`logic.${condition.op}`, {
    question: voice.quoted(name(condition.question)) + about,
    value: valueWords(condition.value, question, voice),
  })
}

/** What a choice of something else is compared as, whatever was written there. */
export const OTHER = 'other'

/** The lowest and the highest number an answer can be; null where answers are no numbers. */
export function rangeOf(question: Question | undefined): { low: number; high: number } | null {
  switch (question?.type) {
    case 'nps':
      return { low: 0, high: 10 }
    case 'rating':
      return { low: 1, high: question.scale }
    case 'gap':
      return { low: question.scale === 100 ? 0 : 1, high: question.scale }
    case 'slider':
      return { low: question.min, high: question.max }
    default:
      return null
  }
}

function valueWords(value: Comparison['value'], question: Question | undefined, voice: Voice) {
  if (question?.type !== 'choice') return String(value ?? '')
  if (value === OTHER && !question.options.some(({ key }) => key === OTHER))
    return voice.quoted(voice.t('logic.other'))
  const option = question.options.find(({ key }) => key === value)
  return voice.quoted(saidTo(voice.language, option?.text, String(value ?? '')).text)
}

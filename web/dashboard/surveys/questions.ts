/** Changes of the list of questions, each giving a new definition. Pure. */
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'

export const KINDS = [
  'nps',
  'gap',
  'csat',
  'ces',
  'repurchase',
  'plain',
  'slider',
  'allocation',
  'choice',
  'text',
  'complaint',
] as const
export type Kind = (typeof KINDS)[number]

/** What kind a question is: its type, or what a rating measures. */
export const kindOf = (question: Question): Kind =>
  question.type === 'rating' ? question.measure : question.type

/** A new question of a kind, with a key that no question has had, at the end. */
export function withNew(
  definition: SurveyDefinition,
  kind: Kind,
  taken: ReadonlySet<string>,
): SurveyDefinition {
  const key = freeKey(BASES[kind], definition, taken)
  const needsDimension = kind === 'allocation' && definition.dimensions.length === 0
  const hasNamed = definition.questions.some((q) => q.type === 'gap' && q.dimension !== undefined)
  return {
    ...definition,
    ...(needsDimension && !hasNamed ? { dimensions: SERVQUAL.map((name) => ({ key: name })) } : {}),
    questions: [...definition.questions, newQuestion(kind, key, definition)],
  }
}

/** A copy right after its original, under a key of its own. */
export function withCopy(
  definition: SurveyDefinition,
  index: number,
  taken: ReadonlySet<string>,
): SurveyDefinition {
  const original = definition.questions[index]
  if (!original) return definition
  const copy = { ...original, key: freeKey(original.key, definition, taken) }
  return { ...definition, questions: definition.questions.toSpliced(index + 1, 0, copy) }
}

/** The question at `from` moved to stand at `to`; places outside the list change nothing. */
export function withMoved(
  definition: SurveyDefinition,
  from: number,
  to: number,
): SurveyDefinition {
  const moved = definition.questions[from]
  if (!moved || to < 0 || to >= definition.questions.length || from === to) return definition
  return {
    ...definition,
    questions: definition.questions.toSpliced(from, 1).toSpliced(to, 0, moved),
  }
}

export const without = (definition: SurveyDefinition, index: number): SurveyDefinition => ({
  ...definition,
  questions: definition.questions.toSpliced(index, 1),
})

export const withQuestion = (
  definition: SurveyDefinition,
  index: number,
  question: Question,
): SurveyDefinition => ({
  ...definition,
  questions: definition.questions.with(index, question),
})

/** A readable key: the base, or the base with the first free number from 2. */
export function freeKey(
  base: string,
  { questions, segments }: Pick<SurveyDefinition, 'questions' | 'segments'>,
  taken: ReadonlySet<string>,
): string {
  const used = new Set([...questions.map(({ key }) => key), ...segments, ...taken])
  const stem = base.replace(/_\d+$/, '').slice(0, 34) || 'question'
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}_${n}`
    if (!used.has(key)) return key
  }
}

function newQuestion(kind: Kind, key: string, { questions }: SurveyDefinition): Question {
  const every = { key, required: false }
  switch (kind) {
    case 'nps':
      return { ...every, type: 'nps' }
    case 'gap': {
      // As the last pair asks: gaps of different scales or expectations cannot be compared.
      const pair = questions.findLast((one) => one.type === 'gap')
      const { scale = 7, expectationKind = 'should' } = pair ?? {}
      return { ...every, type: 'gap', scale, expectationKind, importance: false }
    }
    case 'csat':
    case 'repurchase':
    case 'plain':
      return { ...every, type: 'rating', measure: kind, scale: 5, style: 'numbers' }
    case 'ces':
      return { ...every, type: 'rating', measure: kind, scale: 7, style: 'numbers' }
    case 'slider':
      return { ...every, type: 'slider', min: 0, max: 100, step: 1 }
    case 'allocation':
      return { ...every, type: 'allocation', total: 100 }
    case 'choice':
      return { ...every, type: 'choice', multiple: false, other: false, options: [{ key: 'one' }] }
    case 'text':
      return { ...every, type: 'text', maxLength: 2000 }
    case 'complaint':
      return { ...every, type: 'complaint', categories: CATEGORIES, contact: true }
    default:
      return kind satisfies never
  }
}

const SERVQUAL = ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy']
/** Categories whose wording the survey pages know in every language. */
const CATEGORIES = ['late', 'item', 'reply', 'bill', 'staff', 'other'].map((key) => ({ key }))
const BASES: Record<Kind, string> = {
  nps: 'recommend',
  gap: 'pair',
  csat: 'satisfaction',
  ces: 'effort',
  repurchase: 'again',
  plain: 'rating',
  slider: 'slider',
  allocation: 'weights',
  choice: 'choice',
  text: 'comment',
  complaint: 'problem',
}

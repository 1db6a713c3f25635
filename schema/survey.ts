/** A survey definition: what is asked. The union on `type` is the list of question types; every `switch` over it ends in `satisfies never`. */
import * as z from 'zod'
import { dimensionsOf } from './dimensions.ts'
import { Locale, Localized, Text } from './text.ts'

/** Column and query names of ours, which a question key or a survey's own segment must not take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'id',
  'action',
  'channel',
  'complete',
  'confidence',
  'cursor',
  'customer',
  'embed',
  'explain',
  'filter',
  'from',
  'interval',
  'lang',
  'limit',
  'locale',
  'page',
  'preview',
  'question',
  'receipt',
  'revision',
  'seconds_taken',
  'segment',
  'segments',
  'shown',
  'signature',
  'stage',
  'submitted_at',
  'tier',
  'to',
  'token',
  'touchpoint',
  'version',
])

export const KEY = /^[a-z][a-z0-9_-]{0,39}$/
const Key = z
  .string()
  .regex(KEY, 'A key is a lower-case letter, then up to 39 of a-z 0-9 _ -')
  // The one name of this shape that every object has already.
  .refine((key) => key !== 'constructor', 'This name is one of ours')
const FreeKey = Key.refine((key) => !RESERVED_NAMES.has(key), 'This name is one of ours')

/** The five dimensions of SERVQUAL (Parasuraman, Zeithaml & Berry 1988); every survey may use them undeclared. */
export const SERVQUAL_DIMENSIONS = [
  'tangibles',
  'reliability',
  'responsiveness',
  'assurance',
  'empathy',
] as const

/** When a question is shown: a comparison with an earlier answer, or all / any / not of such. */
export type Condition =
  | {
      question: string
      op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'includes' | 'answered'
      value?: string | number | boolean | undefined
      part?: 'expectation' | 'perception' | 'importance' | 'minimum' | undefined
    }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const Comparison = z.strictObject({
  question: Key,
  op: z.enum(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'includes', 'answered']),
  value: z.union([Text(200), z.number(), z.boolean()]).optional(),
  /** Which half of a pair is compared; a pair without it means its perception. */
  part: z.enum(['expectation', 'perception', 'importance', 'minimum']).optional(),
})
/** Conditions nest four deep at most: a bounded union instead of a recursive schema, which an attacker could overflow. */
const conditionOfDepth = (depth: number): z.ZodType<Condition> => {
  if (depth === 0) return Comparison
  const inner = conditionOfDepth(depth - 1)
  return z.union([
    Comparison,
    z.strictObject({ all: z.array(inner).min(1).max(10) }),
    z.strictObject({ any: z.array(inner).min(1).max(10) }),
    z.strictObject({ not: inner }),
  ])
}
export const Condition: z.ZodType<Condition> = conditionOfDepth(3)

const every = {
  key: FreeKey,
  /** Left out: the field's standard wording of that question type, in every language we have. */
  text: Localized(500).optional(),
  required: z.boolean().default(false),
  page: z.int().min(1).max(100).optional(),
  showIf: Condition.optional(),
}

export const NpsQuestion = z.strictObject({ ...every, type: z.literal('nps') })
export const GapQuestion = z.strictObject({
  ...every,
  type: z.literal('gap'),
  dimension: Key.optional(),
  scale: z.union([z.literal(5), z.literal(7), z.literal(10), z.literal(100)]).default(7),
  expectationKind: z.enum(['should', 'will', 'minimum-and-desired']).default('should'),
  importance: z.boolean().default(false),
  /** More is not always better here (Teas 1993): the size of the gap counts, not its sign. */
  twoSided: z.boolean().optional(),
})
export const RatingQuestion = z.strictObject({
  ...every,
  type: z.literal('rating'),
  dimension: Key.optional(),
  measure: z.enum(['csat', 'ces', 'repurchase', 'plain']).default('plain'),
  scale: z.union([z.literal(5), z.literal(7), z.literal(10)]).default(5),
  style: z.enum(['numbers', 'stars', 'smileys']).default('numbers'),
})
export const SliderQuestion = z
  .strictObject({
    ...every,
    type: z.literal('slider'),
    min: z.number().min(-1e6).max(1e6).default(0),
    max: z.number().min(-1e6).max(1e6).default(100),
    step: z.number().positive().max(1e6).default(1),
  })
  .refine((q) => q.max > q.min, { message: 'max must be above min', path: ['max'] })
  .refine((q) => (q.max - q.min) / q.step <= 10_000, {
    message: 'At most 10,000 steps',
    path: ['step'],
  })
export const AllocationQuestion = z.strictObject({
  ...every,
  type: z.literal('allocation'),
  total: z.int().min(1).max(1000).default(100),
})
const Option = z.strictObject({ key: Key, text: Localized(200).optional() })
export const ChoiceQuestion = z.strictObject({
  ...every,
  type: z.literal('choice'),
  multiple: z.boolean().default(false),
  other: z.boolean().default(false),
  options: z.array(Option).min(1).max(50),
})
export const TextQuestion = z.strictObject({
  ...every,
  type: z.literal('text'),
  maxLength: z.int().min(1).max(5000).default(2000),
})
export const ComplaintQuestion = z.strictObject({
  ...every,
  type: z.literal('complaint'),
  categories: z.array(Option).min(1).max(50),
  contact: z.boolean().default(true),
})

export const Question = z.discriminatedUnion('type', [
  NpsQuestion,
  GapQuestion,
  RatingQuestion,
  SliderQuestion,
  AllocationQuestion,
  ChoiceQuestion,
  TextQuestion,
  ComplaintQuestion,
])
export type Question = z.infer<typeof Question>
export type NpsQuestion = z.infer<typeof NpsQuestion>
export type GapQuestion = z.infer<typeof GapQuestion>
export type RatingQuestion = z.infer<typeof RatingQuestion>
export type SliderQuestion = z.infer<typeof SliderQuestion>
export type AllocationQuestion = z.infer<typeof AllocationQuestion>
export type ChoiceQuestion = z.infer<typeof ChoiceQuestion>
export type TextQuestion = z.infer<typeof TextQuestion>
export type ComplaintQuestion = z.infer<typeof ComplaintQuestion>
export type QuestionType = Question['type']
export const QUESTION_TYPES = Question.options.map(({ shape }) => shape.type.value)

const HttpsAddress = Text(500).refine(isHttpsAddress, 'Needs a plain https:// address')

/** A definition's shape; whether its parts fit each other is asked by `SurveyDefinition`. */
export const Definition = z.strictObject({
  title: Localized(200),
  locales: z.array(Locale).min(1).max(20).default(['en']),
  program: z.enum(['transactional', 'relationship']).default('transactional'),
  segments: z.array(FreeKey).max(10).default([]),
  dimensions: z
    .array(z.strictObject({ key: Key, label: Localized(100).optional() }))
    .max(20)
    .default([]),
  questions: z.array(Question).min(1).max(100),
  sample: z.strictObject({ type: z.literal('gap'), count: z.int().min(1).max(50) }).optional(),
  privacy: z.enum(['identified', 'anonymous']).default('identified'),
  thanks: z
    .strictObject({
      text: Localized(1000).optional(),
      redirectUrl: HttpsAddress.nullable().default(null),
    })
    .optional(),
  noOpinion: z.boolean().default(true),
})

/** A whole survey definition, checked across its parts: unique keys, known dimensions, conditions that look back. */
export const SurveyDefinition = Definition.superRefine((survey, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  const seen = new Set<string>()
  const dimensions = new Set<string>([
    ...SERVQUAL_DIMENSIONS,
    ...survey.dimensions.map((d) => d.key),
  ])
  twice(survey.dimensions.map((d) => d.key)).forEach((i) =>
    fault(['dimensions', i, 'key'], 'This dimension is declared twice'),
  )
  twice(survey.locales).forEach((i) => fault(['locales', i], 'This language is listed twice'))
  twice(survey.segments).forEach((i) => fault(['segments', i], 'This segment is listed twice'))
  survey.questions.forEach((question, i) => {
    const at = ['questions', i]
    if (seen.has(question.key)) fault([...at, 'key'], 'This key is used twice')
    if (survey.segments.includes(question.key)) fault([...at, 'key'], 'A segment has this name')
    for (const name of question.showIf ? questionsIn(question.showIf) : [])
      if (!seen.has(name)) fault([...at, 'showIf'], `No earlier question has the key ${name}`)
    seen.add(question.key)
    if ('dimension' in question && question.dimension && !dimensions.has(question.dimension))
      fault([...at, 'dimension'], 'This dimension is not declared')
    const options = question.type === 'choice' ? question.options : undefined
    const listed = question.type === 'complaint' ? question.categories : options
    const list = question.type === 'complaint' ? 'categories' : 'options'
    twice((listed ?? []).map((option) => option.key)).forEach((j) =>
      fault([...at, list, j, 'key'], 'This key is used twice'),
    )
    listed?.forEach((option, j) => {
      if (option.key === 'no-opinion') fault([...at, list, j, 'key'], 'This name is one of ours')
    })
    if (question.type === 'allocation' && dimensionsOf(survey).length === 0)
      fault([...at, 'type'], 'Points need dimensions to be shared over')
  })
})
export type SurveyDefinition = z.infer<typeof SurveyDefinition>
/** What may be sent: defaults left out. */
export type SurveyDefinitionInput = z.input<typeof SurveyDefinition>

/** The most a definition may weigh as JSON, in bytes. */
export const MOST_DEFINITION_BYTES = 256 * 1024

/** Lowest and highest value of a gap question's scale; the 0-100 slider alone begins at 0. */
export const scaleRange = (scale: number): { low: number; high: number } => ({
  low: scale === 100 ? 0 : 1,
  high: scale,
})

/**
 * What a published question keeps for ever under its key, so that one series never mixes two scales.
 * Two versions of a question may differ in everything but this.
 */
export function identityOf(question: Question): string {
  switch (question.type) {
    case 'nps':
    case 'text':
    case 'choice':
    case 'complaint':
      return question.type
    case 'gap':
      return `gap ${question.scale} ${question.expectationKind}`
    case 'rating':
      return `rating ${question.measure} ${question.scale}`
    case 'slider':
      return `slider ${question.min} ${question.max}`
    case 'allocation':
      return `allocation ${question.total}`
    default:
      return question satisfies never
  }
}

/** An absolute https address of a named host, without user names, control characters, backslashes or spaces; safe to link to. */
export function isHttpsAddress(text: string): boolean {
  return /^https:\/\/([a-z0-9-]+\.)+[a-z0-9-]+(:\d{1,5})?([/?#][^\s\\]*)?$/i.test(text)
}

function questionsIn(condition: Condition): string[] {
  if ('question' in condition) return [condition.question]
  if ('not' in condition) return questionsIn(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(questionsIn)
}

/** The places in a list that repeat an earlier entry. */
const twice = (list: readonly string[]): number[] =>
  list.flatMap((entry, i) => (list.indexOf(entry) < i ? [i] : []))

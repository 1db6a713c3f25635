/** What a question, its options and the ends of its scale are called: the owner's words, else the standard ones. */
import type {
  ChoiceQuestion,
  ComplaintQuestion,
  GapQuestion,
  Question,
  RatingQuestion,
} from '../../../schema/survey.ts'
import { isWordKey, ownersText, type WordKey } from '../words.ts'
import type { Drawing } from './drawing.ts'
import { pipedValues } from './piping.ts'

type Speaking = Pick<Drawing, 'survey' | 'locale' | 'brand' | 'say' | 'answers' | 'name'>

/** An owner's text in the language of the page, with {brand}, {name} and earlier answers filled in; '' when there is none. */
export const own = (
  text: Readonly<Record<string, string>> | undefined,
  speaking: Speaking,
): string =>
  ownersText(text, speaking.locale, speaking.survey.locales[0] ?? 'en', () => ({
    ...pipedValues(speaking.survey.questions, speaking.answers, speaking.name, (option) =>
      optionText(option, { ...speaking, answers: {} }),
    ),
    brand: speaking.brand,
  }))

/** The question as it is asked. */
export const questionText = (question: Question, speaking: Speaking): string =>
  own(question.text, speaking) || standardText(question, speaking)

function standardText(question: Question, { say, brand, survey, answers }: Speaking): string {
  switch (question.type) {
    case 'nps':
      return say('nps.q', { brand })
    case 'gap': {
      const key = `item.${question.dimension}`
      return say(isWordKey(key) ? key : 'item.none', { brand })
    }
    case 'rating':
      // Without a name it would be "us made it easy".
      return question.measure === 'ces' && brand === say('brand.none')
        ? say('ces.q.none')
        : say(`${question.measure}.q`, { brand })
    case 'slider':
      return say('plain.q', { brand })
    case 'allocation':
      return say('points.q', { total: question.total })
    case 'choice':
      return say(question.multiple ? 'choice.many.q' : 'choice.q')
    case 'text': {
      const scored = survey.questions.some(
        ({ key, type }) => type === 'nps' && typeof answers[key] === 'number',
      )
      return say(scored ? 'reason.q' : 'reason.q.noscore')
    }
    case 'complaint':
      return say('fix.q')
    default:
      return question satisfies never
  }
}

/** "Speed: 4"; after a question mark a colon would be one mark too many. */
export const labelled = (item: string, label: string, { say }: Pick<Drawing, 'say'>): string =>
  /[?？؟]$/.test(item) ? `${item} ${label}` : say('item', { item, label })

/** An option or category; one without a text of its own is known by its key. */
export function optionText(
  option: ChoiceQuestion['options'][number] | ComplaintQuestion['categories'][number],
  speaking: Speaking,
): string {
  const standard = `option.${option.key}`
  return own(option.text, speaking) || (isWordKey(standard) ? speaking.say(standard) : option.key)
}

/** A dimension as respondents weigh it. */
export function dimensionText(key: string, speaking: Speaking): string {
  const declared = speaking.survey.dimensions.find((dimension) => dimension.key === key)
  const standard = `dimension.${key}`
  return own(declared?.label, speaking) || (isWordKey(standard) ? speaking.say(standard) : key)
}

export type Part = 'minimum' | 'expectation' | 'perception' | 'importance'

/** The ratings one pair asks for, in the order they are asked, with the words of its kind of expectation. */
export function partsOf(question: GapQuestion, { say }: Pick<Drawing, 'say'>) {
  const kind = question.expectationKind
  const parts: { part: Part; label: string }[] = [
    { part: 'expectation', label: say(`ep.${kind}`) },
    { part: 'perception', label: say(`ep.${kind}.p`) },
  ]
  if (kind === 'minimum-and-desired') parts.unshift({ part: 'minimum', label: say('ep.minimum') })
  if (question.importance) parts.push({ part: 'importance', label: say('ep.importance') })
  return parts
}

/**
 * The words of a rating's points, from 1 up; '' for points that only have a number. The ends always have
 * words, and five points have five where the field has agreed on them.
 */
export const pointWords = (question: RatingQuestion, speaking: Pick<Drawing, 'say'>): string[] =>
  breakingWords(question, speaking).map((word) => word.replace(/[\u00ad\u200b]/g, ''))

/** The same with the places marked where a word may be broken, for columns a fifth of a phone wide. */
export function breakingWords(question: RatingQuestion, { say }: Pick<Drawing, 'say'>): string[] {
  const { measure, scale } = question
  if (scale === 5 && (measure === 'csat' || measure === 'repurchase'))
    return ([1, 2, 3, 4, 5] as const).map((point) => say(`${measure}.${point}`))
  const [low, high] = ENDS[measure]
  return Array.from({ length: scale }, (_, i) =>
    i === 0 ? say(low) : i === scale - 1 ? say(high) : '',
  )
}

const ENDS: Readonly<Record<RatingQuestion['measure'], readonly [WordKey, WordKey]>> = {
  plain: ['ep.low', 'ep.high'],
  csat: ['csat.1', 'csat.5'],
  ces: ['ces.low', 'ces.high'],
  repurchase: ['repurchase.1', 'repurchase.5'],
}

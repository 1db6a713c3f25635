/** Made-up surveys and answers of every kind, from seeded chance. */
import type { AnswerMap } from '../../../../schema/answers.ts'
import { dimensionsOf } from '../../../../schema/dimensions.ts'
import { type Question, SurveyDefinition, scaleRange } from '../../../../schema/survey.ts'
import type { Random } from '../../../support/random.ts'
import { attacks } from './attacks.ts'

const TYPES = [
  'nps',
  'gap',
  'rating',
  'slider',
  'allocation',
  'choice',
  'text',
  'complaint',
] as const

/** One of a list. */
export function oneOf<T>(list: readonly T[], chance: Random): T {
  const found = list[chance.integer(list.length)]
  if (found === undefined) throw new Error('Nothing to choose from')
  return found
}

export function randomSurvey(chance: Random): SurveyDefinition {
  const questions = Array.from({ length: 2 + chance.integer(9) }, (_, i) =>
    randomQuestion(`q${i}`, chance),
  )
  return SurveyDefinition.parse({
    title: { en: 'Anything' },
    dimensions: [{ key: 'tangibles' }, { key: 'own' }, { key: 'empathy' }],
    questions,
    noOpinion: true,
  })
}

function randomQuestion(key: string, chance: Random): object {
  const type = oneOf(TYPES, chance)
  const page = chance.uniform() < 0.2 ? { page: 1 + chance.integer(4) } : {}
  const options = [{ key: 'wait' }, { key: oneOf(['other', 'price'], chance) }, { key: 'staff' }]
  const kinds = ['should', 'will', 'minimum-and-desired'] as const
  switch (type) {
    case 'gap':
      return {
        ...{ key, type, ...page, scale: oneOf([5, 7, 10, 100], chance) },
        expectationKind: oneOf(kinds, chance),
        importance: chance.uniform() < 0.5,
      }
    case 'rating':
      return {
        ...{ key, type, ...page, scale: oneOf([5, 7, 10], chance) },
        style: oneOf(['numbers', 'stars', 'smileys'], chance),
        measure: oneOf(['csat', 'ces', 'repurchase', 'plain'], chance),
      }
    case 'slider':
      return { key, type, ...page, min: -5, max: 20, step: oneOf([1, 0.5, 0.1], chance) }
    case 'choice': {
      const [multiple, other] = [chance.uniform() < 0.5, chance.uniform() < 0.7]
      return { key, type, ...page, multiple, other, options }
    }
    case 'complaint':
      return { key, type, ...page, categories: options, contact: chance.uniform() < 0.8 }
    default:
      return { key, type, ...page }
  }
}

/** Valid answers to about three quarters of the questions, in the one form each is stored in. */
export function randomAnswers(survey: SurveyDefinition, chance: Random): AnswerMap {
  const answers: AnswerMap = {}
  for (const question of survey.questions)
    if (chance.uniform() < 0.75) answers[question.key] = randomAnswer(question, survey, chance)
  return answers
}

const randomText = (chance: Random): string =>
  oneOf(
    [
      ...attacks,
      'plain',
      ' spaced ',
      '\nfirst line empty',
      'two\n\nlines',
      '很慢，没人回',
      '👩‍👩‍👧',
      '0',
      'no-opinions',
    ],
    chance,
  )

function randomAnswer(question: Question, survey: SurveyDefinition, chance: Random): unknown {
  const between = (low: number, high: number) => low + chance.integer(high - low + 1)
  const orNone = (answer: unknown) => (chance.uniform() < 0.15 ? null : answer)
  switch (question.type) {
    case 'nps':
      return between(0, 10)
    case 'rating':
      return orNone(between(1, question.scale))
    case 'slider':
      return orNone(Number((question.min + question.step * between(0, 25)).toFixed(6)))
    case 'gap': {
      const { low, high } = scaleRange(question.scale)
      const parts = ['expectation', 'perception', 'importance', 'minimum'].filter(
        (part) =>
          (part !== 'importance' || question.importance) &&
          (part !== 'minimum' || question.expectationKind === 'minimum-and-desired'),
      )
      const given = parts.filter(() => chance.uniform() < 0.8)
      const pair = Object.fromEntries(given.map((part) => [part, orNone(between(low, high))]))
      const isNone = Object.values(pair).every((half) => half === null)
      return isNone && (given.length !== 1 || chance.uniform() < 0.5) ? null : pair
    }
    case 'allocation':
      return Object.fromEntries(
        dimensionsOf(survey).map((dimension, i) => [dimension, i === 0 ? 1 : between(0, 100)]),
      )
    case 'choice': {
      const entries = [
        ...question.options.map((option): unknown => option.key),
        ...(question.other ? [{ other: randomText(chance) }] : []),
      ]
      if (!question.multiple) return oneOf(entries, chance)
      // An option called "other" and a text of one's own count as the same choice: never both.
      const clashes = (entry: unknown) => question.other && entry === 'other'
      const chosen = entries.filter((entry) => chance.uniform() < 0.5 && !clashes(entry))
      return chosen.length > 0 ? chosen : entries.slice(-1)
    }
    case 'text':
      return randomText(chance)
    case 'complaint':
      return {
        category: oneOf(question.categories, chance).key,
        text: randomText(chance),
        ...(question.contact ? { contact: oneOf(['a@b.example', '+49 30 1234567'], chance) } : {}),
      }
    default:
      return question satisfies never
  }
}

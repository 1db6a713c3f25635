/** What an owner's text may take from before: the answer to an earlier question by its key, and the invited customer's name. */
import type { Question } from '../../../schema/survey.ts'
import type { Values } from '../words.ts'

/** An answer quoted in a question stays a quotation: longer ones are cut. */
const MOST_CHARACTERS = 100

/**
 * The values of `{key}` and `{name}` in a text; '' for what was not answered or is not known, so that
 * `{name|there}` says "there". They are text, escaped where the page is written like all other text.
 * @param labelOf what an option is called in the language of the page
 */
export function pipedValues(
  questions: readonly Question[],
  answers: Readonly<Record<string, unknown>>,
  name: string | undefined,
  labelOf: (option: { key: string; text?: Readonly<Record<string, string>> | undefined }) => string,
): Values {
  const said = questions.map((question) => [
    question.key,
    short(inWords(question, answers[question.key], labelOf)),
  ])
  return { name: short(name ?? ''), ...Object.fromEntries(said) }
}

function inWords(
  question: Question,
  answer: unknown,
  labelOf: (option: { key: string }) => string,
): string {
  if (typeof answer === 'number') return String(answer)
  switch (question.type) {
    case 'text':
      return typeof answer === 'string' ? answer : ''
    case 'choice': {
      const chosen = Array.isArray(answer) ? answer : [answer]
      const words = chosen.map((entry) => {
        const option = question.options.find(({ key }) => key === entry)
        return option ? labelOf(option) : textIn(entry, 'other')
      })
      return words.filter((word) => word !== '').join(', ')
    }
    case 'complaint': {
      const category = question.categories.find(({ key }) => key === textIn(answer, 'category'))
      return category ? labelOf(category) : ''
    }
    case 'gap':
      return textIn(answer, 'perception')
    case 'nps':
    case 'rating':
    case 'slider':
    case 'allocation':
      return ''
    default:
      return question satisfies never
  }
}

const textIn = (value: unknown, member: string): string => {
  const found =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([name]) => name === member)?.[1]
      : undefined
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function short(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS).join('')}…`
    : characters.join('')
}

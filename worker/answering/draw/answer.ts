/** A given answer in words, for the person who gave it. */
import type { Question } from '../../../schema/survey.ts'
import type { Drawing } from './drawing.ts'
import { dimensionText, labelled, optionText, partsOf, pointWords } from './wording.ts'

/** The answer to one question, a line per part; none when there is nothing to show. */
export function answerLines(question: Question, answer: unknown, drawing: Drawing): string[] {
  const { say } = drawing
  if (answer === undefined) return []
  if (answer === null) return [say('na')]
  const named = (label: string, value: unknown) =>
    value === undefined
      ? []
      : [labelled(label, value === null ? say('na') : String(value), drawing)]
  switch (question.type) {
    case 'nps':
    case 'slider':
    case 'text':
      return [String(answer)]
    case 'rating': {
      const word = pointWords(question, drawing)[Number(answer) - 1]
      return [word ? say('point', { n: String(answer), label: word }) : String(answer)]
    }
    case 'gap':
      return partsOf(question, drawing).flatMap(({ part, label }) =>
        named(label, member(answer, part)),
      )
    case 'allocation':
      return Object.entries(answer).flatMap(([key, share]) =>
        named(dimensionText(key, drawing), share),
      )
    case 'choice':
      return (Array.isArray(answer) ? answer : [answer]).map((entry: unknown) => {
        const option = question.options.find(({ key }) => key === entry)
        return option ? optionText(option, drawing) : String(member(entry, 'other') ?? entry)
      })
    case 'complaint': {
      const category = question.categories.find(({ key }) => key === member(answer, 'category'))
      const parts = [member(answer, 'text'), member(answer, 'contact')]
      return [category && optionText(category, drawing), ...parts].flatMap((part) =>
        part === undefined ? [] : [String(part)],
      )
    }
    default:
      return question satisfies never
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

/** One or several of a list, each a card to press; with "something else" in own words where offered. */
import type { ChoiceQuestion } from '../../../schema/survey.ts'
import { type Drawing, faultsOf, type Level } from './drawing.ts'
import { described, framed } from './frame.ts'
import { present, type Tree } from './tree.ts'
import { optionText, questionText } from './wording.ts'

export function drawChoice(question: ChoiceQuestion, drawing: Drawing, level: Level): Tree {
  const { key, multiple, options } = question
  const { say } = drawing
  const type = multiple ? 'checkbox' : 'radio'
  const chosen = drawing.value(key).split(' ')
  const cards = options.map((option, i) =>
    card(
      {
        type,
        name: key,
        value: option.key,
        checked: chosen.includes(option.key),
        id: i === 0 ? key : undefined,
      },
      optionText(option, drawing),
    ),
  )
  const hint = multiple ? say('choice.many') : undefined
  return framed(question, drawing, { title: questionText(question, drawing), level, hint }, [
    ...cards,
    ...(question.other ? ownWords(question, drawing) : []),
  ])
}

/** A choice as a card: the whole of it can be pressed. */
export const card = (
  input: Readonly<Record<string, string | boolean | undefined>>,
  text: string,
): Tree => ['label', { class: 'card' }, ['input', input], ['span', {}, text]]

/**
 * "Something else": one of several is chosen by writing it; the only one by choosing it, which shows the
 * field. So what is seen is what is sent, without script too.
 */
function ownWords(question: ChoiceQuestion, drawing: Drawing): Tree[] {
  const { say, value } = drawing
  const name = `${question.key}.other`
  const describedBy = described(question.key, faultsOf(question.key, drawing))
  const field: Tree = [
    'div',
    { class: question.multiple ? 'other' : 'other more' },
    ['label', { class: 'label', for: name }, say('choice.other')],
    [
      'input',
      {
        id: name,
        name,
        value: value(name) || undefined,
        dir: 'auto',
        autocomplete: 'off',
        'aria-describedby': describedBy,
      },
    ],
  ]
  if (question.multiple) return [field]
  const otherValue = otherChoice(question)
  const checked = value(question.key) === otherValue || (!value(question.key) && value(name) !== '')
  const radio = { type: 'radio', name: question.key, value: otherValue, checked }
  return present(card(radio, say('choice.other')), field)
}

/** The value that stands for "something else" in a form; `.other` where an option has taken the plain word. */
export const otherChoice = (question: Pick<ChoiceQuestion, 'options'>): string =>
  question.options.some((option) => option.key === 'other') ? '.other' : 'other'

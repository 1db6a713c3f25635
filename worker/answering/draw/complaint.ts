/**
 * "Do you want us to put something right?" is asked of everybody, happy or not. Yes shows what we need to
 * know, by the style sheet alone; where that can't, everything simply shows.
 */
import type { ComplaintQuestion } from '../../../schema/survey.ts'
import { card } from './choice.ts'
import type { Drawing, Level } from './drawing.ts'
import { columnOf } from './faults.ts'
import { described, errors, framed } from './frame.ts'
import { textArea } from './text.ts'
import { present, type Tree } from './tree.ts'
import { optionText, questionText } from './wording.ts'

export function drawComplaint(question: ComplaintQuestion, drawing: Drawing, level: Level): Tree {
  const { key, contact } = question
  const { say, value } = drawing
  const wanted = (answer: string, label: string, id?: string) =>
    card(
      {
        type: 'radio',
        name: `${key}.wanted`,
        value: answer,
        checked: value(`${key}.wanted`) === answer,
        id,
      },
      label,
    )
  return framed(
    question,
    drawing,
    {
      title: questionText(question, drawing),
      level,
      kind: 'complaint',
      faults: drawing.faults.filter((fault) => columnOf(fault) === key),
    },
    [
      ['div', { class: 'two' }, wanted('no', say('fix.no'), key), wanted('yes', say('fix.yes'))],
      [
        'div',
        { class: 'more' },
        ...present(
          categories(question, drawing),
          what(question, drawing),
          contact && reply(question, drawing),
        ),
      ],
    ],
  )
}

function categories(question: ComplaintQuestion, drawing: Drawing): Tree {
  const name = `${question.key}.category`
  const faults = faultsAt(name, drawing)
  return [
    'fieldset',
    { class: faults.length > 0 && 'wrong', 'aria-describedby': described(name, faults) },
    ['legend', { class: 'label' }, drawing.say('cat.q')],
    ...errors(faults, question, drawing),
    ...question.categories.map((category, i) =>
      card(
        {
          type: 'radio',
          id: i === 0 ? name : undefined,
          name,
          value: category.key,
          checked: drawing.value(name) === category.key,
        },
        optionText(category, drawing),
      ),
    ),
  ]
}

const faultsAt = (column: string, drawing: Drawing) =>
  drawing.faults.filter((fault) => columnOf(fault) === column)

/** Left away by the style sheet while the reason above already says what happened. */
function what(question: ComplaintQuestion, drawing: Drawing): Tree {
  const name = `${question.key}.text`
  const faults = faultsAt(name, drawing)
  return [
    'div',
    { class: faults.length > 0 ? 'what wrong' : 'what' },
    ['label', { class: 'label', for: name }, drawing.say('what.q')],
    ...errors(faults, question, drawing),
    textArea(name, 5000, described(name, faults), drawing),
  ]
}

function reply(question: ComplaintQuestion, drawing: Drawing): Tree {
  const name = `${question.key}.contact`
  const faults = faultsAt(name, drawing)
  const hint = drawing.say('contact.how')
  return [
    'div',
    { class: faults.length > 0 && 'wrong' },
    ['label', { class: 'label', for: name }, drawing.say('contact.q')],
    ['p', { class: 'hint', id: `${name}:hint` }, hint],
    ...errors(faults, question, drawing),
    [
      'input',
      {
        id: name,
        name,
        value: drawing.value(name) || undefined,
        dir: 'auto',
        autocomplete: 'email',
        inputmode: 'email',
        maxlength: 254,
        'data-private': true,
        'aria-describedby': described(name, faults, hint),
      },
    ],
  ]
}

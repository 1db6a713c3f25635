/**
 * Expectation and perception of one thing: a row each, one under the other in the same columns, so that
 * it is one thought and the difference shows without being said. A 0-100 scale has number fields instead.
 */

import { NO_OPINION } from '../../../schema/columns.ts'
import { type GapQuestion, scaleRange } from '../../../schema/survey.ts'
import { type Drawing, faultsOf, type Level } from './drawing.ts'
import { columnOf } from './faults.ts'
import { described, errors, heading } from './frame.ts'
import { numberField } from './number.ts'
import { ends, row } from './row.ts'
import { present, type Tree } from './tree.ts'
import { type Part, partsOf, questionText } from './wording.ts'

export function drawPair(question: GapQuestion, drawing: Drawing, level: Level): Tree {
  const { say, survey } = drawing
  const { key } = question
  const item = questionText(question, drawing)
  const faults = faultsOf(key, drawing)
  const parts = partsOf(question, drawing)
  return [
    'div',
    { class: faults.length > 0 ? 'question pair wrong' : 'question pair' },
    heading(level, item),
    ...errors(faults, question, drawing),
    ...parts.flatMap(({ part, label }) =>
      present(
        rating(question, part, item, label, drawing),
        part === 'perception' && ends(...endsOf(question, 'ep.low', 'ep.high', drawing)),
        part === 'importance' &&
          ends(...endsOf(question, 'ep.importance.low', 'ep.importance.high', drawing)),
      ),
    ),
    ...present(survey.noOpinion && notApplicable(key, say('na'), drawing)),
  ]
}

function rating(
  question: GapQuestion,
  part: Part,
  item: string,
  label: string,
  drawing: Drawing,
): Tree {
  const name = `${question.key}.${part}`
  const faults = drawing.faults.filter((fault) => columnOf(fault) === name)
  const describedBy = described(name, faults)
  const { low, high } = scaleRange(question.scale)
  const spoken = drawing.say('item', { item, label })
  // A half that doesn't apply has no control of its own; it stays so unless a number is chosen.
  const kept: Tree[] =
    drawing.value(name) === NO_OPINION
      ? [['input', { type: 'hidden', name, value: NO_OPINION }]]
      : []
  if (question.scale === 100)
    return [
      'div',
      { class: part },
      ...kept,
      ['label', { class: 'label', for: name }, ['i', {}, spoken], ['span', HIDDEN, label]],
      numberField({ name, low, high, step: 1, describedBy }, drawing),
    ]
  const [lowWord, highWord] = endWords(part, drawing)
  const points = Array.from({ length: high - low + 1 }, (_, i) => ({
    value: low + i,
    ...(i === 0 ? { spoken: lowWord } : low + i === high ? { spoken: highWord } : {}),
  }))
  return [
    'fieldset',
    { class: part, 'aria-describedby': describedBy },
    ['legend', { class: 'label' }, ['i', {}, spoken], ['span', HIDDEN, label]],
    ...kept,
    row({ name, shape: 'dots', points }, drawing),
  ]
}

/** What is shown, where what is read out says more. */
const HIDDEN = { 'aria-hidden': 'true' }

const endWords = (part: Part, { say }: Drawing): [string, string] =>
  part === 'importance'
    ? [say('ep.importance.low'), say('ep.importance.high')]
    : [say('ep.low'), say('ep.high')]

function endsOf(
  question: GapQuestion,
  lowKey: 'ep.low' | 'ep.importance.low',
  highKey: 'ep.high' | 'ep.importance.high',
  { say }: Drawing,
): [string, string] {
  const { low, high } = scaleRange(question.scale)
  return [say('end', { n: low, label: say(lowKey) }), say('end', { n: high, label: say(highKey) })]
}

/** "Doesn't apply" as a box of its own; it overrides what is chosen beside it. */
export const notApplicable = (key: string, label: string, { value }: Drawing): Tree => [
  'label',
  { class: 'na' },
  [
    'input',
    { type: 'checkbox', name: `${key}.na`, value: '1', checked: value(`${key}.na`) !== '' },
  ],
  ['span', {}, label],
]

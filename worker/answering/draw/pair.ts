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
    ...parts.flatMap(({ part, label }) => [
      rating(question, part, item, label, drawing),
      ...(part === 'perception' || part === 'importance' ? [endsOf(question, part, drawing)] : []),
    ]),
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
  // The item is heard with every row and seen once, above them; every language has it first.
  const title: Tree[] = [['i', {}, drawing.say('item', { item, label: '' })], label]
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
      ['label', { class: 'label', for: name }, ...title],
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
    ['legend', { class: 'label' }, ...title],
    ...kept,
    row({ name, shape: 'dots', points }, drawing),
  ]
}

/** The words at the two ends of a row. */
const endWords = (part: Part, { say }: Drawing): [low: string, high: string] =>
  part === 'importance'
    ? [say('ep.importance.low'), say('ep.importance.high')]
    : [say('ep.low'), say('ep.high')]

/** Shown once under the rows that share them, with their numbers. */
function endsOf(question: GapQuestion, part: Part, drawing: Drawing): Tree {
  const { low, high } = scaleRange(question.scale)
  const [lowWord, highWord] = endWords(part, drawing)
  const { say } = drawing
  return ends(say('end', { n: low, label: lowWord }), say('end', { n: high, label: highWord }))
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

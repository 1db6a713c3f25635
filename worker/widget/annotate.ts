/**
 * What the widget's script must know of a drawn question, noted on its element: its key, and what to say when
 * something is wrong or missing. The survey page asks the server for that; here it saves a round trip.
 */
import { type Question, scaleRange } from '../../schema/survey.ts'
import type { Attributes, Tree } from '../answering/draw/tree.ts'
import { partsOf } from '../answering/draw/wording.ts'
import { type Say, wordsIn } from '../answering/words.ts'
import { isSimple } from './simple.ts'
import type { Wording } from './steps.ts'

/** The step with a note on each of its questions, which stand in it in order. */
export function annotate(step: Tree, questions: readonly Question[], wording: Wording): Tree {
  if (typeof step === 'string') return step
  const say = wordsIn(wording.locale)
  const waiting = [...questions]
  const [tag, attributes, ...children] = step
  return [
    tag,
    attributes,
    ...children.map((child) => {
      const question = isQuestion(child) ? waiting.shift() : undefined
      return question ? noted(child, question, wording, say) : child
    }),
  ]
}

export const isQuestion = (tree: Tree): boolean => classesOf(tree).includes('question')

export const classesOf = (tree: Tree): string[] =>
  typeof tree === 'string' ? [] : String(tree[1].class || '').split(' ')

function noted(tree: Tree, question: Question, wording: Wording, say: Say): Tree {
  const inside =
    question.type === 'gap' ? withHalves(tree, question, say) : fitted(tree, question, wording, say)
  return withAttributes(inside, {
    'data-key': isSimple(wording.definition) ? undefined : question.key,
    'data-required':
      question.required && question.type !== 'complaint'
        ? question.type === 'nps'
          ? say('err.number', { low: 0, high: 10 })
          : say('err.required')
        : undefined,
    ...wrong(question, say),
  })
}

/** What to say of a value that can't be, and of an answer that looks forgotten half-way. */
function wrong(question: Question, say: Say): Attributes {
  switch (question.type) {
    case 'nps':
    case 'rating':
      return {}
    case 'gap':
      return question.scale === 100
        ? { 'data-wrong': say('err.number', scaleRange(question.scale)) }
        : {}
    case 'slider': {
      const { min, max, step } = question
      return {
        'data-wrong': say(step === 1 ? 'err.number' : 'err.step', { low: min, high: max, step }),
      }
    }
    case 'allocation': {
      const { total } = question
      return {
        'data-wrong': say('err.points', { n: total }),
        'data-half': say('err.total', { total, sum: '{sum}' }),
      }
    }
    case 'choice':
      return question.other && !question.multiple ? { 'data-half': say('err.other') } : {}
    case 'text':
      return {}
    case 'complaint':
      return {
        'data-category': say('err.cat'),
        'data-what': say('err.what'),
        'data-contact': question.contact ? say('err.email') : undefined,
      }
    default:
      return question satisfies never
  }
}

/**
 * What differs from the page: a field for words ends at its limit, since nothing could say so until it is
 * sent; a row of numbers speaks for itself; and a comment has both its wordings, with and without a score.
 */
function fitted(tree: Tree, question: Question, wording: Wording, say: Say): Tree {
  if (typeof tree === 'string') return tree
  const [tag, attributes, ...children] = tree
  const isNps = question.type === 'nps'
  if (tag === 'input' && isSimple(wording.definition)) {
    // The page's summary of faults leads to it; here nothing does.
    const { id: _, ...rest } = attributes
    return [tag, rest]
  }
  if (tag === 'textarea') {
    const { 'data-most': maxlength, placeholder: _, ...rest } = attributes
    const isAlone = isSimple(wording.definition)
    return [tag, isAlone ? { ...rest, maxlength } : { ...attributes, maxlength }]
  }
  if (tag === 'label' && attributes.for === question.key && scoresOf(question, wording).length > 0)
    return [
      tag,
      attributes,
      ['span', { class: 'scored' }, ...children],
      ['span', { class: 'unscored' }, say('reason.q.noscore')],
    ]
  return [
    tag,
    isNps ? { ...attributes, 'aria-describedby': undefined } : attributes,
    ...children
      .filter((child) => !isNps || !classesOf(child).includes('hint'))
      .map((child) => fitted(child, question, wording, say)),
  ]
}

/** The scores a comment in our standard wording may ask the reason of. */
export const scoresOf = (
  question: Question,
  { definition }: Pick<Wording, 'definition'>,
): string[] =>
  question.type === 'text' && !question.text
    ? definition.questions.filter(({ type }) => type === 'nps').map(({ key }) => key)
    : []

/** Each row of a pair says what is missing when it alone was left out; importance is never missed. */
function withHalves(tree: Tree, question: Extract<Question, { type: 'gap' }>, say: Say): Tree {
  if (typeof tree === 'string') return tree
  const [tag, attributes, ...children] = tree
  const parts = partsOf(question, { say })
  return [
    tag,
    attributes,
    ...children.map((child) => {
      const row = parts.find(({ part }) => part !== 'importance' && classesOf(child).includes(part))
      return row
        ? withAttributes(child, { 'data-half': say('err.half', { label: row.label }) })
        : child
    }),
  ]
}

function withAttributes(tree: Tree, more: Attributes): Tree {
  if (typeof tree === 'string') return tree
  const [tag, attributes, ...children] = tree
  return [tag, { ...attributes, ...more }, ...children]
}

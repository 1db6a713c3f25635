/** What every question has around it: its title, a hint, what is wrong with it, and its controls. */
import type { Fault } from '../../../schema/problem.ts'
import type { Question } from '../../../schema/survey.ts'
import { type Drawing, faultsOf, type Level } from './drawing.ts'
import { columnOf, faultText } from './faults.ts'
import { present, type Tree } from './tree.ts'

export type Framing = {
  title: string
  level: Level
  hint?: string | undefined
  /** The one control the title labels; without it the question is a group of controls. */
  labels?: string
  /** A word more for the style sheet. */
  kind?: string
  /** The faults told at the top of the question; all of it unless said otherwise. */
  faults?: readonly Fault[]
}

/** A question: title, hint, faults, controls. */
export function framed(
  question: Question,
  drawing: Drawing,
  framing: Framing,
  controls: readonly Tree[],
): Tree {
  const { title, level, hint, labels, kind } = framing
  const faults = framing.faults ?? faultsOf(question.key, drawing)
  const about = [
    ...present(hint ? ['p', { class: 'hint', id: hintId(question.key) }, hint] : undefined),
    ...errors(faults, question, drawing),
  ]
  const classes = ['question', kind, faults.length > 0 && 'wrong'].filter(Boolean).join(' ')
  if (labels)
    return [
      'div',
      { class: classes },
      heading(level, ['label', { for: labels }, title]),
      ...about,
      ...controls,
    ]
  return [
    'fieldset',
    { class: classes, 'aria-describedby': described(question.key, faults, hint) },
    ['legend', {}, heading(level, title)],
    ...about,
    ...controls,
  ]
}

/** The ids of what is said about a question, for aria-describedby; undefined when nothing is. */
export function described(
  key: string,
  faults: readonly Fault[],
  hint?: string | undefined,
): string | undefined {
  return [...(hint ? [hintId(key)] : []), ...faults.map(errorId)].join(' ') || undefined
}

/** Faults in words, each with the id its control is described by. */
export const errors = (faults: readonly Fault[], question: Question, drawing: Drawing): Tree[] =>
  faults.map((fault) => [
    'p',
    { class: 'error', id: errorId(fault) },
    faultText(fault, question, drawing),
  ])

/** A title at its level; the step's own can take the focus, so that a new step is announced. */
export function heading(level: Level, content: Tree): Tree {
  if (level === 'label') return ['span', { class: 'label' }, content]
  return [level, level === 'h1' ? { tabindex: -1 } : {}, content]
}

// A colon can be in no question key and in no column name, so these meet no field of the form.
const hintId = (name: string) => `${name}:hint`
const errorId = (fault: Fault) => `${columnOf(fault)}:error`

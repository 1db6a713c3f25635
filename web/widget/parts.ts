/** What a form can do beyond scores and comments; a survey without the rest is spared its weight. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { simpleAnswers } from './answers.ts'
import type { Create } from './build.ts'

export type FormParts = {
  /** The sampled questions of this person. */
  shown?: readonly string[] | undefined
  /** What is answered, of what is asked. */
  answers: () => Answers
  /** Whether a step asks anything, or may once the steps from `place` on are answered. */
  asks: (step: number, place?: number) => boolean
  /** Tells what is wrong on a step; says whether anything is. */
  isWrong: (step: Element) => boolean
}

export type Parts = {
  create: Create
  /** Made once the form's steps stand in it. */
  make: (form: HTMLFormElement, data: WidgetData) => FormParts
  /** Whether data that was asked for may be shown. */
  isSafe: (data: WidgetData) => boolean
}

/** For scores, ratings and comments that nobody has to answer. */
export const simpleParts: Parts = {
  create: (tag) => document.createElement(tag),
  make: (form, { questions }) => ({
    answers: () => simpleAnswers(new FormData(form), questions),
    asks: () => true,
    isWrong: () => false,
  }),
  // What it may ask for comes from where the script itself came from.
  isSafe: () => true,
}

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
  /** Whether a step asks anything; left out: every step does. */
  asks?: (step: number) => boolean
  /** Tells what is wrong on a step; says whether anything is. Left out: nothing ever is. */
  isWrong?: (step: Element) => boolean
  /** How much is left after a step, in words. */
  rest: (step: number) => string
}

export type Parts = {
  create: Create
  /** Made once the form's steps stand in it. */
  make: (form: HTMLFormElement, data: WidgetData) => FormParts
  /** Whether data that was asked for may be shown; left out: it comes from where the script came from. */
  isSafe?: (data: WidgetData) => boolean
}

/** For scores, ratings and comments that nobody has to answer. */
export const simpleParts: Parts = {
  create: (tag) => document.createElement(tag),
  make: (form, { questions, steps }) => ({
    answers: () => simpleAnswers(new FormData(form), questions),
    rest: (step) => steps[step]?.rest ?? '',
  }),
}

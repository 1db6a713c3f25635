/** What a form can do beyond scores and comments; a survey without the rest is spared its weight. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { simpleAnswers } from './answers.ts'

export type FormParts = {
  /** The sampled questions of this person. */
  shown?: readonly string[] | undefined
  /** What is answered, of what is asked. */
  answers: () => Answers
  /** Whether a step asks anything, or may once the steps from `place` on are answered. */
  asks: (step: number, place?: number) => boolean
  /** Tells what is wrong on a step; says whether anything is. */
  isWrong: (step: HTMLElement) => boolean
}

/** Makes the form's parts, once its steps stand in it. */
export type MakeParts = (form: HTMLFormElement, data: WidgetData) => FormParts

/** For scores, ratings and comments that nobody has to answer. */
export const simpleParts: MakeParts = (form, { questions }) => ({
  answers: () => simpleAnswers(new FormData(form), questions),
  asks: () => true,
  isWrong: () => false,
})

/** The form of any survey: conditions, samples, sliders, counts, and a word on what is wrong. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { faultsOn, tellFaults } from './check.ts'
import { addSliders, afterInput, showCounts } from './fields.ts'
import { quote } from './quote.ts'
import { answersIn, drawn, walked } from './walk.ts'

export type WholeForm = {
  /** The sampled questions of this person. */
  shown: readonly string[] | undefined
  /** What is answered, of what is asked. */
  answers: () => Answers
  /** Whether a step asks anything. */
  asks: (step: number) => boolean
  /** Tells what is wrong on a step; says whether anything is. */
  isWrong: (step: Element | undefined) => boolean
  /** How much is left after a step, in words. */
  rest: (step: number) => string
}

/** @param form with its steps standing in it */
export function wholeForm(form: HTMLFormElement, data: WidgetData): WholeForm {
  const { questions = {}, sample, steps, words } = data
  const shown = drawn(questions, sample, Math.random)
  const elements = () => form.querySelectorAll<HTMLElement>('[data-key]')
  // Sampled questions: those of this person, in the order drawn; the others go.
  for (const key of shown ?? []) {
    const question = form.querySelector(`[data-key=${key}]`)
    question?.parentElement?.append(question)
  }
  for (const question of elements()) {
    const { key = '' } = question.dataset
    if (questions[key]?.sampled && !shown?.includes(key)) question.remove()
  }
  const walk = () => walked(answersIn(new FormData(form), questions), questions, shown)
  const look = () => {
    const { isAsked, answers } = walk()
    quote(form, answers)
    for (const question of elements()) question.hidden = !isAsked(question.dataset.key ?? '')
    showCounts(form)
  }
  form.noValidate = true
  Object.assign(form.dataset, { left: words.left, points: words.points })
  addSliders(form)
  look()
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLElement) afterInput(target)
    look()
  })
  const asks = (step: number) => {
    const { keys } = steps[step] ?? {}
    return !keys || keys.some(walk().isAsked)
  }
  return {
    shown,
    answers: () => walk().answers,
    asks,
    isWrong: (step) => !!step && tellFaults(step, faultsOn(step, walk().answers)),
    // What depends on answers still to come counts as asked, so that the number may shrink but never grows.
    rest(place) {
      const thanks = steps.length - 1
      if (place === thanks) return ''
      const left = steps.filter(
        ({ after = -1 }, step) => step > place && step < thanks && (after >= place || asks(step)),
      ).length
      const isFirst = !steps.some((_, step) => step < place && asks(step))
      const next = form.children[place]?.querySelector('.next')
      if (next) next.textContent = (left > 0 ? words.next : words.send) ?? ''
      if (left > 0) return words.more?.replace('{n}', String(left)) ?? ''
      return isFirst ? '' : (words.last ?? '')
    },
  }
}

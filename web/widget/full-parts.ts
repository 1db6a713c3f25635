/** The form of any survey: conditions, samples, sliders, counts, and a word on what is wrong. */
import type { WidgetData } from '../../schema/widget.ts'
import { addSliders, afterInput, showCounts } from '../survey/fields.ts'
import { withPictures } from './build.ts'
import { faultsOn, tellFaults } from './check.ts'
import type { FormParts, Parts } from './parts.ts'
import { isSafe } from './safe.ts'
import { answersIn, drawn, walked } from './walk.ts'

export const fullParts: Parts = {
  create: withPictures,
  make,
  isSafe: ({ frame, steps, thanks }) =>
    [...frame, ...steps.map(({ tree }) => tree), thanks].every(isSafe),
}

function make(form: HTMLFormElement, data: WidgetData): FormParts {
  const { questions, sample, steps, words } = data
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
    const { isAsked } = walk()
    for (const question of elements()) question.hidden = !isAsked(question.dataset.key ?? '')
    showCounts(form)
  }
  Object.assign(form.dataset, { left: words.left, points: words.points })
  addSliders(form)
  look()
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLElement) afterInput(target)
    look()
  })
  return {
    shown,
    answers: () => walk().answers,
    asks: (step, place = steps.length) => {
      const { keys = [], after = -1 } = steps[step] ?? {}
      return after >= place || keys.some(walk().isAsked)
    },
    isWrong: (step) => tellFaults(step, faultsOn(step, walk().answers)),
  }
}

/** The form of any survey: conditions, samples, sliders, counts, and a word on what is wrong. */
import type { WidgetData } from '../../schema/widget.ts'
import { withPictures } from './build.ts'
import { faultsOn, tellFaults } from './check.ts'
import { addSliders, afterInput, showCounts } from './fields.ts'
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
    isWrong: (step) => tellFaults(step, faultsOn(step, walk().answers)),
    // What depends on answers still to come counts as asked, so that the number may shrink but never grows.
    rest(place) {
      const left = steps.filter(
        ({ after = -1 }, step) => step > place && (after >= place || asks(step)),
      ).length
      const isFirst = !steps.some((_, step) => step < place && asks(step))
      const next = form.children[place]?.querySelector('.next')
      if (next) next.textContent = (left > 0 ? words.next : words.send) ?? ''
      if (left > 0) return words.more?.replace('{n}', String(left)) ?? ''
      return isFirst ? '' : (words.last ?? '')
    },
  }
}

/** The card on the page, and the way through its steps; in a shadow root, so that neither page restyles the other. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { build } from './build.ts'
import type { Parts } from './parts.ts'

export type Saved = {
  answers: Answers
  shown: readonly string[] | undefined
  complete: boolean
}

export type Card = {
  host: HTMLElement
  /** An element of the frame. */
  find: (selector: string) => HTMLElement
  /** Shows the step it is at, with a note below the buttons if there is one. */
  show: (note?: string) => void
  /** Puts the focus on the title of what is shown. */
  focus: () => void
  /** The thanks in the place of the form. */
  thank: (ownAnswers: string) => void
}

/**
 * @param does what the buttons do, by their classes
 * @param save takes what is answered so far; null when the last step is sent and nothing was answered
 */
export function makeCard(
  data: WidgetData,
  { create, make }: Parts,
  does: Record<string, () => void>,
  save: (saved: Saved | null) => void,
): Card {
  const host = document.createElement('div')
  host.lang = data.locale
  const root = host.attachShadow({ mode: 'open' })
  // Not a style element: a strict policy would refuse it.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(data.style)
  root.adoptedStyleSheets = [sheet]
  for (const tree of data.frame) root.append(build(tree, create))
  // All that is looked for is in the frame, so nothing ever falls back on these.
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? host
  const form = root.querySelector('form') ?? document.createElement('form')
  const steps = data.steps.map(({ tree }) => build(tree, create))
  form.prepend(...steps)
  const { shown, answers, asks, isWrong, rest } = make(form, data)
  let place = 0

  /** The next step that asks something; undefined past the ends. */
  const beside = (way: number) => {
    let step = place + way
    while (steps[step] && asks?.(step) === false) step += way
    return steps[step] && step
  }

  function show(note = ''): void {
    steps.forEach((step, i) => step.toggleAttribute('hidden', i !== place))
    find('.rest').textContent = rest(place)
    find('.told').textContent = note
  }

  const focus = () => {
    const title = find('.step:not([hidden]) h2')
    title.tabIndex = -1
    title.focus()
  }
  const go = (step = place) => {
    place = step
    show()
    focus()
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    const step = steps[place]
    if (!step || isWrong?.(step)) return
    const given = answers()
    const next = beside(1)
    const complete = next === undefined
    const isAnswered = Object.keys(given).length > 0
    if (complete) show(data.words.sending)
    else go(next)
    if (isAnswered || complete) save(isAnswered ? { answers: given, shown, complete } : null)
  }
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    if (target.className === 'back') go(beside(-1))
    does[target.className]?.()
  })
  return {
    host,
    find,
    show,
    focus,
    thank(ownAnswers) {
      const thanks = build(data.thanks, create)
      form.replaceWith(thanks)
      find('.mine').setAttribute('href', ownAnswers)
      find('.rest').textContent = ''
      focus()
    },
  }
}

/** The card on the page, and the way through its steps; in a shadow root, so that neither page restyles the other. */
import type { Answers } from '../../schema/flow.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { simpleAnswers } from './answers.ts'
import { build } from './build.ts'
import { wholeForm } from './whole-form.ts'

export type Saved = {
  answers: Answers
  shown?: readonly string[] | undefined
  complete: boolean
}

export type Card = {
  /** An element of the card. */
  find: (selector: string) => HTMLElement
  /** Shows the step it is at, with a note below the buttons if there is one. */
  show: (note?: string) => void
  /** Goes to a step, to begin with the one it is at; the thanks are the last. The focus goes to its title, but from nobody. */
  go: (step?: number, isTyping?: boolean) => void
}

/**
 * @param host what becomes the card, wherever it stands
 * @param does what the buttons do, by their classes
 * @param save takes what is answered so far, when a step is sent; and what is changed once the last one was
 */
export function makeCard(
  host: HTMLElement,
  data: WidgetData,
  does: Record<string, () => void>,
  save: (saved: Saved, isChange?: boolean) => void,
): Card {
  host.lang = data.locale
  const root = host.attachShadow({ mode: 'open' })
  // Not a style element: a strict policy would refuse it.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(data.style)
  root.adoptedStyleSheets = [sheet]
  root.append(...data.frame.map((tree) => build(tree)))
  // All that is looked for is in the card, so nothing ever falls back on its host.
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? host
  const form: HTMLFormElement = Object(find('form'))
  const steps = data.steps.map(({ tree }): HTMLElement => Object(build(tree)))
  form.prepend(...steps)
  const whole = IS_SIMPLE ? undefined : wholeForm(form, data)
  let place = 0
  /** Whether the last step has been sent. */
  let complete = false

  /** The next step that asks something, or the thanks; none before the first. */
  const beside = (way: number) => {
    let step = place + way
    while (whole && !whole.asks(step)) step += way
    return step
  }

  function show(note = ''): void {
    steps.forEach((step, i) => {
      step.hidden = i !== place
    })
    find('.rest').textContent = whole ? whole.rest(place) : (data.steps[place]?.rest ?? '')
    find('.told').textContent = note
  }

  function go(step = place, isTyping?: boolean): void {
    place = step
    show()
    const title = find('.step:not([hidden]) h2')
    title.tabIndex = -1
    if (!isTyping) title.focus()
  }
  const given = (): Saved =>
    whole
      ? { answers: whole.answers(), shown: whole.shown, complete }
      : {
          answers: simpleAnswers(new FormData(form), (key) =>
            form.querySelector(`textarea[name=${key}]`),
          ),
          complete,
        }

  form.onsubmit = (event) => {
    event.preventDefault()
    if (whole?.isWrong(steps[place])) return
    const next = beside(1)
    complete = !steps[next + 1]
    const saved = given()
    if (complete) show(data.words.sending)
    else go(next)
    save(saved)
  }
  form.oninput = () => complete && save(given(), true)
  root.addEventListener('click', ({ target }) => {
    const { className } = Object(target)
    if (className === 'back') go(beside(-1))
    does[className]?.()
  })
  return { find, show, go }
}

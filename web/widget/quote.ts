/** Earlier answers quoted in later questions, in the words the form itself has for them. */
import type { Answers } from '../../schema/flow.ts'

/** Fills every quotation on the form; what is not answered says what it says otherwise. */
export function quote(form: Element, answers: Answers): void {
  for (const place of form.querySelectorAll<HTMLElement>('[data-said]')) {
    const { said = '', else: otherwise = '' } = place.dataset
    const text = inWords(form, said, answers[said]).replace(/\s+/g, ' ').trim()
    // An answer quoted in a question stays a quotation: longer ones are cut.
    const characters = [...text]
    place.textContent =
      (characters.length > 100 ? `${characters.slice(0, 100).join('')}…` : text) || otherwise
  }
}

function inWords(form: Element, key: string, answer: unknown): string {
  if (Array.isArray(answer)) return answer.map((one) => inWords(form, key, one)).join(', ')
  if (typeof answer !== 'object' || answer === null)
    return labelOf(form, key, answer) ?? `${answer ?? ''}`
  const parts = Object.entries(answer)
  const part = (name: string) => parts.find(([each]) => each === name)?.[1]
  const category = part('category')
  if (category) return labelOf(form, `${key}.category`, category) ?? ''
  return `${part('other') ?? part('perception') ?? ''}`
}

/** What stands beside a button with words; none for a score. */
function labelOf(form: Element, name: string, value: unknown): string | undefined {
  const buttons = form.querySelectorAll<HTMLInputElement>('.card input')
  const button = [...buttons].find((one) => one.name === name && one.value === value)
  return button?.closest('label')?.textContent ?? undefined
}

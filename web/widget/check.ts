/** What is wrong on a step, by the notes the server left on its questions; the first fault of each. */
import type { Answers } from '../../schema/flow.ts'

type Fault = { at: HTMLElement; text: string }

/** What looks forgotten half-way is told once and then taken as it is. */
export function faultsOn(step: Element, answers: Answers): Fault[] {
  const questions = [...step.querySelectorAll<HTMLElement>('[data-key]:not([hidden])')]
  return questions.flatMap(
    (question) => faultOf(question, answers) ?? halfOf(question, answers) ?? [],
  )
}

function faultOf(question: HTMLElement, answers: Answers): Fault | undefined {
  const { key = '', required, wrong, category, what, contact } = question.dataset
  const answer = answers[key]
  const at = (part: string) => question.querySelector<HTMLElement>(`[name$="${part}"]`) ?? question
  if (required && answer === undefined) return { at: question, text: required }
  const bad = question.querySelector<HTMLElement>('input:invalid')
  if (wrong && bad) return { at: bad, text: wrong }
  if (category && isMap(answer)) {
    if (!answer.category) return { at: at('.category'), text: category }
    const reason = question.parentElement?.querySelector('.reason textarea:not(:placeholder-shown)')
    if (what && !answer.text && !reason) return { at: at('.text'), text: what }
    if (contact && answer.contact && !/\S@\S+\.\S|(\d\D{0,2}){5}/.test(String(answer.contact)))
      return { at: at('.contact'), text: contact }
  }
  return undefined
}

function halfOf(question: HTMLElement, answers: Answers): Fault | undefined {
  const { key = '', half, told } = question.dataset
  const rows = [...question.querySelectorAll<HTMLElement>('[data-half]')]
  const open = rows.filter((row) => !row.querySelector(':checked') && !fieldIn(row)?.value)
  const [row] = open
  const answer = answers[key]
  let fault: Fault | undefined
  if (row && answer && open.length < rows.length) fault = { at: row, text: row.dataset.half ?? '' }
  if (half && answer === undefined && question.querySelector('[value$=other]:checked'))
    fault = { at: question, text: half }
  const total = question.querySelector<HTMLElement>('[data-total]')?.dataset.total
  if (half && total && isMap(answer)) {
    const sum = Object.values(answer).reduce((so: number, share) => so + Number(share), 0)
    if (Math.abs(sum - Number(total)) > 0.01)
      fault = { at: question, text: half.replace('{sum}', String(sum)) }
  }
  if (told) return undefined
  if (fault) question.dataset.told = '1'
  return fault
}

const fieldIn = (row: Element) => row.querySelector<HTMLInputElement>('[type=number]')
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Writes what is wrong beside it and leads there; says whether anything is. */
export function tellFaults(step: Element, faults: readonly Fault[]): boolean {
  for (const old of step.querySelectorAll('.error')) old.remove()
  for (const old of step.querySelectorAll('.wrong')) old.classList.remove('wrong')
  for (const { at, text } of faults) {
    const line = document.createElement('p')
    line.className = 'error'
    line.role = 'alert'
    line.textContent = text
    const group = at.closest('fieldset,div')
    group?.classList.add('wrong')
    const field = at.matches('input,textarea')
      ? at
      : at.querySelector<HTMLElement>('input,textarea')
    const legend = group?.querySelector(':scope > legend')
    if (legend) legend.after(line)
    else (at === field ? at : (field?.parentElement ?? at)).before(line)
    if (at === faults[0]?.at) field?.focus()
  }
  return faults.length > 0
}

/**
 * One person with two tabs gives one response. The tab that saves first leaves the receipt on this device; another
 * one, opened before the end, saves to that instead of beginning a second.
 */
import { addressOf, DAY, hidden, recall, setHidden, stored } from './draft.ts'

type Begun = { at: number; receipt: string; done: boolean }

/** The id this tab had before it joined another's response. */
let own: string | undefined

/** The receipt in the address of a response. */
export const receiptIn = ({ pathname }: URL): string | undefined => pathname.split('/')[3]

/** Remembers what was saved, and whether that was the end of it. */
export function keepReceipt(form: HTMLFormElement, address: URL, done: boolean): void {
  const receipt = receiptIn(address)
  own = undefined
  if (!receipt || isAlone(form)) return
  const before = begunIn(form)
  // A finished response that is changed is finished still.
  const isDone = done || (before?.receipt === receipt && before.done)
  const begun: Begun = { at: Date.now(), receipt, done: isDone }
  stored(() => localStorage.setItem(nameOf(form), JSON.stringify(begun)))
}

/** Makes a first step the next save of a response that another tab is at, or was at when this one was loaded. */
export function join(form: HTMLFormElement): void {
  if (hidden(form, 'receipt') || isAlone(form)) return
  const begun = begunIn(form)
  if (!begun?.receipt || begun.at < (begun.done ? performance.timeOrigin : Date.now() - DAY)) return
  own = hidden(form, 'id')?.value
  setHidden(form, 'id', begun.receipt.split('.')[0])
  setHidden(form, 'receipt', begun.receipt)
}

/** The joined response takes no more, such as one deleted meanwhile: says so and makes this a first step of its own again. */
export function leave(form: HTMLFormElement): boolean {
  if (!own) return false
  stored(() => localStorage.removeItem(nameOf(form)))
  setHidden(form, 'receipt')
  setHidden(form, 'id', own)
  own = undefined
  return true
}

const begunIn = (form: HTMLFormElement): Begun | undefined => recall(nameOf(form))

/** Whose answer it is, or about what, is known otherwise: by an invitation, or by nobody at a counter. */
const isAlone = (form: HTMLFormElement) => IS_KIOSK || hidden(form, 'token') !== null

/** Another version, order or place is another response. */
const nameOf = (form: HTMLFormElement) => {
  const fields = form.querySelectorAll<HTMLInputElement>('[name=version],[name^=segment]')
  return `gapwise:${addressOf(form)}:${Array.from(fields, ({ value }) => value)}`
}

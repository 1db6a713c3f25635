/**
 * What is typed and not yet sent, kept on this device for a day: no address to reply to, no invitation, and
 * nothing at all on a kiosk, where the next person is another one.
 */

export type Draft = {
  at: number
  fields: [name: string, value: string][]
  /** The post of which it is not known whether it arrived. */
  sent?: string | undefined
}

export const DAY = 86_400_000

/** Writes the draft; a browser that keeps nothing just doesn't. */
export function keepDraft(form: HTMLFormElement, sent?: string): void {
  if (IS_KIOSK) return
  const fields = controlsOf(form)
    .filter((control) => !isChoice(control) || control.checked)
    .map(({ name, value }): [string, string] => [name, value])
  const draft: Draft = { at: Date.now(), fields: [...stepOf(form), ...fields] }
  if (!form.querySelector('[data-private],[name=token]')) draft.sent = sent
  stored(() => localStorage.setItem(nameOf(form), JSON.stringify(draft)))
}

/** Puts an unsent draft of this very step back, if there is one. */
export function restoreDraft(form: HTMLFormElement): Draft | undefined {
  const draft: Draft | undefined = recall(nameOf(form))
  if (IS_KIOSK || !draft?.fields || Date.now() - draft.at > DAY) return
  const kept = new Map(draft.fields)
  // The first step of an open link gets a new id with every load; the draft's may have arrived already.
  const id = hidden(form, 'id')
  const isFirst = !hidden(form, 'receipt') && !hidden(form, 'token')
  for (const [name, value] of stepOf(form))
    if (kept.get(name) !== value && !(name === 'id' && isFirst)) return
  if (id) id.value = kept.get('id') ?? ''
  for (const control of controlsOf(form)) {
    const { name, value } = control
    if (isChoice(control))
      control.checked = draft.fields.some(([n, v]) => n === name && v === value)
    else control.value = kept.get(name) ?? ''
  }
  return draft
}

export const dropDraft = (form: HTMLFormElement): void =>
  stored(() => localStorage.removeItem(nameOf(form)))

/** What a draft of a step is kept under. */
export const nameOf = (form: HTMLFormElement) =>
  `gapwise:${addressOf(form)}:page${hidden(form, 'page')?.value}`

/** Where a form is posted to. getAttribute: the buttons are called "action" and would stand in the property's place. */
export const addressOf = (form: HTMLFormElement): string => form.getAttribute('action') ?? ''

/** A field that nobody sees; its name may have a dot in it. */
export const hidden = (form: HTMLFormElement, name: string) =>
  form.querySelector<HTMLInputElement>(`[type=hidden][name="${name}"]`)

/** Sets one that may not be there yet; undefined takes it out. */
export function setHidden(form: HTMLFormElement, name: string, value?: string): void {
  const field = hidden(form, name) ?? document.createElement('input')
  field.remove()
  if (value === undefined) return
  Object.assign(field, { type: 'hidden', name, value })
  form.prepend(field)
}

/** Which response a form is of. */
const stepOf = (form: HTMLFormElement) =>
  ['id', 'receipt', 'shown'].map((name): [string, string] => [
    name,
    hidden(form, name)?.value ?? '',
  ])

type Control = HTMLInputElement | HTMLTextAreaElement

/** The fields a person fills in, but for those that are nobody's business but the reader's. */
const controlsOf = (form: HTMLFormElement): Control[] => [
  ...form.querySelectorAll<Control>('input[name]:not([type=hidden],[data-private]),textarea'),
]

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === 'radio' || control.type === 'checkbox'

/** What this device keeps under a name; nothing sensible counts as nothing. */
export const recall = (name: string) =>
  stored(() => JSON.parse(localStorage.getItem(name) ?? 'null'))

/** Storage may be full, forbidden or filled with something else; then it is as if there were none. */
export function stored<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

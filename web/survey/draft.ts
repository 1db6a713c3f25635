/**
 * What is typed and not yet sent, kept on this device for a day: no address to reply to, no invitation, and
 * nothing at all on a kiosk, where the next person is another one.
 */

type Draft = { at: number; id: string; page: string; receipt: string; fields: [string, string][] }

const DAY = 86_400_000

const nameOf = (form: HTMLFormElement) => `gapwise:${form.getAttribute('action')}`
const field = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? '')

/** Writes the draft; a browser that keeps nothing just doesn't. */
export function keepDraft(form: HTMLFormElement): void {
  if (field(form, 'channel') === 'kiosk') return
  const draft: Draft = {
    at: Date.now(),
    id: field(form, 'id'),
    page: field(form, 'page'),
    receipt: field(form, 'receipt'),
    fields: controls(form).flatMap((control): [string, string][] =>
      isChoice(control) && !control.checked ? [] : [[control.name, control.value]],
    ),
  }
  try {
    localStorage.setItem(nameOf(form), JSON.stringify(draft))
  } catch {}
}

/** Puts an unsent draft of this very step back; says whether there was one. */
export function restoreDraft(form: HTMLFormElement): boolean {
  const draft = draftOf(form)
  if (!draft || Date.now() - draft.at > DAY) return false
  if (draft.page !== field(form, 'page') || draft.receipt !== field(form, 'receipt')) return false
  // The first step of an open link gets a new id with every load; the draft's may have arrived already.
  const id = form.querySelector<HTMLInputElement>('[name=id]')
  if (id && draft.id !== id.value) {
    if (draft.receipt || field(form, 'token')) return false
    id.value = draft.id
  }
  for (const control of controls(form)) {
    const kept = draft.fields.filter(([name]) => name === control.name)
    if (isChoice(control)) control.checked = kept.some(([, value]) => value === control.value)
    else control.value = kept[0]?.[1] ?? ''
  }
  return true
}

export function dropDraft(form: HTMLFormElement): void {
  try {
    localStorage.removeItem(nameOf(form))
  } catch {}
}

/** The draft as it was written; anything else in its place is nothing. */
function draftOf(form: HTMLFormElement): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(form)) ?? 'null')
    return Array.isArray(draft?.fields) ? draft : null
  } catch {
    return null
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement

/** The fields a person fills in, those left out that are nobody's business but the reader's. */
const controls = (form: HTMLFormElement): Control[] =>
  [...form.querySelectorAll<Control>('input[name]:not([type=hidden]),textarea')].filter(
    (control) => control.dataset.private === undefined,
  )

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === 'radio' || control.type === 'checkbox'

/**
 * Makes the survey form nicer, never necessary: sends it without a blank page in between, keeps what is
 * unsent, tries again when the network fails. Words stand on the form; nothing here is written as HTML.
 */
import { ask } from './ask.ts'
import { addressOf, dropDraft, hidden, keepDraft, restoreDraft, setHidden } from './draft.ts'
import { join, keepReceipt, leave, receiptIn } from './tabs.ts'
import { waitAfter } from './wait.ts'

/** What was pressed last, as the form field it stands for. */
let pressed: [name: string, value: string] = ['', '']
/** The post under way or not known to have arrived. Until it has, that very body is what is sent again. */
let unanswered: string | undefined
let sending: XMLHttpRequest | undefined
let failures = 0
let timer: ReturnType<typeof setTimeout>
let here = withoutFragment()

addEventListener('input', () => {
  const form = surveyForm()
  if (!form) return
  countCharacters(form)
  keepDraft(form, unanswered)
})
addEventListener('submit', (event) => {
  const form = surveyForm()
  if (!form || event.target !== form) return
  event.preventDefault()
  const { submitter } = event
  pressed = [submitter?.getAttribute('name') ?? '', submitter?.getAttribute('value') ?? '']
  send(form)
})
addEventListener('online', again)
addEventListener('popstate', () => {
  // A link to a field changes only the fragment; anything else is a step of which the server has the answers.
  if (here !== withoutFragment()) location.reload()
})
restore()

/** What was typed into this step and left. */
function restore(): void {
  const form = surveyForm()
  if (!form) return
  const draft = restoreDraft(form)
  if (draft) {
    tell(form, form.dataset.saved)
    unanswered = draft.sent
  }
  countCharacters(form)
}

/** The survey's form; null on the thanks page and other pages. */
export function surveyForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('form[data-net]')
}

function withoutFragment(): string | undefined {
  return location.href.split('#')[0]
}

function send(form: HTMLFormElement): void {
  if (sending) return
  clearTimeout(timer)
  label(form, form.dataset.sending)
  if (!unanswered) {
    join(form)
    unanswered = bodyOf(form)
  }
  keepDraft(form, unanswered)
  sending = ask(addressOf(form), unanswered, (page, request) => {
    sending = undefined
    label(form)
    if (page) arrived(form, request, page)
    else failed(form, request.getResponseHeader('retry-after'))
  })
}

/** Whether there is a post under way or not known to have arrived. */
export const isUnanswered = () => unanswered !== undefined

/** Gives up the post under way or not known to have arrived, and returns it for another to bring it there. */
export function giveUp(): string | undefined {
  const body = unanswered
  if (sending) sending.onloadend = null
  sending?.abort()
  clearTimeout(timer)
  sending = unanswered = undefined
  failures = 0
  return body
}

/** The form as it would be posted by what was pressed. */
function bodyOf(form: HTMLFormElement): string {
  // Pairs of texts, for nobody is asked for a file.
  const body = new URLSearchParams(Object(new FormData(form)))
  if (pressed[0]) body.append(...pressed)
  return body.toString()
}

function arrived(form: HTMLFormElement, request: XMLHttpRequest, page: Document): void {
  const sent = unanswered
  const isStored = request.status < 400
  const next = page.querySelector<HTMLFormElement>('form[data-net]')
  unanswered = undefined
  failures = 0
  const at = new URL(request.getResponseHeader('content-location') ?? '', request.responseURL)
  if ((isStored || next) && bodyOf(form) !== sent) {
    // Changed since it was sent: saved on top of what that has stored.
    setHidden(form, 'receipt', hidden(next ?? form, 'receipt')?.value ?? receiptIn(at))
    send(form)
    return
  }
  if (!isStored && !next) {
    if (leave(form)) send(form)
    // Too long to be looked at, say: it stands here alone, to be made shorter.
    else if (request.status > 410) tell(form, page.title)
    else show(page)
    return
  }
  if (isStored) {
    dropDraft(form)
    keepReceipt(form, at, !next)
    remember(hidden(form, 'page')?.value ?? '', at)
  }
  // A page that goes on by itself has to be loaded to do so.
  if (!IS_KIOSK && page.querySelector('meta[http-equiv]')) location.reload()
  else show(page)
  if (isStored) restore()
}

/** The next step gets an entry in the history, and this one the address under which it is now saved. */
function remember(step: string, address: URL): void {
  const back = new URL(address)
  back.searchParams.set('page', step)
  // At a counter nothing leads back to the person before.
  if (IS_KIOSK) history.replaceState(null, '', address)
  else {
    history.replaceState(null, '', back)
    history.pushState(null, '', address)
  }
  here = withoutFragment()
}

/** The reply in the place of this page. */
export function show(page: Document): void {
  const { lang, dir } = page.documentElement
  Object.assign(document.documentElement, { lang, dir })
  document.title = page.title
  document.body.replaceWith(page.body)
  dispatchEvent(new Event('gapwise:step'))
  scrollTo(0, 0)
  document.querySelector<HTMLElement>('[autofocus]')?.focus()
}

/** Nothing is known of what was sent: say so, and try again, later and later, or when told to. */
function failed(form: HTMLFormElement, retryAfter: string | null): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'retry'
  button.textContent = form.dataset.retry ?? ''
  button.onclick = again
  tell(form, form.dataset.net).append(' ', button)
  if (IS_KIOSK && !failures) dispatchEvent(new Event('gapwise:unsent'))
  timer = setTimeout(again, waitAfter(failures++, retryAfter, Math.random()))
}

function again(): void {
  const form = surveyForm()
  if (form && failures) send(form)
}

/** Next or Send says that it is sending, and its own name again afterwards. */
function label(form: HTMLFormElement, text?: string): void {
  const button = form.querySelector<HTMLElement>('.next')
  if (!button) return
  button.dataset.text ??= button.textContent
  button.textContent = text ?? button.dataset.text
}

/** One line above the buttons, read out too. */
function tell(form: HTMLFormElement, text = ''): HTMLElement {
  form.querySelector('.note')?.remove()
  const line = document.createElement('p')
  line.className = 'note'
  line.role = 'status'
  form.querySelector('.buttons')?.before(line)
  line.append(text)
  return line
}

/** The characters left of a text, once few are; counted as the server counts, not in UTF-16 units. */
function countCharacters(form: HTMLFormElement): void {
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('[data-most]')) {
    const left = Number(area.dataset.most) - [...area.value].length
    const line = area.nextElementSibling ?? document.createElement('p')
    line.className = 'hint'
    line.role = 'status'
    line.textContent = left < 200 ? (form.dataset.left ?? '').replace('0', `${left}`) : ''
    area.after(line)
  }
}

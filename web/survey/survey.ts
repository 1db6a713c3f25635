/**
 * Makes the survey form nicer, never necessary: sends it without a blank page in between, keeps what is
 * unsent, tries again when the network fails. Words stand on the form; nothing here is written as HTML.
 */
import { ask } from './ask.ts'
import { addressOf, dropDraft, hidden, keepDraft, restoreDraft, setHidden } from './draft.ts'
import { join, keepReceipt, leave } from './tabs.ts'
import { waitAfter } from './wait.ts'

/** What was pressed last, as the form field it stands for. */
let pressed: [name: string, value: string] = ['', '']
/** The post under way or not known to have arrived. Until it has, that very body is what is sent again. */
let unanswered: string | undefined
let sending: XMLHttpRequest | undefined
let failures = 0
let timer: ReturnType<typeof setTimeout>
let here = pathAndQuery()

addEventListener('input', () => {
  const form = surveyForm()
  if (!form) return
  countCharacters(form)
  keepDraft(form)
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
  if (here !== pathAndQuery()) location.reload()
})
const loaded = surveyForm()
if (loaded && restoreDraft(loaded)) tell(loaded, loaded.dataset.saved)
if (loaded) countCharacters(loaded)

/** The survey's form; null on the thanks page and other pages. */
export function surveyForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('form[data-net]')
}

function pathAndQuery(): string {
  return location.pathname + location.search
}

function send(form: HTMLFormElement): void {
  if (sending) return
  clearTimeout(timer)
  label(form, form.dataset.sending)
  if (!unanswered) join(form)
  unanswered ??= bodyOf(form)
  sending = ask(addressOf(form), unanswered, (page, request) => {
    sending = undefined
    label(form)
    if (page) arrived(form, request, page)
    else failed(form, request.getResponseHeader('retry-after'))
  })
}

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
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  if (pressed[0]) body.append(...pressed)
  return body.toString()
}

function arrived(form: HTMLFormElement, request: XMLHttpRequest, page: Document): void {
  const sent = unanswered
  const isStored = request.status < 400
  const next = page.querySelector<HTMLFormElement>('form[data-net]')
  unanswered = undefined
  failures = 0
  if (isStored && next && bodyOf(form) !== sent) {
    // Changed since it was sent: what arrived is stored, so this is the next revision of it.
    for (const name of ['id', 'receipt', 'revision'])
      setHidden(form, name, hidden(next, name)?.value)
    send(form)
    return
  }
  if (!isStored && !next && leave(form)) {
    send(form)
    return
  }
  if (isStored) {
    dropDraft(form)
    const { responseURL } = request
    const at = new URL(request.getResponseHeader('content-location') ?? '', responseURL).href
    keepReceipt(form, at, !next)
    remember(String(new FormData(form).get('page')), at)
  }
  // A page that goes on by itself has to be loaded to do so.
  if (!IS_KIOSK && page.querySelector('meta[http-equiv]')) location.reload()
  else show(page)
}

/** The next step gets an entry in the history, and this one the address under which it is now saved. */
function remember(step: string, address: string): void {
  if (IS_KIOSK) {
    // Nothing leads back to the person before.
    history.replaceState(null, '', address)
    here = pathAndQuery()
    return
  }
  const back = new URL(address)
  back.searchParams.set('page', step)
  if (location.pathname !== back.pathname) history.replaceState(null, '', back)
  history.pushState(null, '', address)
  here = pathAndQuery()
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
  keepDraft(form)
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

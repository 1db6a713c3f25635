/**
 * Makes the survey form nicer, never necessary: sends it without a blank page in between, keeps what is
 * unsent, tries again when the network fails. Words stand on the form; nothing here is written as HTML.
 */
import { dropDraft, keepDraft, restoreDraft } from './draft.ts'
import { addSliders, afterInput, showCounts } from './fields.ts'
import { tellHeight } from './height.ts'

/** The survey's form; null on the thanks page and other pages. */
const surveyForm = () => document.querySelector<HTMLFormElement>('form[data-net]')

/** What was pressed last, as the form field it stands for. */
let pressed: [name: string, value: string] | undefined
/** The post under way or not known to have arrived. Until it has, that very body is what is sent again. */
let unanswered: string | undefined
let sending = false
let failures = 0
let timer = 0

document.addEventListener('input', ({ target }) => {
  const form = surveyForm()
  if (!form || !(target instanceof HTMLElement)) return
  afterInput(target)
  showCounts(form)
  keepDraft(form)
})
document.addEventListener('submit', (event) => {
  const form = surveyForm()
  if (event.target !== form || !form) return
  event.preventDefault()
  const { submitter } = event
  pressed = submitter instanceof HTMLButtonElement ? [submitter.name, submitter.value] : undefined
  send(form)
})
document.addEventListener('click', ({ target }) => {
  const form = surveyForm()
  if (form && target instanceof Element && target.matches('.retry')) send(form)
})
addEventListener('online', () => {
  const form = surveyForm()
  if (form && failures) send(form)
})
let here = location.pathname + location.search
addEventListener('popstate', () => {
  // A link to a field changes only the fragment; anything else is a step of which the server has the answers.
  if (here !== location.pathname + location.search) location.reload()
})
enhance()

function enhance(): void {
  tellHeight()
  const form = surveyForm()
  if (!form) return
  if (restoreDraft(form)) note(form, form.dataset.saved ?? '', false)
  addSliders(form)
  showCounts(form)
}

/** The form as it would be posted by what was pressed. */
function bodyOf(form: HTMLFormElement): string {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  if (pressed?.[0]) body.append(...pressed)
  return body.toString()
}

/**
 * XMLHttpRequest, because it alone reads a reply as a document: no second load of the page, and no HTML
 * text that Trusted Types would refuse.
 */
function send(form: HTMLFormElement): void {
  if (sending) return
  clearTimeout(timer)
  sending = true
  label(form, form.dataset.sending)
  const body = unanswered ?? bodyOf(form)
  unanswered = body
  const request = new XMLHttpRequest()
  // getAttribute: the buttons are called "action" and would stand in the property's place.
  request.open('POST', form.getAttribute('action') ?? '')
  request.responseType = 'document'
  request.timeout = 30_000
  request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
  request.setRequestHeader('x-gapwise', 'page')
  request.onloadend = () => {
    sending = false
    label(form)
    const { status, response } = request
    const page = response instanceof Document && response.querySelector('main') ? response : null
    if (page && status < 500 && status !== 429) arrived(form, request, page)
    else failed(form, Number(request.getResponseHeader('retry-after')))
  }
  request.send(body)
}

function arrived(form: HTMLFormElement, request: XMLHttpRequest, page: Document): void {
  const sent = unanswered
  const isStored = request.status < 400
  unanswered = undefined
  failures = 0
  const next = page.querySelector<HTMLFormElement>('form[data-net]')
  if (isStored && next && bodyOf(form) !== sent) {
    // Changed since it was sent: what arrived is stored, so this is the next revision of it.
    for (const name of ['id', 'receipt', 'revision']) carry(name, next, form)
    send(form)
    return
  }
  if (isStored) dropDraft(form)
  if (page.querySelector('meta[http-equiv]')) location.href = request.responseURL
  else show(form, page, isStored ? request.responseURL : '')
}

/** The reply in the place of this page; the browser's Back leads to this step as it was saved. */
function show(form: HTMLFormElement, page: Document, address: string): void {
  if (address && address !== location.href) {
    const step = new FormData(form).get('page')
    const back = new URL(address)
    back.searchParams.set('page', String(step))
    if (surveyPath(back) !== surveyPath(location)) history.replaceState(null, '', back)
    history.pushState(null, '', address)
    here = location.pathname + location.search
  }
  document.title = page.title
  document.documentElement.lang = page.documentElement.lang
  document.documentElement.dir = page.documentElement.dir
  document.body.replaceWith(page.body)
  enhance()
  scrollTo(0, 0)
  document.querySelector<HTMLElement>('[autofocus]')?.focus()
}

const surveyPath = ({ pathname }: URL | Location) => pathname

/** Nothing is known of what was sent: say so, and try again in 1, 2, 4 … 30 seconds, or when told to. */
function failed(form: HTMLFormElement, retryAfterSeconds: number): void {
  keepDraft(form)
  note(form, form.dataset.net ?? '', true)
  const seconds = retryAfterSeconds || Math.min(30, 2 ** failures)
  failures += 1
  timer = window.setTimeout(() => send(form), seconds * (750 + 500 * Math.random()))
}

function label(form: HTMLFormElement, text?: string): void {
  const button = form.querySelector<HTMLElement>('.next')
  if (!button) return
  button.dataset.text ??= button.textContent ?? ''
  button.textContent = text ?? button.dataset.text
}

/** One line above the buttons, said to screen readers too. */
function note(form: HTMLFormElement, text: string, retry: boolean): void {
  form.querySelector('.note')?.remove()
  const line = document.createElement('p')
  line.className = 'note'
  line.role = retry ? 'alert' : 'status'
  form.querySelector('.buttons')?.before(line)
  line.append(text)
  if (!retry) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'retry'
  button.textContent = form.dataset.retry ?? ''
  line.append(' ', button)
}

function carry(name: string, from: HTMLFormElement, to: HTMLFormElement): void {
  const value = new FormData(from).get(name)
  if (typeof value !== 'string') return
  let field = to.querySelector<HTMLInputElement>(`[type=hidden][name=${name}]`)
  if (!field) {
    field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    to.prepend(field)
  }
  field.value = value
}

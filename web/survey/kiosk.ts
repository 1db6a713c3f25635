/**
 * At a counter: a survey left half-way, answered, or waiting for the network begins anew for the next person, by itself
 * and without the network. What the one before has sent goes on being sent, unseen.
 */
import { ask } from './ask.ts'
import { addressOf, hidden, setHidden } from './draft.ts'
import { keepUnsent } from './outbox.ts'
import { giveUp, isUnanswered, show, surveyForm } from './survey.ts'

const SECONDS = { unsent: 8, thanked: 8, caseNumber: 30, idle: 60 }

const loaded = surveyForm()
const home = loaded?.dataset.home ?? ''
/** Style, scripts and title as they were loaded; what else is new stands in the body. */
const head = document.head.textContent
/** The first step as the server last drew it, or why there is none. */
let first = loaded && !hidden(loaded, 'receipt') ? copyOf(document) : undefined
let isTouched = false
/** Another language that is on its way. */
let language: XMLHttpRequest | undefined
let timer: ReturnType<typeof setTimeout>

for (const event of ['pointerdown', 'keydown', 'input'])
  addEventListener(event, touch, { passive: true })
for (const event of ['scroll', 'gapwise:step', 'gapwise:unsent'])
  addEventListener(event, wait, { passive: true })
// A link to another language would leave this page, and without the network not come back.
addEventListener('click', (event) => {
  const link =
    event.target instanceof Element && event.target.closest<HTMLAnchorElement>('.languages a')
  if (!link) return
  event.preventDefault()
  // What follows an answer is on its way already.
  if (isUnanswered()) return
  language?.abort()
  language = ask(link.href, undefined, (page) => page && show(withAnswers(page)))
})
// Its person has gone on, or gone.
addEventListener('gapwise:step', () => language?.abort())
wait()

function touch(): void {
  isTouched = true
  wait()
}

function wait(): void {
  clearTimeout(timer)
  const has = (what: string) => document.querySelector(what)
  const { unsent, thanked, caseNumber, idle } = SECONDS
  const seconds = has('.retry') ? unsent : has('.case') ? caseNumber : has('.mark') ? thanked : idle
  timer = setTimeout(begin, 1000 * seconds)
}

function begin(): void {
  language?.abort()
  const form = surveyForm()
  const body = giveUp()
  if (form && body) keepUnsent({ address: addressOf(form), body })
  history.replaceState(null, '', home)
  isTouched = false
  if (first) show(anew(first))
  wait()
  ask(home, undefined, (page) => {
    if (!page) return
    const isLoadedAnew = page.querySelector('form') && page.head.textContent !== head
    first = page
    if (isTouched) return
    if (isLoadedAnew) location.replace(home)
    else show(anew(page))
  })
}

/** With what has been answered so far. */
function withAnswers(page: Document): Document {
  const form = surveyForm()
  if (!form) return page
  const given = new FormData(form)
  const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=hidden]),textarea',
  )
  for (const field of fields) {
    const values = given.getAll(field.name)
    if (field.type === 'radio' || field.type === 'checkbox')
      Object.assign(field, { checked: values.includes(field.value) })
    else field.value = String(values[0] ?? '')
  }
  return page
}

/** The next person's: the same, under an id of its own. */
function anew(page: Document): Document {
  const copy = copyOf(page)
  const form = copy.querySelector('form')
  if (form) setHidden(form, 'id', crypto.getRandomValues(new Uint32Array(5)).join('-'))
  return copy
}

/** Safe because the copy of a document is one. */
function copyOf(page: Document): Document {
  return page.cloneNode(true) as Document
}

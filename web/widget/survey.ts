/** One survey on the page: when it shows, what becomes of it, and what the page may tell it. */
import type { WidgetData, WidgetRules } from '../../schema/widget.ts'
import { type Card, makeCard, type Saved } from './card.ts'
import { recall, remember } from './memory.ts'
import { deliver, deliverKept, type Unsent } from './outbox.ts'
import { type Facts, isDue, isQuiet, isWanted } from './rules.ts'
import { clearOfBars, isPageDark } from './theme.ts'

/** A call of `gapwise(name, …)`. */
export type Call = Iterable<unknown>
type Identity = { customer?: unknown; segments?: Record<string, unknown>; signature?: unknown }

/**
 * @param said the data- attributes of the script tag
 * @param origin where the script came from
 * @param isFirst whether `gapwise('open')` without a name means this one
 * @returns what takes the page's calls
 */
export function startSurvey(
  data: WidgetData,
  said: DOMStringMap,
  origin: string,
  isFirst: boolean,
): (call: Call) => void {
  const { slug, words } = data
  // What the script tag says otherwise (`data-delay-seconds="5"`, `data-paths="/a /b*"`) counts; nothing
  // (`data-exit-intent=""`) takes a trigger away. Digits compare and multiply like their number.
  const rules: WidgetRules = { ...data.rules, ...said }
  const { shape } = rules
  const { target } = said
  const isInline = target || shape === 'inline'
  const url = !IS_SIMPLE && data.isPreview ? '' : `${origin}/api/public/surveys/${slug}/responses`
  const listeners: [event: unknown, listener: TimerHandler][] = []
  /** Seconds between two tries, and those left until the next one. */
  let wait = 1
  let rest = 0
  const facts: Facts = {
    path: '',
    seconds: 0,
    visible: 0,
    scrolled: 0,
    events: [],
    chance: Math.random(),
  }
  let who: Identity = {}
  let unsent: Unsent | undefined
  let openedAt = 0
  /** The last step has been sent; and it has arrived. */
  let isLast = false
  let isOver = false
  /** What had the focus before the card took it. */
  let before: { focus?: () => void } = {}
  const host = document.createElement('div')
  /** Made when it is first needed: most pages show none. */
  let made: Card | undefined
  const card = () => {
    made ??= makeCard(
      host,
      data,
      {
        tab: () => open(true),
        close: leave,
        later: leave,
        never: () => leave(true),
        // Who goes back while it is on its way wants to change something.
        back: () => {
          isLast = false
        },
      },
      save,
    )
    return made
  }

  const tell = (event: string) => {
    // On its own, so that a fault of the page stays the page's.
    for (const [name, listener] of listeners)
      if (name === event) setTimeout(listener, 0, { survey: slug })
  }

  /** Remembers that the survey was seen to. */
  const see = (never?: boolean) =>
    (IS_SIMPLE || !data.isPreview) &&
    remember((memory) => {
      memory.last = Date.now()
      memory.seen[slug] = { at: memory.last, never }
    })

  function save(saved: Saved, isChange?: boolean): void {
    if (isChange) {
      // What has no reply yet is followed by what it is now; after a refusal they press Send again.
      if (unsent?.sent) unsent.wanted = bodyOf(saved)
    } else if (Object.keys(saved.answers)[0]) {
      see()
      if (!unsent) tell('answered')
      unsent ??= { url, id: newId(), revision: 0, wanted: '' }
      unsent.wanted = bodyOf(saved)
      isLast = saved.complete
      send()
    } else if (saved.complete) leave()
  }

  function bodyOf(saved: Saved): string {
    const { version, locale } = data
    const { customer, signature } = who
    const segments: Record<string, string> = {}
    const given: Record<string, unknown> = { touchpoint: said.touchpoint, ...who.segments }
    for (const name of data.segments)
      if (given[name]) segments[name] = `${given[name]}`.slice(0, 64)
    if (!IS_SIMPLE) plainLists(saved)
    return JSON.stringify({
      ...saved,
      id: unsent?.id,
      version,
      locale,
      channel: 'widget',
      segments,
      customer: customer ? { id: `${customer}`, signature } : undefined,
      secondsTaken: ((Date.now() - openedAt) / 1000) | 0,
    })
  }

  function send(): void {
    if (unsent)
      deliver(unsent, (status, after) => {
        wait = status ? 1 : after || (wait < 30 ? 2 * wait : 60)
        rest = wait + wait * Math.random()
        if (isOver || (status < 400 && !isLast)) return
        if (status && status < 400) {
          isOver = true
          card().find('.mine').setAttribute('href', `${origin}/r/${unsent?.receipt}`)
          if (!IS_SIMPLE) tellCase(unsent?.complaint)
          card().go(data.steps.length - 1, isTyping())
          tell('completed')
        } else card().show(words[status] ?? words[400])
      })
  }

  /** What became of a complaint: its number, and by when it is answered, on the visitor's own clock. */
  function tellCase(complaint: Unsent['complaint']): void {
    const line = card().find('.case')
    line.hidden = !complaint
    if (!complaint) return
    const { reference, dueAt } = complaint
    line.querySelector('b')?.append(reference)
    const due = line.querySelector<HTMLElement>('.due')
    if (!dueAt || !due) return
    due.hidden = false
    due.append(
      new Date(dueAt).toLocaleString(data.locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
      }),
    )
  }

  function open(takesFocus: boolean): void {
    const { find, show, go } = card()
    const widget = find('.widget')
    before = Object(document.activeElement)
    openedAt ||= Date.now()
    // Last in the page, so that nobody has to tab through it; beside the body, whose transforms would move it.
    if (!isInline) document.documentElement.append(host)
    widget.className = `widget ${isInline ? 'inline' : 'popover'} ${isPageDark() ? 'dark' : ''}`
    widget.hidden = false
    find('.never').hidden = !recall().seen[slug]
    if (!isInline) clearOfBars(widget)
    show()
    if (takesFocus) go()
    else if (!isInline) find('.said').append(words.opened)
    tell('shown')
  }

  function hide(): void {
    const hadFocus = document.activeElement === host
    const { find } = card()
    find('.widget').hidden = true
    if (!hadFocus) return
    if (before === host) find('.tab').focus()
    else before.focus?.()
  }

  function leave(never?: boolean): void {
    if (!isOver) {
      see(never)
      tell('dismissed')
    }
    hide()
  }

  // Whatever the shape, a look once a second is enough, also in pages that never load anew.
  const look = () => {
    const { pathname } = location
    if (facts.path !== pathname) facts.seconds = 0
    facts.path = pathname
    const depth = (100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight
    if (depth > facts.scrolled) facts.scrolled = depth
    const { seen, last } = recall()
    const isFree = openedAt || !isQuiet(rules, seen[slug], last, Date.now())
    if (!isInline && shape !== 'button') {
      if (!(openedAt || isTyping()) && isFree && isDue(rules, facts)) open(false)
    } else if (!isWanted(rules, facts)) host.remove()
    else if (!host.isConnected && (isFree || !isInline)) {
      const place = document.querySelector(isInline ? `${target}` : 'html')
      place?.append(host)
      if (!isInline) card().find('.tab').hidden = false
      else if (place) open(false)
    }
  }
  document.addEventListener('mouseleave', ({ clientY }) => {
    facts.leaving ||= clientY <= 0
    look()
  })
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !isInline && document.activeElement === host) leave()
  })
  setInterval(() => {
    facts.seconds++
    // Only what has not arrived is sent.
    if (--rest < 0) send()
    if (!document.hidden) facts.visible++
    look()
  }, 1000)
  look()
  deliverKept(url)
  addEventListener('online', () => {
    send()
    deliverKept(url)
  })

  return ([name, first, second]) => {
    if (first === slug || (!first && isFirst)) {
      if (name === 'open') open(true)
      if (name === 'close') hide()
    }
    if (name === 'identify') who = Object(first)
    if (typeof second === 'function') listeners.push([first, second])
    if (name === 'track') {
      facts.events.push(first)
      look()
    }
  }
}

/** Whether somebody writes on the page itself. */
const isTyping = () => document.activeElement?.matches('input,textarea,select,[contenteditable]')

/** Some pages give every list a `toJSON` that makes it a text; a list with one of its own, which is none, stays a list. */
function plainLists({ answers, shown }: Saved): void {
  for (const list of [shown, ...Object.values(answers)])
    if (Array.isArray(list)) Object.assign(list, { toJSON: undefined })
}

/** Chance for an id; a website without https has no randomUUID. */
const newId = () => crypto.getRandomValues(new Uint32Array(5)).join('-')

/**
 * A draft as staff see it: the page with its own scripts, but for sending. In the builder it tells the builder where it
 * is, what is answered in it and what is pressed, and the builder shows the next page; on its own the form asks for that
 * itself. Nothing is posted and nothing is kept.
 */

type Said =
  | { shows: number | 'thanks'; of: number }
  | { answered: string }
  | { answered: string; pressed: string }
  | { lang: string }

/** What goes along of a text: it is told that there is one, and an address has room for so much. */
const MOST_CHARACTERS = 300
const isFramed = parent !== window

// Before the form's own script hears of it, which would send the answers.
addEventListener('submit', (event) => event.stopPropagation(), true)

addEventListener(
  'click',
  (event) => {
    if (!isFramed || !(event.target instanceof Element)) return
    const pressed = event.target.closest<HTMLButtonElement | HTMLAnchorElement>('form button, a')
    if (!pressed || pressed.getAttribute('href')?.startsWith('#')) return
    event.preventDefault()
    if (pressed instanceof HTMLButtonElement)
      tell({ answered: answered(), pressed: pressed.value || 'next' })
    else if (pressed.lang) tell({ lang: pressed.lang })
  },
  true,
)

addEventListener('input', () => tell({ answered: answered() }))

const form = document.querySelector('form')
tell(
  form
    ? { shows: Number(new FormData(form).get('page')), of: Number(form.dataset.steps) }
    : { shows: 'thanks', of: 0 },
)

/** The form's fields that say anything, as they would be posted. */
function answered(): string {
  const body = new URLSearchParams()
  for (const [name, value] of form ? new FormData(form) : [])
    if (String(value).trim()) body.append(name, String(value).slice(0, MOST_CHARACTERS))
  return body.toString()
}

/** Here the page has no origin of its own; the address still tells whose it is, and only they may hear. */
function tell(said: Said): void {
  if (isFramed) parent.postMessage({ type: 'gapwise:preview', ...said }, location.origin)
}

export {}

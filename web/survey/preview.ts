/**
 * A draft as staff see it: the page with its own scripts, but for sending. In the builder whatever is pressed tells
 * the builder to turn the page; on its own the form asks for the page it shows. Nothing is posted and nothing is kept.
 */

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
    const { lang } = pressed
    if (pressed instanceof HTMLButtonElement) turn({ page: Number(pressed.value) })
    else if (lang) turn({ lang })
  },
  true,
)

/** Here the page has no origin of its own; the address still tells whose it is, and only they may hear. */
function turn(to: { page: number } | { lang: string }): void {
  parent.postMessage({ type: 'gapwise:preview', ...to }, location.origin)
}

export {}

/** Hears keys of one letter everywhere but where people type; what they do comes with the first one. */

const KEYS = new Set(['/', 'j', 'k', 't', '?'])

/** Hears from now on. @returns how to stop */
export function hearShortcuts(): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (!KEYS.has(event.key) || isTyping(event.target)) return
    event.preventDefault()
    void import('./shortcuts.ts').then(({ act }) => act(event.key))
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Hears keys of one letter everywhere but where people type; what they do comes with the first one. */

const KEYS = new Set(['/', 'j', 'k', 't', '?'])

/** Does what a key stands for; other keys, and those pressed with a modifier, pass. */
export function hearShortcut(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (!KEYS.has(event.key) || isTyping(event.target)) return
  event.preventDefault()
  void import('./shortcuts.ts').then(({ act }) => act(event.key))
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

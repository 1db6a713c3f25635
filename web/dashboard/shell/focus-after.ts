/** Where the focus goes after an action that takes its own button away, or that makes something to go on with. */
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Moves the focus where something ends late, unless it has gone elsewhere by then: to whoever writes there. */
export function focusFrom(around: HTMLElement | null, to: HTMLElement | null): void {
  const { activeElement: at } = document
  if (at === document.body || around?.contains(at)) to?.focus()
}

/**
 * @returns `within`, the ref of the element around, and `focusAfter`, which names by a selector what is focused there
 * once the change is drawn; of several selectors the first that is there
 */
export function useFocusAfter<Within extends HTMLElement>() {
  const within = useRef<Within>(null)
  const wanted = useRef<readonly string[]>([])
  useLayoutEffect(() => {
    for (const selector of wanted.current) {
      const found = within.current?.querySelector<HTMLElement>(selector)
      if (!found) continue
      found.focus()
      break
    }
    wanted.current = []
  })
  return {
    within,
    focusAfter: (...selectors: string[]) => {
      wanted.current = selectors
    },
  }
}

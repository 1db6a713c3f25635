/** Hears what happens to the window as a whole. */
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Hears one kind of event of the window, from the first drawing on and always with what was drawn last: an effect after
 * the paint would come too late for whoever presses two keys at once.
 * @param hear null hears nothing for now
 */
export function useWindowEvent<Name extends keyof WindowEventMap>(
  name: Name,
  hear: ((event: WindowEventMap[Name]) => void) | null,
): void {
  const latest = useRef(hear)
  latest.current = hear
  const hears = hear !== null
  useLayoutEffect(() => {
    if (!hears) return
    const tell = (event: WindowEventMap[Name]) => latest.current?.(event)
    addEventListener(name, tell)
    return () => removeEventListener(name, tell)
  }, [name, hears])
}

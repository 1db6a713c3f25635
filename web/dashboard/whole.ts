/** What is made of several replies: until the last of them has come, all that was there before stays as it was. */
import { useRef } from 'preact/hooks'

/**
 * The latest whole, so that figures of two choices of days never stand side by side.
 * @param next what there is now; null when it cannot be shown at all
 * @param isWhole whether all of it belongs together; the first to come is shown even in parts
 */
export function useWhole<Value>(next: Value | null, isWhole: boolean): Value | null {
  const shown = useRef<Value | null>(null)
  if (next === null || isWhole || shown.current === null) shown.current = next
  return shown.current
}

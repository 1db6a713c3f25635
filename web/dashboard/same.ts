/** Keeps the identity of what has not changed, so that a new report redraws only the charts it changes. */
import { useRef } from 'preact/hooks'

/** The value, or the one before if both are the same as JSON. */
export function useSame<Value>(value: Value): Value {
  const last = useRef(value)
  if (last.current !== value && JSON.stringify(last.current) !== JSON.stringify(value))
    last.current = value
  return last.current
}

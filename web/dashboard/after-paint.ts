/** A value as it was until the frame that shows what is more urgent has been painted. */
import { useEffect, useState } from 'preact/hooks'

/** @param value keep its identity while nothing changes */
export function useAfterPaint<Value>(value: Value): Value {
  const [shown, show] = useState<{ value: Value }>({ value })
  useEffect(() => {
    // An effect comes after the frame it belongs to; a further task lets that one be painted first.
    const next = setTimeout(() => show({ value }))
    return () => clearTimeout(next)
  }, [value])
  return shown.value
}

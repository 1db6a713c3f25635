/** A number that is being typed: what stands in the field is left alone until it is one. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

type Event = { currentTarget: HTMLInputElement }

/**
 * What a number field shows and hears. “-” and “0.” are no numbers yet, and a field that were told so at once could
 * never become −10 or 0.5; who leaves the field sees what is kept.
 * @param onNumber null while the field is empty or holds no number
 */
export function useTypedNumber(value: number | null, onNumber: (value: number | null) => void) {
  const [typed, setTyped] = useState<string | null>(null)
  const isOwn = useRef(false)
  // A change from elsewhere, such as undo, is shown at once.
  useLayoutEffect(() => {
    if (!isOwn.current) setTyped(null)
    isOwn.current = false
  }, [value, typed])
  return {
    type: 'number',
    value: typed ?? String(value ?? ''),
    onInput: ({ currentTarget: { value: text, valueAsNumber } }: Event) => {
      isOwn.current = true
      setTyped(text)
      onNumber(text === '' || Number.isNaN(valueAsNumber) ? null : valueAsNumber)
    },
    onBlur: ({ currentTarget }: Event) => {
      setTyped(null)
      // What the browser could not read counts as empty to it, so that drawing alone would not replace it.
      currentTarget.value = String(value ?? '')
    },
  } as const
}

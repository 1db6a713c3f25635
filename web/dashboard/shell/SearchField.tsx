/** A field for searching: typing waits a moment before it asks; Enter asks at once. `/` leads here. */
import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks'

type Props = { label: string; value: string; onSearch: (words: string) => void }

/** Milliseconds after the last letter. */
const PAUSE = 400

export function SearchField({ label, value, onSearch }: Props) {
  const id = useId()
  const [typed, setTyped] = useState(value)
  const ask = () => {
    if (typed.trim() !== value) onSearch(typed.trim())
  }
  // A search from elsewhere, such as Back, is shown; what this field asked for itself may have been typed on since.
  useLayoutEffect(() => {
    if (typed.trim() !== value) setTyped(value)
  }, [value])
  useEffect(() => {
    const waiting = setTimeout(ask, PAUSE)
    return () => clearTimeout(waiting)
  }, [typed])
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        maxLength={200}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  )
}

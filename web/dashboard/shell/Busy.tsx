/** What is being brought up to date says so at once, and shows it after 300 ms: a wait nobody notices needs no sign. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

const UNNOTICED_MS = 300

type Props = { busy: boolean; class?: string; children: ComponentChildren }

export function Busy({ busy, class: shape = 'settled', children }: Props) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const late = setTimeout(() => setLate(true), UNNOTICED_MS)
    return () => {
      clearTimeout(late)
      setLate(false)
    }
  }, [busy])
  return (
    <div class={busy && isLate ? `${shape} late` : shape} aria-busy={busy}>
      {children}
    </div>
  )
}

/** A figure that opens its explanation, beside the page it stands on. */
import type { ComponentChildren } from 'preact'
import { addressOf, roomName } from '../address.ts'

type Props = {
  /** As `explainName` makes it. */
  name: string
  class?: string
  /** Said instead of what is drawn. */
  label?: string
  children: ComponentChildren
}

export function ExplainLink({ name, class: look = 'explains', label, children }: Props) {
  return (
    <a
      class={look}
      href={addressOf(roomName.value, { explain: name, item: null })}
      data-explain={name}
      aria-label={label}
    >
      {children}
    </a>
  )
}

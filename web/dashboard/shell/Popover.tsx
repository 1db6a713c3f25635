/** A button that opens a small panel beside it. Esc and a click elsewhere close it; the focus returns to the button. */
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { useWindowEvent } from '../window-event.ts'
import { focusFrom } from './focus-after.ts'

type PopoverProps = {
  label: ComponentChildren
  /** The accessible name of the panel. */
  name: string
  class?: string
  /** Which edge of the button the panel shares, and on which side it opens. */
  place?: 'below-start' | 'below-end' | 'above-start'
  children: (close: () => void) => ComponentChildren
}

export function Popover({
  label,
  name,
  class: look = 'pick',
  place = 'below-end',
  children,
}: PopoverProps) {
  const [open, setOpen] = useState(false)
  const around = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    focusFrom(around.current, button.current)
  }
  const leave = (event: Event) => {
    if (event.target instanceof Node && !around.current?.contains(event.target)) setOpen(false)
  }
  useWindowEvent('pointerdown', open ? leave : null)
  useWindowEvent('focusin', open ? leave : null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard from the button and from everything in the panel
    <div ref={around} class="popover-around" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class={look}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div id={id} class={`popover ${place}`} role="dialog" aria-label={name}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

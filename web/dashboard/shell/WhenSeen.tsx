/** What stands further down comes when it is scrolled to, or as soon as anyone touches the page: so it is there to print. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'beforeprint'] as const

export function WhenSeen({
  class: shape,
  children,
}: {
  class: string
  children: () => ComponentChildren
}) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (isSeen || !place.current) return
    const see = () => setSeen(true)
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) see()
    })
    observer.observe(place.current)
    for (const touch of TOUCHES) addEventListener(touch, see, { once: true, passive: true })
    return () => {
      observer.disconnect()
      for (const touch of TOUCHES) removeEventListener(touch, see)
    }
  }, [isSeen])
  return isSeen ? children() : <div ref={place} class={shape} />
}

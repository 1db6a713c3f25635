/**
 * What stands further down comes when it is scrolled to, as soon as anyone touches the page, or once the first screen has
 * been at rest: so it is there to print, even if nobody has scrolled.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** Long enough for the first screen to have come whole on a slow line. */
const REST_MS = 1000
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
    const rest = setTimeout(() => whenIdle(see), REST_MS)
    return () => {
      clearTimeout(rest)
      observer.disconnect()
      for (const touch of TOUCHES) removeEventListener(touch, see)
    }
  }, [isSeen])
  return isSeen ? children() : <div ref={place} class={shape} />
}

/** Not every browser tells when it has nothing to do. */
const whenIdle = (then: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(then)
  else then()
}

/** Keeps a canvas drawn: again when its data, its size, the theme or the paper changes. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { fewestDots, onPaper, surface } from '../theme.ts'
import { type Drawing, type Drawn, drawInto } from './drawing.ts'
import type { Look } from './look.ts'
import { lookNow } from './look-now.ts'

/** One point of a chart, by its place in the chart's series. */
export type Point = { series: number; index: number }
export type Draw = (look: Look, frame: HTMLElement) => Drawing

type Picture = {
  frame: RefObject<HTMLDivElement | null>
  canvas: RefObject<HTMLCanvasElement | null>
  /** The place of a point on the canvas, in CSS pixels; undefined before the first drawing. */
  placeOf: (point: Point) => { x: number; y: number } | undefined
  /** Top and bottom of the plot on the canvas, in CSS pixels. */
  area: () => { top: number; bottom: number } | undefined
}

/** Paper has about three times the dots of a plain screen; Chromium prints a picture of three a little too small. */
const DOTS_ON_PAPER = 4

/**
 * The picture of a frame and its canvas. Nothing is drawn, nor drawn anew, until the frame is near the window, or printed.
 * @param watch the element whose size matters; the frame itself when left out
 */
export function usePicture(draw: Draw, watch?: RefObject<HTMLElement | null>): Picture {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<Drawn | null>(null)
  const isNear = useRef(false)
  const isStale = useRef(true)
  // With the frame that shows the new words: an old picture must not stand under them.
  useLayoutEffect(() => {
    const redraw = () => {
      isStale.current = true
      if (!frame.current || !canvas.current) return
      if (!isNear.current && !onPaper.peek()) return
      isStale.current = false
      drawn.current = drawOn(canvas.current, frame.current, draw)
    }
    const refit = () => {
      // What was drawn must not keep the page as wide as it was.
      if (canvas.current) canvas.current.style.width = '100%'
      redraw()
    }
    let last = surface.peek()
    const forget = [
      onNear(watch?.current ?? frame.current, (near) => {
        isNear.current = near
        if (near && isStale.current) redraw()
      }),
      surface.subscribe((now) => {
        if (now === last) redraw()
        else refit()
        last = now
      }),
      onResize(watch?.current ?? frame.current, refit),
    ]
    // Words drawn before their font has come would stay in another one.
    if (document.fonts.status === 'loading') void document.fonts.ready.then(redraw)
    return () => {
      for (const stop of forget) stop()
    }
  }, [draw])
  return {
    frame,
    canvas,
    placeOf: ({ series, index }) => drawn.current?.placeOf(series, index),
    area: () => drawn.current?.area,
  }
}

function drawOn(canvas: HTMLCanvasElement, frame: HTMLElement, draw: Draw): Drawn | null {
  // First, since a drawing may lay its frame over a table.
  const drawing = draw(lookNow(), frame)
  const { clientWidth: width, clientHeight: height } = frame
  const dots = Math.max(onPaper.peek() ? DOTS_ON_PAPER : 1, fewestDots.peek(), devicePixelRatio)
  canvas.width = Math.round(width * dots)
  canvas.height = Math.round(height * dots)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')
  context?.scale(dots, dots)
  return context && drawInto(context, width, height, drawing)
}

/** Tells whether an element is within half a screen of the window, and again whenever that changes. */
function onNear(element: HTMLElement | null, tell: (near: boolean) => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      const latest = entries.at(-1)
      if (latest) tell(latest.isIntersecting)
    },
    { rootMargin: '50%' },
  )
  if (element) observer.observe(element)
  return () => observer.disconnect()
}

/** Calls back when the size has changed since the first look. */
function onResize(element: HTMLElement | null, then: () => void): () => void {
  let size = ''
  const observer = new ResizeObserver(() => {
    const next = `${element?.clientWidth} ${element?.clientHeight}`
    if (size !== '' && size !== next) then()
    size = next
  })
  if (element) observer.observe(element)
  return () => observer.disconnect()
}

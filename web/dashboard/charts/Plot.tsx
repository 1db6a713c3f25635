/** A chart that can be read point by point, with pointer, touch or arrow keys; the same words are spoken. */
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { type Draw, type Point, usePicture } from './picture.ts'
import { type Readout, ReadoutCard, spokenReadout } from './Readout.tsx'

export type Stop = Point & {
  /** Made when it is read: words for hundreds of points take time. */ readout: () => Readout
  open?: (() => void) | undefined
}

type PlotProps = {
  /** What the chart is called when it gets the focus. */
  name: string
  /** Its shape in one sentence; left out where the table around it says everything. */
  sentence?: string
  /** Keep its identity while nothing changes: a new one draws anew. */
  draw: Draw
  /** What can be read out, in the order of stepping. */
  stops: readonly Stop[]
  /** The direction in which the stops follow each other. */
  along: 'x' | 'y'
  class: string
  watch?: RefObject<HTMLElement | null>
}

export function Plot({ name, sentence, draw, stops, along, class: className, watch }: PlotProps) {
  const { frame, canvas, placeOf, area } = usePicture(draw, watch)
  const [at, setAt] = useState<number | null>(null)
  const [spoken, setSpoken] = useState('')
  const { t } = voice.value

  const show = (index: number | null, aloud: boolean) => {
    if (index === at && !aloud) return
    const stop = index === null ? null : (stops[index] ?? null)
    setAt(stop === null ? null : index)
    if (aloud) setSpoken(stop === null ? '' : spokenReadout(stop.readout()))
  }
  const showNearest = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect()
    if (!box || stops.length === 0) return
    const pointer = along === 'x' ? event.clientX - box.left : event.clientY - box.top
    const distances = stops.map((stop) => Math.abs((placeOf(stop)?.[along] ?? 1e9) - pointer))
    show(distances.indexOf(Math.min(...distances)), false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = STEPS[event.key]?.(at ?? -1, stops.length)
    if (event.key === 'Escape' && at !== null) show(null, true)
    else if (event.key === 'Enter' && at !== null) stops[at]?.open?.()
    else if (next !== undefined) show(Math.max(0, Math.min(stops.length - 1, next)), true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const stop = at === null ? undefined : stops[at]
  const place = stop && placeOf(stop)
  return (
    <div
      ref={frame}
      class={`plot ${className}`}
      role="application"
      aria-label={t('chart.name', { name })}
      aria-roledescription={t('chart.role')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step through its points
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => show(null, true)}
      onPointerMove={showNearest}
      onPointerDown={showNearest}
      onPointerLeave={() => show(null, false)}
      onClick={() => stop?.open?.()}
    >
      <canvas
        ref={canvas}
        {...(sentence ? { role: 'img', 'aria-label': sentence } : { 'aria-hidden': true })}
      />
      {place && <Pointed {...place} along={along} area={area()} />}
      {stop && place && <ReadoutCard readout={stop.readout()} x={place.x} y={place.y} />}
      <div class="unseen" aria-live="polite">
        {spoken}
      </div>
    </div>
  )
}

type PointedProps = {
  x: number
  y: number
  along: 'x' | 'y'
  area: { top: number; bottom: number } | undefined
}

/** A halo around the point being read, and where points follow each other along x a line through it. */
function Pointed({ x, y, along, area }: PointedProps) {
  const line = {
    left: `${x}px`,
    top: `${area?.top}px`,
    height: `${(area?.bottom ?? 0) - (area?.top ?? 0)}px`,
  }
  return (
    <>
      {along === 'x' && <span class="pointed-line" style={line} />}
      <span class="pointed" style={{ left: `${x}px`, top: `${y}px` }} />
    </>
  )
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

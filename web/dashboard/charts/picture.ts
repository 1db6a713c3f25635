/** Keeps a canvas drawn: again when its data, its size, the theme or the paper changes. */
import { computed, signal } from '@preact/signals'
import type { ChartConfiguration } from 'chart.js'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { surface } from '../theme.ts'
import type { Chart as ChartClass } from './chart.ts'
import { type Look, lookNow } from './look.ts'

/** One point of a chart, by its place in the chart's datasets. */
export type Point = { dataset: number; index: number }
export type Draw = (look: Look, frame: HTMLElement) => ChartConfiguration

/** Chart.js, once it has come. */
const library = signal<typeof ChartClass | null>(null)

/** The surface to draw on, once there is something to draw with. */
const canDrawOn = computed(() => (library.value === null ? null : surface.value))

/** Starts loading Chart.js; screens with charts call it before their figures have come. */
export function fetchCharts(): void {
  void import('./chart.ts').then(({ Chart }) => {
    library.value = Chart
  })
}

type Picture = {
  frame: RefObject<HTMLDivElement | null>
  canvas: RefObject<HTMLCanvasElement | null>
  /** The element of a point on the canvas, in CSS pixels; undefined before the first drawing. */
  placeOf: (point: Point) => { x: number; y: number } | undefined
  /** Top and bottom of the plot on the canvas, in CSS pixels. */
  area: () => { top: number; bottom: number } | undefined
}

/**
 * The picture of a frame and its canvas.
 * @param watch the element whose size matters; the frame itself when left out
 */
export function usePicture(draw: Draw, watch?: RefObject<HTMLElement | null>): Picture {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<ChartClass | null>(null)
  useEffect(() => {
    const redraw = () => {
      const Chart = library.value
      if (!Chart || !frame.current || !canvas.current) return
      chart.current?.destroy()
      const config = draw(lookNow(), frame.current)
      canvas.current.width = frame.current.clientWidth
      canvas.current.height = frame.current.clientHeight
      chart.current = new Chart(canvas.current, {
        ...config,
        options: { animation: false, responsive: false, events: [], ...config.options },
      })
    }
    const forget = [canDrawOn.subscribe(redraw), onResize(watch?.current ?? frame.current, redraw)]
    // Words drawn before their font has come would stay in another one.
    if (document.fonts.status === 'loading') void document.fonts.ready.then(redraw)
    return () => {
      for (const stop of forget) stop()
      chart.current?.destroy()
      chart.current = null
    }
  }, [draw])
  return {
    frame,
    canvas,
    placeOf: ({ dataset, index }) => chart.current?.getDatasetMeta(dataset).data[index],
    area: () => chart.current?.chartArea,
  }
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

/** Keeps a canvas drawn: again when its data, its size, the theme or the paper changes. */
import { effect, signal } from '@preact/signals'
import type { ChartConfiguration, Plugin } from 'chart.js'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { printing, shown } from '../theme.ts'
import type { Chart as ChartClass } from './chart.ts'
import { type Look, lookNow } from './look.ts'
import { line, stroke } from './marks.ts'

/** One point of a chart, by its place in the chart's datasets. */
export type Point = { dataset: number; index: number }
export type Draw = (look: Look, frame: HTMLElement) => ChartConfiguration

/** Chart.js, once it has come. */
const library = signal<typeof ChartClass | null>(null)

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
  /** Marks one point, or none. */
  point: (point: Point | null) => void
}

/**
 * The picture of a frame and its canvas.
 * @param watch the element whose size matters; the frame itself when left out
 */
export function usePicture(
  draw: Draw,
  along: 'x' | 'y',
  watch?: RefObject<HTMLElement | null>,
): Picture {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<ChartClass | null>(null)
  const pointed = useRef<Point | null>(null)
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
        plugins: [...(config.plugins ?? []), pointedMark(pointed, along)],
      })
    }
    const forget = [
      effect(() => {
        void [shown.value, printing.value]
        redraw()
      }),
      onResize(watch?.current ?? frame.current, redraw),
    ]
    void document.fonts.ready.then(() => {
      if (chart.current) redraw()
    })
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
    point: (point) => {
      pointed.current = point
      chart.current?.draw()
    },
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

/** A halo around the point being read, and where points follow each other along x a line through it. */
const pointedMark = (pointed: RefObject<Point | null>, along: 'x' | 'y'): Plugin => ({
  id: 'pointed',
  afterDatasetsDraw: (chart) => {
    const at = pointed.current
    const place = at && chart.getDatasetMeta(at.dataset).data[at.index]
    if (!place) return
    const { ctx, chartArea } = chart
    ctx.save()
    stroke(ctx, lookNow().ink, 1)
    if (along === 'x') line(ctx, place.x, chartArea.top, place.x, chartArea.bottom)
    ctx.beginPath()
    ctx.arc(place.x, place.y, 9, 0, 2 * Math.PI)
    ctx.stroke()
    ctx.restore()
  },
})

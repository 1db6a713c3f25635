/**
 * Draws a picture: lines and points by Chart.js, all else by marks of our own. Of Chart.js only its elements are used:
 * its axes, options, layers of defaults and animations would cost the first visit 36 kB and every drawing its time.
 */
import { LineElement, PointElement } from 'chart.js'
import type { Mark, Pen } from './marks.ts'

/** A point of a picture in the values of its axes; without a y it is read out but not drawn. */
export type Place = { x: number; y: number | null }
export type Dot = {
  radius: number
  fill: string
  edge: string
  /** Width of the edge. */
  border: number
  shape?: 'circle' | 'diamond'
}
export type Series = {
  points: readonly Place[]
  /** One for each point; left out, the points are only there to be read out. */
  dots?: readonly Dot[]
  line?: { colour: string; width: number; spansGaps?: boolean }
}
type Axis = { min: number; max: number }
export type Drawing = {
  series: readonly Series[]
  x: Axis
  /** Reversed, values grow downwards. */
  y: Axis & { reverse?: boolean }
  /** Pixels around the plot. */
  padding: Partial<Record<Side, number>>
  under: readonly Mark[]
  over?: readonly Mark[]
}
type Side = 'top' | 'right' | 'bottom' | 'left'

/** Where everything came to lie, in pixels of the picture. */
export type Drawn = {
  area: Pen['area']
  /** A point by its series and index; one without a value lies at the bottom of the plot. */
  placeOf: (series: number, index: number) => { x: number; y: number } | undefined
}

/** Draws into a box of `width` × `height` pixels whose corner is the context's origin. */
export function drawInto(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { series, x, y, padding, under, over = [] }: Drawing,
): Drawn {
  const { top = 0, right = 0, bottom = 0, left = 0 } = padding
  const area = {
    top,
    left,
    right: width - right,
    bottom: height - bottom,
    width: width - left - right,
    height: height - top - bottom,
  }
  const across = scale(x, area.left, area.right)
  const up = y.reverse ? scale(y, area.top, area.bottom) : scale(y, area.bottom, area.top)
  const pen: Pen = { context, area, x: across, y: up }
  paint(pen, under)
  for (const one of series) drawSeries(pen, one)
  paint(pen, over)
  return {
    area,
    placeOf(place, index) {
      const point = series[place]?.points[index]
      return point && { x: across(point.x), y: point.y === null ? area.bottom : up(point.y) }
    },
  }
}

const scale = ({ min, max }: Axis, from: number, to: number) => {
  const each = (to - from) / (max - min || 1)
  return (value: number) => from + (value - min) * each
}

function paint(pen: Pen, all: readonly Mark[]): void {
  for (const mark of all) {
    pen.context.save()
    mark(pen)
    pen.context.restore()
  }
}

function drawSeries({ context, area, x, y }: Pen, { points, dots, line }: Series): void {
  const elements = points.map((point, i) => {
    const dot = dots?.[i]
    return new PointElement({
      x: x(point.x),
      y: y(point.y ?? 0),
      skip: point.y === null,
      options: {
        radius: dot?.radius ?? 0,
        hoverRadius: 0,
        borderWidth: dot?.border ?? 0,
        backgroundColor: dot?.fill,
        borderColor: dot?.edge,
        pointStyle: dot?.shape === 'diamond' ? 'rectRot' : 'circle',
        rotation: 0,
      },
    })
  })
  if (line) lineThrough(elements, line).draw(context, area)
  if (dots) for (const element of elements) element.draw(context, area)
}

const lineThrough = (points: PointElement[], line: NonNullable<Series['line']>) =>
  new LineElement({
    points,
    _loop: false,
    options: {
      borderColor: line.colour,
      borderWidth: line.width,
      spanGaps: line.spansGaps ?? false,
      borderCapStyle: 'butt',
      borderJoinStyle: 'miter',
      borderDash: [],
      borderDashOffset: 0,
      tension: 0,
    },
  })

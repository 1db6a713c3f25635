/** What Chart.js does not draw: soft bands, gap lines, reference lines, words and badges. */

/** A pen in the coordinates of the data. */
export type Pen = {
  context: CanvasRenderingContext2D
  /** The plot, in pixels. */
  area: Record<'top' | 'right' | 'bottom' | 'left' | 'width' | 'height', number>
  x: (value: number) => number
  y: (value: number) => number
}
export type Mark = (pen: Pen) => void

/** The area between two limits; a point without limits breaks it. */
export const band =
  (
    points: readonly { x: number; low: number | null; high: number | null }[],
    colour: string,
  ): Mark =>
  ({ context, x, y }) => {
    context.fillStyle = colour
    for (const run of runsOf(points)) {
      context.beginPath()
      for (const point of run) context.lineTo(x(point.x), y(point.high))
      for (const point of [...run].reverse()) context.lineTo(x(point.x), y(point.low))
      context.fill()
    }
  }

/** An interval as a soft capsule behind a dot. */
export const capsule =
  (at: { y: number; low: number; high: number }, colour: string, thickness = 11): Mark =>
  ({ context, x, y }) => {
    context.globalAlpha = 0.32
    stroke(context, colour, thickness, 'round')
    const inset = Math.min(thickness / 2, (x(at.high) - x(at.low)) / 2)
    line(context, x(at.low) + inset, y(at.y), x(at.high) - inset, y(at.y))
  }

/** The line from expected to got. */
export const span =
  (at: { y: number; from: number; to: number }, colour: string): Mark =>
  ({ context, x, y }) => {
    stroke(context, colour, 3)
    line(context, x(at.from), y(at.y), x(at.to), y(at.y))
  }

/** A reference line across the plot, at a value of x or of y. */
export const rule =
  (at: { x: number } | { y: number }, colour: string, dash: number[] = [], width = 1): Mark =>
  ({ context, area, x, y }) => {
    stroke(context, colour, width)
    context.setLineDash(dash)
    const px = 'x' in at ? crisp(x(at.x)) : 0
    const py = 'y' in at ? crisp(y(at.y)) : 0
    if ('x' in at) line(context, px, area.top, px, area.bottom)
    else line(context, area.left, py, area.right, py)
  }

/** A line that holds its value for the whole of each period: a limit that steps with n. */
export const steps =
  (points: readonly { x: number; y: number | null }[], colour: string, dash: number[] = []): Mark =>
  ({ context, x, y }) => {
    stroke(context, colour, 1)
    context.setLineDash(dash)
    context.beginPath()
    let isOpen = false
    for (const point of points) {
      if (point.y === null) {
        isOpen = false
        continue
      }
      const [left, right, height] = [x(point.x - 0.5), x(point.x + 0.5), y(point.y)]
      if (isOpen) context.lineTo(left, height)
      else context.moveTo(left, height)
      context.lineTo(right, height)
      isOpen = true
    }
    context.stroke()
  }

/** A tinted stretch of the plot, from one value of x to another. */
export const stretch =
  (at: { from: number; to: number }, colour: string): Mark =>
  ({ context, area, x }) => {
    context.fillStyle = colour
    context.globalAlpha = 0.6
    context.fillRect(x(at.from), area.top, x(at.to) - x(at.from), area.bottom - area.top)
  }

/** A column from 0 up to a value, as wide as a share of the distance between two columns. */
export const column =
  (at: { x: number; y: number; width: number }, colour: string): Mark =>
  ({ context, x, y }) => {
    const width = at.width * (x(1) - x(0))
    const height = y(0) - y(at.y)
    context.fillStyle = colour
    context.beginPath()
    context.roundRect(x(at.x) - width / 2, y(at.y), width, height, [
      Math.min(3, height),
      Math.min(3, height),
      0,
      0,
    ])
    context.fill()
  }

/** A ring: what was expected. `fill` hides what is under it. */
export const ring =
  (at: { x: number; y: number }, colour: string, fill: string | null, radius = 5.5): Mark =>
  ({ context, x, y }) => {
    context.beginPath()
    context.arc(x(at.x), y(at.y), radius, 0, 2 * Math.PI)
    if (fill !== null) {
      context.fillStyle = fill
      context.fill()
    }
    stroke(context, colour, 2.25)
    context.stroke()
  }

export type Note = { text: string; colour: string; bold?: boolean; align?: CanvasTextAlign }
/** Words at a place, moved by `dx`, `dy` pixels. */
export const note =
  (at: { x: number; y: number; dx?: number; dy?: number }, words: Note, font: string): Mark =>
  ({ context, x, y }) => {
    context.font = `${words.bold ? '700 ' : ''}13px ${font}`
    context.fillStyle = words.colour
    context.textAlign = words.align ?? 'left'
    context.textBaseline = 'middle'
    context.fillText(words.text, x(at.x) + (at.dx ?? 0), y(at.y) + (at.dy ?? 0))
  }

/** A numbered badge, explained in a list below the chart. */
export const badge =
  (
    at: { x: number; y: number; dy?: number },
    n: number,
    fill: string,
    ink: string,
    font: string,
  ): Mark =>
  (pen) => {
    const place = { ...at, y: pen.y(at.y) + (at.dy ?? 0) }
    const onCanvas = { ...pen, y: (pixel: number) => pixel }
    ring(place, fill, fill, 8)(onCanvas)
    const said = { text: String(n), colour: ink, bold: true, align: 'center' } as const
    note({ x: at.x, y: place.y, dy: 1 }, said, font)(onCanvas)
  }

type Limits = { x: number; low: number; high: number }
function runsOf(points: readonly { x: number; low: number | null; high: number | null }[]) {
  const runs: Limits[][] = [[]]
  for (const { x, low, high } of points)
    if (low === null || high === null) runs.push([])
    else runs.at(-1)?.push({ x, low, high })
  return runs.filter((run) => run.length > 0)
}

const crisp = (pixel: number) => Math.round(pixel) + 0.5

function stroke(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  cap: CanvasLineCap = 'butt',
): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.lineCap = cap
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number) {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

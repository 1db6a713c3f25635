/** The drawing of importance against performance. */

import { axisMarks, type SayTick } from './axis-marks.ts'
import type { Drawing } from './drawing.ts'
import type { Look, Tone } from './look.ts'
import { type Mark, note, rule } from './marks.ts'
import { decimalsOf, roundTicks } from './ticks.ts'

type Mean = { mean: number; low: number | null; high: number | null }
export type QuadrantPoint = { x: Mean; y: Mean; tone: Tone; isBorderline: boolean }
export type QuadrantWords = {
  tick: SayTick
  /** Top left, top right, bottom left, bottom right. */
  corners: readonly [string, string, string, string]
  x: string
  y: string
}

const NUMBER_RADIUS = 10

/** Numbered points with their intervals as crosses; the corner of what to fix first is tinted. */
export function quadrantPicture(
  look: Look,
  points: readonly QuadrantPoint[],
  cross: { x: number; y: number },
  words: QuadrantWords,
): Drawing {
  const x = axisOf(
    points.map((point) => point.x),
    cross.x,
  )
  const y = axisOf(
    points.map((point) => point.y),
    cross.y,
  )
  return {
    series: [
      {
        points: points.map((point) => ({ x: point.x.mean, y: point.y.mean })),
        dots: points.map(({ isBorderline, tone }) => ({
          radius: NUMBER_RADIUS,
          border: isBorderline ? 2.25 : 1.5,
          fill: isBorderline ? look.bg : INK(look, tone),
          edge: isBorderline ? INK(look, tone) : look.bg,
        })),
      },
    ],
    padding: { top: 12, left: 44, right: 16, bottom: 46 },
    x: { min: x.min, max: x.max },
    y: { min: y.min, max: y.max },
    under: [
      firstCorner(look, cross),
      ...axisMarks(look, y.ticks, words.tick),
      ...x.ticks.map(
        (value): Mark =>
          (pen) =>
            note(
              { x: value, y: y.min, dy: 14 },
              {
                text: words.tick(value, decimalsOf(x.ticks)),
                colour: look['ink-3'],
                align: 'center',
              },
              look.font,
            )(pen),
      ),
      rule({ x: cross.x }, look['ink-2']),
      rule({ y: cross.y }, look['ink-2']),
      ...points.flatMap((point) => whiskers(look, point)),
      cornerWords(look, words),
    ],
    over: points.map(({ x: at, y: up, isBorderline, tone }, i) =>
      note(
        { x: at.mean, y: up.mean, dy: 1 },
        {
          text: String(i + 1),
          colour: isBorderline ? INK(look, tone) : look['on-ink'],
          bold: true,
          align: 'center',
        },
        look.font,
      ),
    ),
  }
}

const INK = (look: Look, tone: Tone) =>
  tone === 'worse' ? look['worse-ink'] : tone === 'better' ? look['better-ink'] : look['ink-2']

function axisOf(means: readonly Mean[], cross: number) {
  const ends = means.flatMap(({ mean, low, high }) => [low ?? mean, high ?? mean])
  const [low, high] = [Math.min(cross, ...ends), Math.max(cross, ...ends)]
  const air = 0.12 * (high - low || 1)
  const [min, max] = [low - air, high + air]
  return { min, max, ticks: roundTicks(min, max, 4).filter((tick) => tick >= min && tick <= max) }
}

const firstCorner =
  (look: Look, cross: { x: number; y: number }): Mark =>
  ({ context, area, x, y }) => {
    context.fillStyle = look['worse-fill']
    context.globalAlpha = 0.6
    context.fillRect(area.left, area.top, x(cross.x) - area.left, y(cross.y) - area.top)
  }

/** Two thin lines, as long as the intervals. */
const whiskers = (look: Look, { x, y }: QuadrantPoint): Mark[] => [
  (pen) => {
    pen.context.strokeStyle = look['ink-3']
    pen.context.lineWidth = 1.5
    pen.context.beginPath()
    if (x.low !== null && x.high !== null) {
      pen.context.moveTo(pen.x(x.low), pen.y(y.mean))
      pen.context.lineTo(pen.x(x.high), pen.y(y.mean))
    }
    if (y.low !== null && y.high !== null) {
      pen.context.moveTo(pen.x(x.mean), pen.y(y.low))
      pen.context.lineTo(pen.x(x.mean), pen.y(y.high))
    }
    pen.context.stroke()
  },
]

/** The names of the corners inside them, and of the axes at their ends. */
const cornerWords =
  (look: Look, { corners, x, y }: QuadrantWords): Mark =>
  ({ context, area }) => {
    context.textBaseline = 'middle'
    const write = (
      text: string,
      left: number,
      top: number,
      align: CanvasTextAlign,
      bold = true,
    ) => {
      context.font = `${bold ? '600 ' : ''}12px ${look.font}`
      context.textAlign = align
      context.fillText(text, left, top)
    }
    context.fillStyle = look['worse-ink']
    write(corners[0], area.left + 8, area.top + 12, 'left')
    context.fillStyle = look['ink-2']
    write(corners[1], area.right - 8, area.top + 12, 'right')
    write(corners[2], area.left + 8, area.bottom - 12, 'left')
    write(corners[3], area.right - 8, area.bottom - 12, 'right')
    write(x, area.right, area.bottom + 34, 'right', false)
    write(y, area.left, area.bottom + 34, 'left', false)
  }

/** The drawing of a ControlChart. */

import type { Day } from '../../../schema/calendar.ts'
import { axisMarks, MONTHS, monthMarks, noteMark, type SayTick, targetMarks } from './axis-marks.ts'
import type { Drawing } from './drawing.ts'
import type { Look, Tone } from './look.ts'
import { badge, type Mark, note, rule, steps, stretch } from './marks.ts'
import { roundTicks } from './ticks.ts'

export type ControlPoint = {
  start: Day
  value: number | null
  /** The limits of this period; null where there are none. */
  low: number | null
  high: number | null
  tone: Tone
  /** Beyond a limit by itself: drawn as a diamond. */
  isBeyond: boolean
}
export type ControlWords = {
  tick: SayTick
  month: (start: Day) => string
  average: string
  upper: string
  lower: string
  target: (value: number) => string
}
/** Numbered stretches that a rule calls unusual, and the periods in which notes were made. */
export type ControlMarks = {
  stretches: readonly { from: number; to: number; tone: Tone }[]
  badges: readonly { at: number; n: number; tone: Tone }[]
  notes: readonly { at: number; letter: string }[]
  /** A line to reach. */
  target?: number | null
}

/** Centre line, stepped limits, points, numbered signals and lettered notes, for a canvas of this width. */
export function controlPicture(
  look: Look,
  width: number,
  points: readonly ControlPoint[],
  centre: number | null,
  marked: ControlMarks,
  words: ControlWords,
): Drawing {
  const target = marked.target ?? null
  const y = yAxis(points, centre, target)
  const isMany = points.length > 60
  const starts = points.map(({ start }) => start)
  return {
    series: [
      {
        points: points.map(({ value }, x) => ({ x, y: value })),
        line: { colour: look['ink-2'], width: 1.25, spansGaps: true },
        dots: points.map(({ isBeyond, tone }) => ({
          shape: isBeyond ? ('diamond' as const) : ('circle' as const),
          radius: isBeyond ? 7 : isMany ? 2.5 : 4.5,
          border: isMany ? 0 : 1.5,
          fill: look[tone],
          edge: look.bg,
        })),
      },
    ],
    padding: { top: 14, left: 44, right: width < 480 ? 14 : 104, bottom: MONTHS },
    x: { min: -0.5, max: Math.max(0.5, points.length - 0.5) },
    y: { min: 0, max: y.max },
    under: [
      ...marked.stretches.map(({ from, to, tone }) =>
        stretch({ from: from - 0.5, to: to + 0.5 }, look[FILLS[tone]]),
      ),
      ...axisMarks(look, y.ticks, words.tick),
      monthMarks(look, starts, words.month),
      ...limitMarks(look, points),
      ...(centre === null ? [] : [rule({ y: centre }, look['ink-2'])]),
      ...(target === null ? [] : targetMarks(look, target, words.target)),
    ],
    over: [
      ...marked.notes.map(({ at, letter }) => noteMark(look, at, letter)),
      ...marked.badges.map(({ at, n, tone }) => badgeMark(look, points, at, n, tone)),
      ...(width < 480 ? [] : [endMarks(look, points, centre, words)]),
    ],
  }
}

const FILLS = { worse: 'worse-fill', better: 'better-fill', mid: 'mid-fill' } as const
const INKS = { worse: 'worse-ink', better: 'better-ink', mid: 'ink-2' } as const

/** From 0 to a little above the highest point; a limit far above all points does not press them flat. */
function yAxis(points: readonly ControlPoint[], centre: number | null, target: number | null) {
  const values = points.flatMap(({ value }) => value ?? [])
  const limits = points.flatMap(({ high }) => high ?? []).sort((a, b) => a - b)
  const usualLimit = limits[Math.floor(limits.length * 0.9)] ?? 0
  const most = Math.max(...values, usualLimit, centre ?? 0, target ?? 0, 1e-9) * 1.06
  const ticks = roundTicks(0, most, 4)
  return { max: Math.max(most, ticks.at(-1) ?? most), ticks }
}

function limitMarks(look: Look, points: readonly ControlPoint[]): Mark[] {
  const clip =
    (mark: Mark): Mark =>
    (pen) => {
      const { left, right, top, bottom } = pen.area
      pen.context.beginPath()
      pen.context.rect(left, top, right - left, bottom - top)
      pen.context.clip()
      mark(pen)
    }
  const line = (limit: 'low' | 'high') =>
    points.map((point, x) => {
      const value = point[limit]
      return { x, y: value === null || value <= 0 ? null : value }
    })
  return [
    clip(steps(line('high'), look['ink-2'], [5, 4])),
    clip(steps(line('low'), look['ink-2'], [5, 4])),
  ]
}

/** Beside its point: above where there is room, else below. */
const badgeMark =
  (look: Look, points: readonly ControlPoint[], at: number, n: number, tone: Tone): Mark =>
  (pen) => {
    const value = points[at]?.value ?? 0
    const isRoom = pen.y(value) - pen.area.top > 30
    badge(
      { x: at, y: value, dy: isRoom ? -20 : 22 },
      n,
      look[INKS[tone]],
      look['on-ink'],
      look.font,
    )(pen)
  }

/** The names of the lines at their ends, pushed apart where they would touch. */
const endMarks =
  (look: Look, points: readonly ControlPoint[], centre: number | null, words: ControlWords): Mark =>
  (pen) => {
    const last = points.findLast(({ high }) => high !== null)
    const lines = [
      { y: last?.high ?? null, text: words.upper },
      { y: centre, text: words.average },
      { y: last?.low && last.low > 0 ? last.low : null, text: words.lower },
    ]
    let above = Number.NEGATIVE_INFINITY
    for (const { y, text } of lines) {
      if (y === null) continue
      const place = Math.max(pen.y(y), pen.area.top + 4, above + 17)
      above = place
      const dy = place - pen.y(0)
      const x = points.length - 0.5
      note({ x, y: 0, dx: 8, dy }, { text, colour: look['ink-2'] }, look.font)(pen)
    }
  }

/** The drawing of a Trend. */

import type { Day } from '../../../schema/calendar.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import {
  axisMarks,
  MONTHS,
  monthMarks,
  noteMark,
  type SayTick,
  targetMarks,
  tickWords,
} from './axis-marks.ts'
import type { Drawing } from './drawing.ts'
import type { Look } from './look.ts'
import { band, type Mark, note, rule } from './marks.ts'
import { roundTicks } from './ticks.ts'

/** What a trend says on its canvas. */
export type TrendWords = {
  value: (value: number) => string
  tick: SayTick
  count: (n: number) => string
  month: (start: Day) => string
  /** The name of the dashed line: all +35. */
  whole: string
  n: string
  /** The name of the line to reach: target +40. */
  target: (value: number) => string
}
/** What staff have added: letters of notes at their points, and a line to reach. */
export type TrendExtras = {
  notes?: readonly { at: number; letter: string }[]
  target?: number | null
}
type Point = {
  start: Day
  n: number
  value: number | null
  low: number | null
  high: number | null
}

/** Height in pixels of the strip of n, below the month names. */
const STRIP = 34

/** The line with band, months and strip, for a canvas of this width in pixels. */
export function trendPicture(
  look: Look,
  width: number,
  points: readonly Point[],
  whole: number | null,
  words: TrendWords,
  { notes = [], target = null }: TrendExtras = {},
): Drawing {
  const y = yAxis(points, target)
  const starts = points.map(({ start }) => start)
  const known = points.flatMap(({ value }, x) => (value === null ? [] : [{ x, value }]))
  const last = known.at(-1)
  const narrow = width < 480
  const longest = Math.max(...tickWords(y.ticks, words.tick).map(({ length }) => length))
  const isFew = ({ n }: Point) => n < FEWEST_FOR_A_VERDICT
  const lone = (i: number) => points[i - 1]?.value == null && points[i + 1]?.value == null
  const radiusOf = (point: Point, i: number) => {
    if (i === last?.x) return 5
    if (isFew(point)) return points.length > 120 ? 2 : 3.5
    return lone(i) ? 3.5 : 0
  }
  return {
    series: [
      {
        points: points.map(({ value }, x) => ({ x, y: value })),
        line: { colour: look.ink, width: 2 },
        dots: points.map((point, i) => ({
          radius: radiusOf(point, i),
          border: isFew(point) ? 1.5 : 2,
          fill: isFew(point) ? look.bg : look.ink,
          edge: isFew(point) ? look.ink : look.bg,
        })),
      },
    ],
    padding: {
      top: notes.length > 0 ? 22 : 10,
      left: Math.max(narrow ? 34 : 36, 10 + 7 * longest),
      right: narrow ? 62 : 64,
      bottom: MONTHS + STRIP,
    },
    x: { min: -0.5, max: Math.max(0.5, points.length - 0.5) },
    y: { min: y.min, max: y.max },
    under: [
      band(
        points.map(({ low, high }, x) => ({ x, low, high })),
        look['mid-fill'],
      ),
      ...axisMarks(look, y.ticks, words.tick),
      monthMarks(look, starts, words.month),
      ...stripMarks(look, points, words),
      ...(whole === null ? [] : [rule({ y: whole }, look['ink-3'], [4, 4])]),
      ...(target === null ? [] : targetMarks(look, target, words.target)),
    ],
    over: [
      ...notes.map(({ at, letter }) => noteMark(look, at, letter)),
      ...endMarks(look, points.length, whole, last, words),
    ],
  }
}

/** The data with a little air, and the round numbers inside. */
function yAxis(
  points: readonly Point[],
  target: number | null,
): { min: number; max: number; ticks: number[] } {
  const values = points.flatMap(({ value, low, high }) =>
    [value, low, high].filter((one) => one !== null),
  )
  if (target !== null) values.push(target)
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
  const air = 0.05 * (high - low || 1)
  const [min, max] = [low - air, high + air]
  return { min, max, ticks: roundTicks(min, max, 6).filter((tick) => tick >= min && tick <= max) }
}

/** Answers a period as columns from 0, in their own strip. */
const stripMarks = (look: Look, points: readonly Point[], words: TrendWords): Mark[] => [
  (pen) => {
    const most = Math.max(1, ...points.map(({ n }) => n))
    const bottom = pen.area.bottom + MONTHS + STRIP - 2
    const step = pen.x(1) - pen.x(0)
    const column = Math.max(1, step * 0.72)
    pen.context.fillStyle = look.mid
    points.forEach(({ n }, x) => {
      const height = ((STRIP - 6) * n) / most
      pen.context.fillRect(pen.x(x) - column / 2, bottom - height, column, height)
    })
    pen.context.fillStyle = look.edge
    pen.context.fillRect(pen.area.left, bottom, pen.area.right - pen.area.left, 1)
    const dy = bottom - 8 - pen.y(0)
    const left = { x: 0, y: 0, dx: pen.area.left - 12 - pen.x(0), dy }
    note(left, { text: words.n, colour: look['ink-2'], align: 'right' }, look.font)(pen)
    const end = { x: points.length - 0.5, y: 0, dx: 8, dy }
    const text = words.count(points.at(-1)?.n ?? 0)
    note(end, { text, colour: look['ink-2'] }, look.font)(pen)
  },
]

/** Names at the end of the lines, pushed apart where they would touch; the band is named inside. */
function endMarks(
  look: Look,
  length: number,
  whole: number | null,
  last: { x: number; value: number } | undefined,
  words: TrendWords,
): Mark[] {
  return [
    (pen) => {
      const x = length - 0.5
      const distance = last && whole !== null ? pen.y(last.value) - pen.y(whole) : 99
      const push = Math.max(0, 18 - Math.abs(distance)) / 2
      const down = distance >= 0 ? push : -push
      if (whole !== null) {
        const said = { text: words.whole, colour: look['ink-3'] }
        note({ x, y: whole, dx: 8, dy: -down }, said, look.font)(pen)
      }
      if (last) {
        const said = { text: words.value(last.value), colour: look.ink, bold: true }
        note({ x, y: last.value, dx: 8, dy: down }, said, look.font)(pen)
      }
    },
  ]
}

/** The axes of everything drawn in time: round numbers at the side, months below. */
import type { Day } from '../../../schema/calendar.ts'
import type { Look } from './look.ts'
import { type Mark, note, rule } from './marks.ts'
import { decimalsOf, monthTicks } from './ticks.ts'

/** Height in pixels of the month names below a plot. */
export const MONTHS = 28
/** The least room for the name of a month. */
const MONTH_WIDTH = 44

/** A number on an axis, with as many decimals as tell its ticks apart. */
export type SayTick = (value: number, decimals: number) => string

/** The numbers of an axis as they are written. */
export const tickWords = (ticks: readonly number[], say: SayTick): string[] =>
  ticks.map((tick) => say(tick, decimalsOf(ticks)))

/** The line at the bottom, and a thin line with its number at every tick. */
export const axisMarks = (look: Look, ticks: readonly number[], say: SayTick): Mark[] => [
  (pen) => {
    pen.context.fillStyle = look.edge
    pen.context.fillRect(pen.area.left, pen.area.bottom, pen.area.right - pen.area.left, 1)
  },
  ...tickWords(ticks, say).flatMap((text, i): Mark[] => {
    const y = ticks[i] ?? 0
    return [
      rule({ y }, look.rule),
      (pen) =>
        note(
          { x: 0, y, dx: pen.area.left - 10 - pen.x(0) },
          { text, colour: look['ink-3'], align: 'right' },
          look.font,
        )(pen),
    ]
  }),
]

/** The names of months where they begin, as many as there is room for. */
export const monthMarks =
  (look: Look, starts: readonly Day[], month: (start: Day) => string): Mark =>
  (pen) => {
    const apart = MONTH_WIDTH / (pen.x(1) - pen.x(0))
    const dy = pen.area.bottom + MONTHS / 2 - pen.y(0)
    for (const x of monthTicks(starts, apart)) {
      const said = { text: month(starts[x] ?? ''), colour: look['ink-3'], align: 'center' } as const
      note({ x, y: 0, dy }, said, look.font)(pen)
    }
  }

/** A letter on the axis where something was noted. */
export const noteMark =
  (look: Look, at: number, letter: string): Mark =>
  (pen) => {
    rule({ x: at }, look['ink-3'], [1, 3])(pen)
    const dy = pen.area.top + 2 - pen.y(0)
    note(
      { x: at, y: 0, dy: dy - 9 },
      { text: letter, colour: look['ink-2'], bold: true, align: 'center' },
      look.font,
    )(pen)
  }

/** The line to reach, named above its start, where no line's own name stands. */
export const targetMarks = (look: Look, target: number, say: (value: number) => string): Mark[] => [
  rule({ y: target }, look.ink, [2, 3], 1.5),
  note(
    { x: -0.5, y: target, dx: 4, dy: -9 },
    { text: say(target), colour: look.ink, bold: true },
    look.font,
  ),
]

/** The drawing of what is still open after so many days. */

import { axisMarks, MONTHS } from './axis-marks.ts'
import type { Drawing } from './drawing.ts'
import type { Look } from './look.ts'
import { band, note, rule } from './marks.ts'

export type SurvivalStep = { day: number; open: number; low: number | null; high: number | null }
export type SurvivalWords = { share: (share: number) => string; days: (n: number) => string }

/** Days at which a mark is worth its room, for windows of different lengths. */
const MARKS = [0, 1, 2, 3, 7, 14, 30, 60, 90, 180, 365]

/** A falling staircase with its band; the half is marked, since the median is read off there. */
export function survivalPicture(
  look: Look,
  width: number,
  stairs: readonly SurvivalStep[],
  longest: number,
  words: SurvivalWords,
): Drawing {
  const corners = cornersOf(stairs, longest)
  const fits = MARKS.filter((day) => day <= longest)
  const room = (width - 100) / 42
  const shown = fits.filter((day) => day === 0 || day >= longest / room)
  return {
    series: [
      { points: stairs.map(({ day, open }) => ({ x: day, y: open })) },
      { points: corners, line: { colour: look.ink, width: 2 } },
    ],
    padding: { top: 10, left: 48, right: 16, bottom: MONTHS },
    x: { min: 0, max: longest },
    y: { min: 0, max: 1 },
    under: [
      band(corners, look['mid-fill']),
      ...axisMarks(look, [0, 0.25, 0.5, 0.75, 1], words.share),
      rule({ y: 0.5 }, look['ink-3'], [4, 4]),
      (pen) => {
        for (const day of shown)
          note(
            { x: day, y: 0, dy: MONTHS / 2 },
            { text: words.days(day), colour: look['ink-3'], align: 'center' },
            look.font,
          )(pen)
      },
    ],
  }
}

type Corner = { x: number; y: number; low: number | null; high: number | null }

/** Every step as two corners, from the start at 100% to the end of the axis. */
function cornersOf(stairs: readonly SurvivalStep[], longest: number): Corner[] {
  let last: Omit<Corner, 'x'> = { y: 1, low: 1, high: 1 }
  const corners: Corner[] = [{ x: 0, ...last }]
  for (const { day, open, low, high } of stairs) {
    if (day > longest) break
    const next = { y: open, low, high }
    corners.push({ x: day, ...last }, { x: day, ...next })
    last = next
  }
  return [...corners, { x: longest, ...last }]
}

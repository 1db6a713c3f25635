/** The drawing over the plot column of a DotTable. */
import type { Drawing } from './drawing.ts'
import type { Look, Tone } from './look.ts'
import { capsule, type Mark, ring, rule, span } from './marks.ts'

/** A mean with its interval; without one only the point is drawn. */
export type Estimate = { value: number; low: number | null; high: number | null }
export type DotMarks = {
  /** The ring. */
  expected?: Estimate | undefined
  /** The dot. */
  got: Estimate
  tone: Tone
  /** Too few answers for a verdict: drawn as an outline. */
  hollow: boolean
}
export type DotAxis = {
  min: number
  max: number
  ticks: readonly { value: number; label: string }[]
  /** The line that means no gap. */
  zero?: number | undefined
  /** The dashed line of everyone together. */
  everyone?: number | null
}

/** Pixels kept free at both ends, so that a dot at the end of the axis is whole. */
export const INSET = 14

type Geometry = { middles: readonly number[]; height: number }

/** Rings, dots, gap lines and intervals of the rows, at their middles. */
export function dotPicture(
  look: Look,
  { middles, height }: Geometry,
  rows: readonly (DotMarks | null)[],
  axis: DotAxis,
): Drawing {
  const placed = rows.flatMap((row, i) => (row === null ? [] : [{ ...row, y: middles[i] ?? 0 }]))
  const under: Mark[] = [
    ...axis.ticks.map(({ value }) => rule({ x: value }, look.rule)),
    ...(axis.zero === undefined ? [] : [rule({ x: axis.zero }, look.edge)]),
    ...placed.flatMap(({ expected, got, tone, y }) => [
      ...softBand(expected, y, look['ink-3'], axis),
      ...softBand(got, y, look[tone], axis),
      ...(expected ? [span({ y, from: expected.value, to: got.value }, look[tone])] : []),
    ]),
    ...(axis.everyone == null ? [] : [rule({ x: axis.everyone }, look['ink-2'], [4, 3])]),
    ...placed.flatMap(({ expected, y }) =>
      expected ? [ring({ x: expected.value, y }, look.ink, look.bg)] : [],
    ),
  ]
  const over = placed.flatMap(({ expected, y }) =>
    expected ? [ring({ x: expected.value, y }, look.ink, null)] : [],
  )
  return {
    series: [
      {
        points: placed.map(({ got, y }) => ({ x: got.value, y })),
        dots: placed.map(({ hollow, tone }) => ({
          radius: hollow ? 5 : 6,
          border: hollow ? 2.25 : 1.5,
          fill: hollow ? look.bg : look[tone],
          edge: hollow ? look[tone] : look.bg,
        })),
      },
    ],
    padding: { left: INSET, right: INSET },
    x: { min: axis.min, max: axis.max },
    y: { min: 0, max: Math.max(1, height), reverse: true },
    under,
    over,
  }
}

/** An interval may reach past the end of the scale; the drawing ends with the axis. */
function softBand(at: Estimate | undefined, y: number, colour: string, axis: DotAxis): Mark[] {
  if (at?.low == null || at.high == null) return []
  return [
    capsule({ y, low: Math.max(at.low, axis.min), high: Math.min(at.high, axis.max) }, colour),
  ]
}

/** The drawings of Columns. */
import type { Drawing } from './drawing.ts'
import type { Look, Tone } from './look.ts'
import { column, type Mark, note, ring, rule } from './marks.ts'

export type Column = { label: string; n: number; top: string; tone: Tone }

/** A column from 0 per value, its words on top, its name below. */
export function columnsPicture(look: Look, columns: readonly Column[]): Drawing {
  const most = Math.max(1, ...columns.map(({ n }) => n))
  const drawn = columns.flatMap(({ n, top, tone }, x) => [
    column({ x, y: n, width: 0.88 }, look[tone]),
    note({ x, y: n, dy: -12 }, { text: top, colour: look['ink-2'], align: 'center' }, look.font),
  ])
  return picture(look, columns, most, [...drawn, rule({ y: 0 }, look.edge)])
}

/** A hollow ring per answer, stacked on the axis: too few for shares to mean much. */
export function ringsPicture(look: Look, columns: readonly Column[]): Drawing {
  const most = Math.max(5, ...columns.map(({ n }) => n))
  const rings = columns.flatMap(({ n }, x) =>
    Array.from({ length: n }, (_, i) => ring({ x, y: i + 0.6 }, look['ink-2'], null, 7)),
  )
  return picture(look, columns, most, [rule({ y: 0 }, look.edge), ...rings])
}

/** Unseen points carry what is read out; the marks are what is seen. */
function picture(look: Look, columns: readonly Column[], most: number, drawn: Mark[]): Drawing {
  const names = columns.map(({ label }, x) =>
    note({ x, y: 0, dy: 15 }, { text: label, colour: look['ink-2'], align: 'center' }, look.font),
  )
  return {
    series: [{ points: columns.map(({ n }, x) => ({ x, y: n })) }],
    padding: { top: 24, bottom: 26 },
    x: { min: -0.5, max: columns.length - 0.5 },
    y: { min: 0, max: most },
    under: [...drawn, ...names],
  }
}

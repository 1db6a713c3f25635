/** The drawings of Columns. */
import type { ChartConfiguration } from 'chart.js'
import type { Look, Tone } from './look.ts'
import { marks, note, ring, rule } from './marks.ts'

export type Column = { label: string; n: number; top: string; tone: Tone }

/** A bar per column, its words on top, its name below. */
export function columnsPicture(look: Look, columns: readonly Column[]): ChartConfiguration {
  const most = Math.max(1, ...columns.map(({ n }) => n))
  return {
    type: 'bar',
    data: {
      datasets: [
        {
          data: columns.map(({ n }, x) => ({ x, y: n })),
          backgroundColor: columns.map(({ tone }) => look[tone]),
          borderRadius: 3,
          barPercentage: 0.88,
          categoryPercentage: 1,
          grouped: false,
        },
      ],
    },
    options: options(columns.length, most),
    plugins: [
      marks(
        [rule({ y: 0 }, look.edge), ...names(look, columns)],
        columns.map(({ n, top }, x) =>
          note(
            { x, y: n, dy: -12 },
            { text: top, colour: look['ink-2'], align: 'center' },
            look.font,
          ),
        ),
      ),
    ],
  }
}

/** A hollow ring per answer, stacked on the axis: too few for shares to mean much. */
export function ringsPicture(look: Look, columns: readonly Column[]): ChartConfiguration {
  const most = Math.max(5, ...columns.map(({ n }) => n))
  const rings = columns.flatMap(({ n }, x) =>
    Array.from({ length: n }, (_, i) => ring({ x, y: i + 0.6 }, look['ink-2'], null, 7)),
  )
  return {
    type: 'scatter',
    data: { datasets: [{ data: columns.map(({ n }, x) => ({ x, y: n })), pointRadius: 0 }] },
    options: options(columns.length, most),
    plugins: [marks([rule({ y: 0 }, look.edge), ...names(look, columns)], rings)],
  }
}

const options = (columns: number, most: number): ChartConfiguration['options'] => ({
  layout: { padding: { top: 24, bottom: 26 } },
  scales: {
    x: { type: 'linear', display: false, offset: false, min: -0.5, max: columns - 0.5 },
    y: { type: 'linear', display: false, min: 0, max: most },
  },
})

const names = (look: Look, columns: readonly Column[]) =>
  columns.map(({ label }, x) =>
    note({ x, y: 0, dy: 15 }, { text: label, colour: look['ink-2'], align: 'center' }, look.font),
  )

/** A real table whose plot column is one canvas: rings for expected, dots for got, soft bands for doubt. */
import type { ComponentChildren } from 'preact'
import { useCallback, useContext, useMemo, useRef } from 'preact/hooks'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import { Behind, openExplanation } from './behind.ts'
import { type DotAxis, type DotMarks, dotPicture } from './dot-picture.ts'
import { FigureCell, placeOfLink } from './FigureCell.tsx'
import { Plot, type Stop } from './Plot.tsx'
import type { Readout } from './Readout.tsx'

export type DotRow = {
  key: string
  label: Said
  /** A heading has no marks unless given; a sub-row is set in. */
  level: 'heading' | 'row' | 'sub-row'
  marks: DotMarks | null
  cells: readonly ComponentChildren[]
  readout: () => Readout
  open?: (() => void) | undefined
  /** What explains its figures; left out, the report of the panel. */
  explain?: string | undefined
}
type DotColumn = {
  label: string /** Kept on a phone; the others move to the table view. */
  always?: boolean
}

type DotTableProps = {
  name: string
  caption: string
  /** What a row is: item, segment. */
  rowLabel: string
  axis: DotAxis
  columns: readonly DotColumn[]
  rows: readonly DotRow[]
}

export function DotTable({ name, caption, rowLabel, axis, columns, rows }: DotTableProps) {
  const { t } = voice.value
  const behind = useContext(Behind)
  const table = useRef<HTMLTableElement>(null)
  const drawn = useMemo(() => rows.filter((row) => row.marks !== null), [rows])
  const draw = useCallback(
    (look: Parameters<typeof dotPicture>[0], frame: HTMLElement) =>
      dotPicture(
        look,
        place(frame, table.current),
        drawn.map(({ marks }) => marks),
        axis,
      ),
    [drawn, axis],
  )
  const stops: Stop[] = drawn.map(({ readout, open, explain = behind ?? undefined }, index) => ({
    series: 0,
    index,
    readout,
    open: open ?? (explain === undefined ? undefined : () => openExplanation(explain)),
  }))
  return (
    <div class="dots">
      <table ref={table}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowLabel}</th>
            <th scope="col" class="dots-axis">
              <span class="unseen">{t('chart.column')}</span>
              <span class="dots-ticks" aria-hidden="true">
                {axis.ticks.map(({ value, label }) => (
                  <span key={value} style={{ left: `${positionOf(value, axis)}%` }}>
                    {label}
                  </span>
                ))}
              </span>
            </th>
            {columns.map(({ label, always }) => (
              <th key={label} scope="col" class={always ? 'number' : 'number wide'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} columns={columns} explain={row.explain ?? behind} />
          ))}
        </tbody>
      </table>
      <Plot name={name} draw={draw} stops={stops} along="y" class="dots-plot" watch={table} />
    </div>
  )
}

type RowProps = { row: DotRow; columns: readonly DotColumn[]; explain: string | null }

function Row({ row, columns, explain }: RowProps) {
  const { label, level, open, marks, cells } = row
  const linked = placeOfLink(cells)
  return (
    <tr
      class={explain === null ? level : `${level} explained`}
      {...(marks ? { 'data-drawn': '' } : {})}
    >
      <th scope="row" lang={label.lang}>
        {open ? (
          <button type="button" class="row-open" data-row={row.key} onClick={open}>
            {label.text}
          </button>
        ) : (
          label.text
        )}
      </th>
      <td />
      {columns.map((column, i) => (
        <td key={column.label} class={column.always ? 'number' : 'number wide'}>
          <FigureCell cell={cells[i]} explain={i === linked ? explain : null} />
        </td>
      ))}
    </tr>
  )
}

const positionOf = (value: number, { min, max }: DotAxis) => (100 * (value - min)) / (max - min)

/** Lays the frame over the plot column and tells the middle of each drawn row, in pixels from its top. */
function place(frame: HTMLElement, table: HTMLTableElement | null) {
  const column = table?.querySelector('.dots-axis')
  const body = table?.tBodies[0]
  const around = table?.parentElement?.getBoundingClientRect()
  if (!column || !body || !around) return { middles: [], height: 0 }
  const head = column.getBoundingClientRect()
  const rows = body.getBoundingClientRect()
  frame.style.left = `${head.left - around.left}px`
  frame.style.width = `${head.width}px`
  frame.style.top = `${rows.top - around.top}px`
  frame.style.height = `${rows.height}px`
  const middles = [...body.querySelectorAll('[data-drawn]')].map((row) => {
    const box = row.getBoundingClientRect()
    return box.top + box.height / 2 - rows.top
  })
  return { middles, height: rows.height }
}

/** The table view of a chart: every figure as text, to select, translate, print and hear. */
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { Behind } from './behind.ts'
import { FigureCell } from './FigureCell.tsx'
import { type Cell, partFor, type Sheet } from './sheet.ts'

export function SheetTable({ sheet: whole }: { sheet: Sheet }) {
  const sheet = useMemo(() => partFor('screen', whole), [whole])
  const batches = useBatches(sheet)
  return (
    <section
      class="table-scroll"
      aria-label={voice.value.t('chart.table.of', { name: sheet.title })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
      tabIndex={0}
    >
      <table class="sheet">
        <thead>
          <tr>
            {sheet.columns.map(({ label, numeric }) => (
              <th key={label} scope="col" class={numeric ? 'number' : ''}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <Rows key={batch.first} sheet={sheet} batch={batch} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Rows of the first frame: about a screen of them; a year of days would hold it up. */
const FIRST_ROWS = 16
/** Rows that come with each frame after it. */
const NEXT_ROWS = 48

type Batch = { first: number; rows: readonly (readonly Cell[])[] }

/** The rows of a table that have come by now: a screen of them at once, the others one batch after the other. */
function useBatches(sheet: Sheet): readonly Batch[] {
  const { left, batches } = useMemo(() => {
    const left = sheet.rows()[Symbol.iterator]()
    return { left, batches: [{ first: 0, rows: taken(left, FIRST_ROWS) }] }
  }, [sheet])
  const [, draw] = useState(0)
  useEffect(() => {
    const next = setTimeout(() => {
      const rows = taken(left, NEXT_ROWS)
      if (rows.length === 0) return
      batches.push({ first: batches.reduce((sum, batch) => sum + batch.rows.length, 0), rows })
      draw((times) => times + 1)
    })
    return () => clearTimeout(next)
  }, [batches, batches.length])
  return batches
}

function taken(left: Iterator<readonly Cell[]>, most: number): (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = []
  while (rows.length < most) {
    const { done, value } = left.next()
    if (done) break
    rows.push(value)
  }
  return rows
}

/** Drawn once, however many batches follow. */
function Rows({ sheet, batch }: { sheet: Sheet; batch: Batch }) {
  const behind = useContext(Behind)
  return useMemo(() => {
    const first = sheet.columns.findIndex(({ numeric }) => numeric)
    return batch.rows.map((cells, i) => {
      const explain = sheet.explains?.(cells, batch.first + i) ?? behind
      return (
        <tr key={i} class={explain === null ? '' : 'explained'}>
          {cells.map((cell, j) => {
            const column = sheet.columns[j]
            const Tag = j === 0 ? 'th' : 'td'
            return (
              <Tag
                key={column?.label}
                class={column?.numeric ? 'number' : ''}
                {...(j === 0 ? { scope: 'row' } : {})}
              >
                {j === first ? <FigureCell cell={textOf(cell)} explain={explain} /> : textOf(cell)}
              </Tag>
            )
          })}
        </tr>
      )
    })
  }, [sheet, batch, behind])
}

/** What a person reads in a cell. */
function textOf(cell: Cell): string {
  if (cell === null || typeof cell === 'number') return voice.value.count(cell)
  return typeof cell === 'object' ? cell.text : cell
}

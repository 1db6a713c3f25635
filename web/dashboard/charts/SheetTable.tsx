/** The table view of a chart: every figure as text, to select, translate, print and hear. */
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { Behind } from './behind.ts'
import { FigureCell } from './FigureCell.tsx'
import { type Cell, partFor, type Sheet } from './sheet.ts'

/** Rows of the first frame: a screen of them; a year of days would hold it up. */
const FIRST_ROWS = 24
/** Rows that come with each frame after it. */
const NEXT_ROWS = 48

export function SheetTable({ sheet: whole }: { sheet: Sheet }) {
  const sheet = useMemo(() => partFor('screen', whole), [whole])
  const behind = useContext(Behind)
  const rows = useMemo(
    () =>
      sheet.rows().map((cells, i) => ({ cells, explain: sheet.explains?.(cells, i) ?? behind })),
    [sheet, behind],
  )
  const first = sheet.columns.findIndex(({ numeric }) => numeric)
  const [most, setMost] = useState(FIRST_ROWS)
  useEffect(() => {
    if (most >= rows.length) return
    const next = setTimeout(() => setMost(most + NEXT_ROWS))
    return () => clearTimeout(next)
  }, [most, rows])
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
          {rows.slice(0, most).map(({ cells, explain }, i) => (
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
                    {j === first ? (
                      <FigureCell cell={textOf(cell)} explain={explain} />
                    ) : (
                      textOf(cell)
                    )}
                  </Tag>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a person reads in a cell. */
function textOf(cell: Cell): string {
  if (cell === null || typeof cell === 'number') return voice.value.count(cell)
  return typeof cell === 'object' ? cell.text : cell
}

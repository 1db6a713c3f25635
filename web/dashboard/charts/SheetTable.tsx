/** The table view of a chart: every figure as text, to select, translate, print and hear. */
import { voice } from '../language.ts'
import { type Cell, partFor, type Sheet } from './sheet.ts'

export function SheetTable({ sheet: whole }: { sheet: Sheet }) {
  const sheet = partFor('screen', whole)
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
          {sheet.rows().map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => {
                const column = sheet.columns[j]
                const Tag = j === 0 ? 'th' : 'td'
                return (
                  <Tag
                    key={column?.label}
                    class={column?.numeric ? 'number' : ''}
                    {...(j === 0 ? { scope: 'row' } : {})}
                  >
                    {textOf(cell)}
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

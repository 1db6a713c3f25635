/** The table view of a chart: every figure as text, to select, translate, print and hear. */
import { type Sheet, textOf } from './sheet.ts'

export function SheetTable({ sheet }: { sheet: Sheet }) {
  return (
    <div class="table-scroll" role="region" aria-label={sheet.title} tabIndex={0}>
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
          {sheet.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
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
    </div>
  )
}

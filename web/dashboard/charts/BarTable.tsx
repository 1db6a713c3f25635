/** A table with a bar from 0 in every row: bars are boxes of the page, so they zoom, print and wrap with their words. */
import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import { Behind } from './behind.ts'
import { FigureCell, placeOfLink } from './FigureCell.tsx'
import type { Tone } from './look.ts'
import '../styles/bars.css'

export type BarRow = {
  key: string
  label: Said
  /** Length as a share of the longest possible bar, 0 to 1. */
  length: number
  /** Emphasis is ink among grey; a tone only where a test speaks. */
  tone: Tone | 'ink'
  /** Interval on the same scale, drawn as a whisker. */
  low?: number | null
  high?: number | null
  cells: readonly ComponentChildren[]
  open?: () => void
  /** What explains its figures; left out, the report of the panel. */
  explain?: string | undefined
}

type BarTableProps = {
  caption: string
  rowLabel: string
  columns: readonly { label: string; always?: boolean }[]
  rows: readonly BarRow[]
}

export function BarTable({ caption, rowLabel, columns, rows }: BarTableProps) {
  const { t } = voice.value
  const behind = useContext(Behind)
  return (
    <table class="bars">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{rowLabel}</th>
          <th scope="col" class="bars-axis">
            <span class="unseen">{t('chart.column')}</span>
          </th>
          {columns.map(({ label, always }) => (
            <th key={label} scope="col" class={always ? 'number' : 'number wide'}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, length, tone, low, high, cells, open, explain }) => (
          <tr key={key} class={(explain ?? behind) === null ? '' : 'explained'}>
            <th scope="row" lang={label.lang}>
              {open ? (
                <button type="button" class="row-open" onClick={open}>
                  {label.text}
                </button>
              ) : (
                label.text
              )}
            </th>
            <td>
              <span class="bar-room">
                <span class={`bar ${tone}`} style={{ width: percent(length) }} />
                {low != null && high != null && (
                  <span
                    class="whisker"
                    style={{ left: percent(low), width: percent(high - low) }}
                  />
                )}
              </span>
            </td>
            {columns.map((column, i) => (
              <td key={column.label} class={column.always ? 'number' : 'number wide'}>
                <FigureCell
                  cell={cells[i]}
                  explain={i === placeOfLink(cells) ? (explain ?? behind) : null}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const percent = (share: number) => `${100 * Math.max(0, Math.min(1, share))}%`

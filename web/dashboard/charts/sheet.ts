/** A chart's figures as a table: what the table view shows, the CSV holds and the export offers. */
import { signal } from '@preact/signals'

/** A cell is a word, a number, unknown, or a number with the words it is shown in. */
export type Cell = string | number | null | { value: number | null; text: string }
export type Sheet = {
  /** Part of the file name: `gaps-items`. */
  id: string
  title: string
  columns: readonly { label: string; numeric?: boolean }[]
  rows: readonly (readonly Cell[])[]
}

/** The tables of the charts that are on screen, by id; what Export offers. */
export const shownSheets = signal<ReadonlyMap<string, Sheet>>(new Map())

/** A table as CSV (RFC 4180), unrounded, with text that a spreadsheet would run made harmless by a leading `'`. */
export function csvOf({ columns, rows }: Sheet): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => row.map(valueOf))]
  return lines.map((line) => line.map(fieldOf).join(',')).join('\r\n')
}

/** What a person reads in a cell. */
export const textOf = (cell: Cell): string => {
  if (cell === null) return '–'
  return typeof cell === 'object' ? cell.text : String(cell)
}

/** Hands a table over as a file; the byte order mark makes spreadsheets read Chinese. */
export function download(sheet: Sheet, fileName: string): void {
  const file = new Blob(['\uFEFF', csvOf(sheet)], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const valueOf = (cell: Cell): string | number | null =>
  cell !== null && typeof cell === 'object' ? cell.value : cell

function fieldOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@'\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

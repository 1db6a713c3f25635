/** A chart's figures as a table: what the table view shows, the CSV holds and the export offers. */
import { signal } from '@preact/signals'

/** A cell is a word, a number, unknown, or a value with the words it is shown in. */
export type Cell = string | number | null | { value: string | number | null; text: string }
export type SheetColumn = {
  label: string
  numeric?: boolean
  /** Some figures are for the file alone, and some only sum up for the eye what the file holds in parts. */
  only?: 'csv' | 'screen'
}
export type Sheet = {
  /** Part of the file name: `gaps-items`. */
  id: string
  /** What is in it, whatever it shows: the name of its panel. */
  title: string
  columns: readonly SheetColumn[]
  /** Made when they are looked at or taken away; long ones one by one (`oneByOne`). */
  rows: () => Iterable<readonly Cell[]>
  /** What explains a row, as `explainName` makes it; left out, the report of the panel. */
  explains?: (row: readonly Cell[], index: number) => string | null
}

/** The tables of the charts that are on screen, by id; what Export offers. */
export const shownSheets = signal<ReadonlyMap<string, Sheet>>(new Map())

/** A table as CSV (RFC 4180), unrounded, with text that a spreadsheet would run made harmless by a leading `'`. */
export function csvOf(sheet: Sheet): string {
  const { columns, rows } = partFor('csv', sheet)
  const lines = [columns.map(({ label }) => label), ...Array.from(rows(), (row) => row.map(rawOf))]
  return lines.map((line) => line.map(fieldOf).join(',')).join('\r\n')
}

/** The columns of a table for one of its two uses, with their cells. */
export function partFor(use: 'csv' | 'screen', sheet: Sheet): Sheet {
  const isShown = (_: unknown, i: number) => (sheet.columns[i]?.only ?? use) === use
  return {
    ...sheet,
    columns: sheet.columns.filter(isShown),
    rows: () => oneByOne(sheet.rows(), (row) => row.filter(isShown)),
  }
}

/** Each row when it is taken: the words of a year of days would hold up its table. */
export function* oneByOne<Item>(
  items: Iterable<Item>,
  row: (item: Item) => readonly Cell[],
): Generator<readonly Cell[]> {
  for (const item of items) yield row(item)
}

/** Hands a table over as a file; the byte order mark makes spreadsheets read Chinese. */
export function download(sheet: Sheet, fileName: string): void {
  saveFile(new Blob(['\uFEFF', csvOf(sheet)], { type: 'text/csv;charset=utf-8' }), fileName)
}

/** Hands a file over. */
export function saveFile(file: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const rawOf = (cell: Cell): string | number | null =>
  cell !== null && typeof cell === 'object' ? cell.value : cell

function fieldOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@'\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line of any import: its cells by the names of their columns, and what is wrong with one. Pure. */
import { instantAt, instantOf } from '../../schema/calendar.ts'
import { Day } from '../../schema/day.ts'
import { fromTextCell } from '../csv.ts'
import { digestSync } from '../secrets.ts'

export type LineFault = { column: string; detail: string }
export type Cell = (column: string) => string | undefined

/** What is wrong with a line; thrown while it is read, and told as one of the rejected. */
export class Fault extends Error {
  readonly fault: LineFault
  constructor(column: string, detail: string) {
    super(detail)
    this.fault = { column, detail }
  }
}

/** Columns and their places, by name: equal contents are equal in whatever order they come. */
export const placesOf = (header: readonly string[]): ReadonlyMap<string, number> =>
  new Map(header.map((column, i) => [column, i] as const).sort(byName))

/** Reads one line by its header's places; what `read` throws as a Fault is returned. */
export function readLine<Row>(
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
  read: (cell: Cell) => Row,
): Row | LineFault {
  try {
    if (cells.slice(places.size).some((text) => text !== ''))
      throw new Fault('', 'The line has more cells than the header')
    const texts = cells.map((text) => (text === '' ? undefined : fromTextCell(text)))
    return read((column) => texts[places.get(column) ?? -1])
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

/** Digest of what a line says; nothing of an empty cell, so that a column more makes no difference. */
export function contentOf(places: ReadonlyMap<string, number>, cell: Cell): string {
  const content: string[] = []
  for (const column of places.keys()) {
    const text = cell(column)
    if (text !== undefined) content.push(column, text)
  }
  return digestSync(JSON.stringify(content))
}

/** The id a line brings, else its content and how many like it came before in this file. @throws Fault */
export function idOf(id: string | undefined, content: string, seen: Map<string, number>): string {
  if (id !== undefined) {
    if ([...id].length > 64 || !id.isWellFormed() || id.includes('\0'))
      throw new Fault('id', 'Needs 1 to 64 characters')
    return id
  }
  const before = seen.get(content) ?? 0
  seen.set(content, before + 1)
  return `line-${digestSync(`${content}\n${before}`)}`
}

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : 1)

/** A text that may be stored; undefined when empty. @throws Fault */
export function stored(cell: Cell, column: string, most: number): string | undefined {
  const text = cell(column)
  if (text === undefined) return undefined
  if ([...text].length > most || !text.isWellFormed() || text.includes('\0'))
    throw new Fault(column, `Needs at most ${most} characters`)
  return text
}

/** @throws Fault */
export function whole(cell: Cell, column: string, min: number, max: number): number | undefined {
  const text = cell(column)
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new Fault(column, 'Needs a whole number')
  return number
}

/** @throws Fault */
export function flag(cell: Cell, column: string): boolean | undefined {
  const text = cell(column)?.toLowerCase()
  if (text === undefined) return undefined
  if (text === 'true' || text === '1' || text === 'yes') return true
  if (text === 'false' || text === '0' || text === 'no') return false
  throw new Fault(column, 'Needs true or false')
}

/** An ISO date (local noon) or date-time (local unless it names an offset). */
export function instantIn(text: string | undefined, timeZone: string): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:(Z)|([+-]\d{2}):?(\d{2}))?)?$/.exec(
      text?.trim() ?? '',
    )
  const [, day = '', time, utc, hours, minutes] = match ?? []
  if (!Day.safeParse(day).success) return null
  if (time === undefined) return instantOf(day, 12, timeZone)
  const isLocal = utc === undefined && hours === undefined
  const at = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  if (Number.isNaN(at)) return null
  return isLocal ? instantAt(at, timeZone) : at
}

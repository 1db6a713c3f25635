/**
 * A report as one rectangular table, to the last digit: a line for the report itself, then a line for each entry of
 * each list in it. `table` says which list, `of` which entry a nested list belongs to, the other columns are the
 * members by their paths. Made from the very JSON, so whatever is hidden there is hidden here.
 */
import { asTextCell, csvLine } from '../csv.ts'

type Cells = Map<string, string>
type Line = { table: string; of: string; cells: Cells }

export function reportCsv(report: object): string {
  const lines = linesOf('', '', Array.isArray(report) ? { rows: report } : report)
  const columns = [...new Set(lines.flatMap(({ cells }) => [...cells.keys()]))]
  return [['table', 'of', ...columns], ...lines.map((line) => rowOf(line, columns))]
    .map(csvLine)
    .join('')
}

const rowOf = ({ table, of, cells }: Line, columns: readonly string[]) => [
  table,
  asTextCell(of),
  ...columns.map((column) => cells.get(column) ?? ''),
]

function linesOf(table: string, of: string, entry: object): Line[] {
  const cells: Cells = new Map()
  const lists: [path: string, list: object[]][] = []
  collect('', entry, cells, lists)
  const own: Line = { table: table === '' ? 'report' : table, of, cells }
  const name = table === '' ? '' : [of, nameOf(entry)].filter(Boolean).join(' / ')
  return [
    own,
    ...lists.flatMap(([path, list]) =>
      list.flatMap((each) => linesOf(table === '' ? path : `${table}.${path}`, name, each)),
    ),
  ]
}

/** Members by their paths; lists of objects become lines of their own. */
function collect(path: string, value: unknown, cells: Cells, lists: [string, object[]][]): void {
  if (value === null || value === undefined) cells.set(path, '')
  else if (Array.isArray(value) && value.every(isObject) && value.length > 0)
    lists.push([path, value])
  else if (typeof value === 'object')
    for (const [name, member] of Object.entries(value))
      collect(path === '' ? name : `${path}.${name}`, member, cells, lists)
  else cells.set(path, typeof value === 'string' ? asTextCell(value) : String(value))
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an entry of a list is known by. */
function nameOf(entry: object): string {
  const members = new Map<string, unknown>(Object.entries(entry))
  const names = ['key', 'value', 'language', 'token', 'category', 'start']
  return String(names.map((name) => members.get(name)).find((name) => name !== undefined) ?? '')
}

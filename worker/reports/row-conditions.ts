/** Conditions on rows of `responses r`, and the arguments they stand for. */
import type { InValue } from '@libsql/client/http'

/** Instants [from, to). */
export type Span = readonly [from: number, to: number]
/** Values by name that a row must have, all of them. */
export type Filters = ReadonlyMap<string, string>

/** The arguments of a statement, each named where it stands. */
export class Arguments {
  readonly values: InValue[] = []
  put(value: InValue): string {
    return `?${this.values.push(value)}`
  }
}

export const path = (...keys: string[]): string => `$${keys.map((key) => `."${key}"`).join('')}`

export const isColumn = (name: string): boolean => name === 'channel' || name === 'locale'

/** What a row of `responses r` has under the name of a segment. */
export const columnOf = (args: Arguments, name: string): string =>
  isColumn(name) ? `r.${name}` : `r.segments ->> ${args.put(path(name))}`

/** The database looks at one after the other, and need not read the JSON of rows that fail before. */
export const columnsFirst = (filters: [name: string, value: string][]) =>
  filters.sort(([a], [b]) => Number(isColumn(b)) - Number(isColumn(a)))

/** The condition that a row fits one of these; none when everyone does. */
export function fitsOne(args: Arguments, filters: readonly Filters[]): string {
  if (filters.some(({ size }) => size === 0)) return ''
  const each = filters.map((own) =>
    columnsFirst([...own])
      .map(([name, value]) => `${columnOf(args, name)} = ${args.put(value)}`)
      .join(' AND '),
  )
  return `AND (${[...new Set(each.map((own) => `(${own})`))].join(' OR ')})`
}

export const inSpan = (args: Arguments, surveyId: string, [from, to]: Span): string =>
  `r.survey_id = ${args.put(surveyId)} AND r.submitted_at >= ${args.put(from)}
    AND r.submitted_at < ${args.put(to)}`

/** What rows are told apart by, and which of them are wanted. */
export type Asked = {
  names: readonly string[]
  /** Only rows that fit one of these. */
  filters: readonly Filters[]
}

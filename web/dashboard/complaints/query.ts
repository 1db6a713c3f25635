/** What the complaint reports are asked: days and groups of the page bar, and the denominator of this room. */
import type { Filters } from '../filters.ts'

/** Without a chosen interval the service takes the finest whose periods hold enough complaints. */
export function complaintQuery(filters: Filters, exposure: string | null): Record<string, string> {
  const { from, to, interval, segment, only } = filters
  return {
    from,
    to,
    ...(interval === null ? {} : { interval }),
    ...(exposure === null ? {} : { exposure }),
    ...(segment === null ? {} : { segment }),
    ...Object.fromEntries(Object.entries(only).map(([name, value]) => [`filter.${name}`, value])),
  }
}

export const keyOf = (name: string, query: Readonly<Record<string, string>>): string =>
  `${name} ${new URLSearchParams(query)}`

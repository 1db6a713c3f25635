/** Changes of a query, without touching the rest of it. */
export type Changes = Readonly<Record<string, string | null>>

/** A member of a query: its name, and how it is written there. */
type Member = readonly [name: string, written: string]

/** The members of a query. Hundreds of links are made of one address: it is taken apart and written once for all of them. */
export const membersOf = (query: URLSearchParams): Member[] =>
  [...query].map(([name, value]) => [name, written(name, value)])

/** A query with some members set, where they stood or else at its end, and others taken away. */
export function changed(present: readonly Member[], changes: Changes): string {
  const left = new Map(Object.entries(changes))
  const put = (name: string): string[] => {
    const value = left.get(name) ?? null
    left.set(name, null)
    return value === null ? [] : [written(name, value)]
  }
  const kept = present.flatMap(([name, own]) => (left.has(name) ? put(name) : own))
  return [...kept, ...[...left.keys()].flatMap(put)].join('&')
}

const written = (name: string, value: string): string =>
  new URLSearchParams([[name, value]]).toString()

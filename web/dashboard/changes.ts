/** Changes of a query, without touching the rest of it. */
export type Changes = Readonly<Record<string, string | null>>

/** A query with some members set and others taken away. */
export function changed(present: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(present)
  for (const [name, value] of Object.entries(changes))
    if (value === null) next.delete(name)
    else next.set(name, value)
  return next
}

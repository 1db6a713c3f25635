/** JSON with members in one order, so that equal contents have equal digests. */
export const canonical = (value: unknown): string => JSON.stringify(ordered(value)) ?? 'null'

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(ordered)
  const members = membersOf(value)
  const inOrder: Record<string, unknown> = {}
  for (const name of Object.keys(members).sort()) {
    const member = ordered(members[name])
    if (name !== '__proto__') inOrder[name] = member
    // The one name that assigning to would not make a member of.
    else Object.defineProperty(inOrder, name, { value: member, enumerable: true })
  }
  return inOrder
}

/** What came of JSON has members by name. */
const membersOf = (value: object) => value as Readonly<Record<string, unknown>>

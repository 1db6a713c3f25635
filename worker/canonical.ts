/** JSON with members in one order, so that equal contents have equal digests. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = new Map(Object.entries(value))
  let json = ''
  for (const name of [...members.keys()].sort()) {
    const member = members.get(name)
    if (member !== undefined) json += `${json && ','}${JSON.stringify(name)}:${canonical(member)}`
  }
  return `{${json}}`
}

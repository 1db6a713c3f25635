/** Data as a script has it, smaller than JSON: names without quotes, and what repeats but for a number as a loop. */

/** Stands for the number of the loop. */
const NUMBER = Symbol('the number of the loop')

/** @param value of objects whose names are identifiers or quoted, arrays, texts and numbers */
export function literal(value: unknown): string {
  if (value === NUMBER) return 'n+""'
  if (Array.isArray(value)) return `[${items(value).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(
      ([name, member]) =>
        `${/^([a-z]\w*|\d+)$/i.test(name) ? name : JSON.stringify(name)}:${literal(member)}`,
    )
    .join()}}`
}

/** Fewer than these in a row are not worth a loop. */
const FEWEST = 4

function items(list: readonly unknown[]): string[] {
  const all: string[] = []
  for (let at = 0; at < list.length; ) {
    const first = firstNumberIn(list[at])
    const shape = first === undefined ? '' : literal(withoutNumber(list[at], first))
    let end = at + 1
    while (
      first !== undefined &&
      end < list.length &&
      literal(withoutNumber(list[end], first + end - at)) === shape
    )
      end++
    if (first !== undefined && end - at >= FEWEST) {
      const numbers = Array.from({ length: end - at }, (_, i) => first + i)
      all.push(`...[${numbers}].map(n=>${shape})`)
      at = end
    } else all.push(literal(list[at++]))
  }
  return all
}

/** The first text in a tree that is a number. */
function firstNumberIn(tree: unknown): number | undefined {
  if (typeof tree === 'string') return /^\d{1,3}$/.test(tree) ? Number(tree) : undefined
  if (typeof tree !== 'object' || tree === null) return undefined
  for (const part of Object.values(tree)) {
    const found = firstNumberIn(part)
    if (found !== undefined) return found
  }
  return undefined
}

function withoutNumber(tree: unknown, n: number): unknown {
  if (tree === String(n)) return NUMBER
  if (Array.isArray(tree)) return tree.map((part) => withoutNumber(part, n))
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(
    Object.entries(tree).map(([name, part]) => [name, withoutNumber(part, n)]),
  )
}

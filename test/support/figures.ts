/** Two replies held against each other, figure by figure. */
import { expect } from 'vitest'

/**
 * Everything must be the same, but that numbers may differ by `tolerance` of their size, or of 1 below 1. Members
 * named in `besides` are left out, wherever they stand.
 */
export function expectSameFigures(
  actual: unknown,
  expected: unknown,
  tolerance = 1e-9,
  besides: readonly string[] = [],
): void {
  const [found, wanted] = [leavesOf(actual, besides), leavesOf(expected, besides)]
  const names = new Set([...found.keys(), ...wanted.keys()])
  const differences = [...names].flatMap((name) => {
    const [one, other] = [found.get(name), wanted.get(name)]
    return isNear(one, other, tolerance) ? [] : [`${name}: ${one} instead of ${other}`]
  })
  expect(differences).toEqual([])
}

function isNear(one: unknown, other: unknown, tolerance: number): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(other))
}

/** Every value that is neither list nor object, by its path. */
function leavesOf(value: unknown, besides: readonly string[], path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]])
  const entries = Object.entries(value).filter(([name]) => !besides.includes(name))
  if (entries.length === 0) return new Map([[path, Array.isArray(value) ? '[]' : '{}']])
  return new Map(
    entries.flatMap(([name, member]) => [...leavesOf(member, besides, `${path}/${name}`)]),
  )
}

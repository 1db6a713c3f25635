/** Which cells of a table of three names and more must be hidden where everybody knows every smaller table. */
import type { Cell } from './hidden-cells.ts'

/** More small cells than this are not protected one by one. */
const MOST_SMALL = 500
/** More values than these are not tried along one name. */
const MOST_TRIED = 8

/**
 * Puts every small cell (0 < n < k) at a corner of a box of hidden cells, two values of each name. Where an odd number
 * of names differ from the small cell's, the corner holds k with it.
 *
 * Why that is enough: one person more at each even corner and one fewer at each odd one changes no figure of a smaller
 * table, nor any cell that is shown. So a sum with the small cell in it that can be computed has an odd corner too.
 * @returns whether the cell at a place is hidden: all are when a small cell has no such box, or there are too many
 */
export function hideBoxes(cells: readonly Cell[], k: number): (at: readonly string[]) => boolean {
  const counts = new Map(cells.map(({ at, n }) => [JSON.stringify(at), n]))
  const small = cells.filter(({ n }) => n > 0 && n < k).sort(byPlace)
  if (small.length > MOST_SMALL) return () => true
  const values = [...(cells[0]?.at ?? []).keys()].map((axis) => [
    ...new Set(cells.map(({ at }) => at[axis] ?? '')),
  ])
  const hidden = new Set<string>()
  for (const cell of small) {
    const box = boxAround(cell, values, counts, hidden, k)
    if (box === null) return () => true
    for (const corner of box) hidden.add(corner)
  }
  return (at) => hidden.has(JSON.stringify(at))
}

/** In one order whatever the rows' is: two tables that hide different equals would show both. */
const byPlace = ({ at: a }: Cell, { at: b }: Cell) => (a.join('\0') < b.join('\0') ? -1 : 1)

/** The corners of the box that hides the fewest people more. */
function boxAround(
  { at, n }: Cell,
  values: readonly (readonly string[])[],
  counts: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
  k: number,
): string[] | null {
  const held = (place: readonly string[]) => counts.get(JSON.stringify(place)) ?? 0
  const others = values.map((each, axis) =>
    each
      .filter((value) => value !== at[axis] && held(at.with(axis, value)) >= k - n)
      .sort((a, b) => held(at.with(axis, a)) - held(at.with(axis, b)) || (a < b ? -1 : 1))
      .slice(0, MOST_TRIED),
  )
  let best: string[] | null = null
  let least = Number.POSITIVE_INFINITY
  for (const opposite of combined(others)) {
    const corners = combined(at.map((value, axis) => [value, opposite[axis] ?? value]))
    const isOdd = (corner: readonly string[]) =>
      corner.filter((value, axis) => value !== at[axis]).length % 2 === 1
    if (!corners.every((corner) => !isOdd(corner) || held(corner) >= k - n)) continue
    const names = corners.map((corner) => JSON.stringify(corner))
    const cost = names.reduce(
      (sum, name) => sum + (hidden.has(name) ? 0 : (counts.get(name) ?? 0)),
      0,
    )
    if (cost >= least) continue
    best = names
    least = cost
  }
  return best
}

/** Every way to take one of each. */
const combined = (choices: readonly (readonly string[])[]): string[][] =>
  choices.reduce<string[][]>(
    (taken, own) => taken.flatMap((each) => own.map((value) => [...each, value])),
    [[]],
  )

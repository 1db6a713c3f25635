import { describe, expect, test } from 'vitest'
import { type Cell, hiddenCells } from '../../../statistics/hidden-cells.ts'
import { type Figure, smallGroupsFound } from '../../support/attack.ts'
import { type Random, random } from '../../support/random.ts'

const K = 5

/** Every place of a table with so many values along each name; the last value of a name is "none". */
const placesOf = (sizes: readonly number[]): string[][] =>
  sizes.reduce<string[][]>(
    (places, size) =>
      places.flatMap((place) =>
        Array.from({ length: size }, (_, i) => [...place, i === size - 1 ? '' : `v${i}`]),
      ),
    [[]],
  )

function randomTable(sizes: readonly number[], { integer, uniform }: Random): Cell[] {
  const [none, few] = [uniform() * 0.6, uniform() * 0.6]
  const most = 5 + integer(20)
  const cells = placesOf(sizes).map((at) => ({
    at,
    n: uniform() < none ? 0 : uniform() < few ? 1 + integer(4) : 5 + integer(most),
  }))
  // All answers of a survey together are shown however few they are.
  return cells.reduce((sum, { n }) => sum + n, 0) < K
    ? randomTable(sizes, random(integer(1e6)))
    : cells
}

/** All that is shown of these cells: everyone, and the tables of one name and of each set of several. */
function shownOf(cells: readonly Cell[], most: number): Figure[] {
  const axes = [...(cells[0]?.at ?? []).keys()]
  const sets = Array.from({ length: 2 ** axes.length }, (_, set) =>
    axes.filter((axis) => set & (1 << axis)),
  )
  const all = { cells: [...cells.keys()], n: cells.reduce((sum, { n }) => sum + n, 0) }
  const tables = sets.filter(({ length }) => length > 0 && length <= most)
  return [all, ...tables.flatMap((axes) => shownOfTable(cells, axes))]
}

function shownOfTable(cells: readonly Cell[], axes: readonly number[]): Figure[] {
  const table = new Map<string, Figure & { at: string[]; cells: number[] }>()
  for (const [i, cell] of cells.entries()) {
    const at = axes.map((axis) => cell.at[axis] ?? '')
    const own = table.get(at.join()) ?? { at, cells: [], n: 0 }
    table.set(at.join(), { at, cells: [...own.cells, i], n: own.n + cell.n })
  }
  const isHidden = hiddenCells([...table.values()], K)
  return [...table.values()].filter(({ at }) => !at.includes('') && !isHidden(at))
}

/** Small groups that can be computed of tables of at most so many names. */
function givenAway(cells: readonly Cell[], names: number): number[][] {
  const counts = cells.map(({ n }) => n)
  return smallGroupsFound(counts, shownOf(cells, names), K, names > 2 ? 2 : 16)
}

describe('what can be computed from all that is shown', () => {
  test('is three people, where a cell beside them says that it is empty', () => {
    // Rows of 3 and 20, 8 and nobody: with nobody in the last, the 8 are told by their row, and 11 − 8 = 3.
    const counts = [3, 20, 8, 0]
    const totals = [
      { cells: [0, 1], n: 23 },
      { cells: [2, 3], n: 8 },
      { cells: [0, 2], n: 11 },
      { cells: [1, 3], n: 20 },
    ]
    expect(smallGroupsFound(counts, totals, K)).toEqual([])
    expect(smallGroupsFound(counts, [...totals, { cells: [3], n: 0 }], K)).toEqual([[0]])
  })

  test('is three people, where every line has two hidden cells but the lines are one chain', () => {
    // Two squares of hidden cells are held together by the 3 alone: what is in one square, less its columns, is them.
    const counts = [9, 9, 0, 0, 9, 9, 3, 0, 0, 0, 9, 9, 0, 0, 9, 9]
    const lines = [0, 1, 2, 3].flatMap((i) => [
      { cells: [0, 1, 2, 3].map((j) => 4 * i + j) },
      { cells: [0, 1, 2, 3].map((j) => 4 * j + i) },
    ])
    const totals = lines.map(({ cells }) => ({
      cells,
      n: cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0),
    }))
    const empty = counts.flatMap((n, i) => (n === 0 ? [{ cells: [i], n }] : []))
    expect(smallGroupsFound(counts, [...totals, ...empty], K)).toEqual([[6]])
  })

  test('is no small group of two names, in 1,500 random tables with empty cells', () => {
    const chance = random(7)
    for (let round = 0; round < 1500; round += 1) {
      const cells = randomTable([2 + chance.integer(4), 2 + chance.integer(3)], chance)
      expect([cells, givenAway(cells, 2)]).toEqual([cells, []])
    }
  })

  test('is no small group of three names that two of them do not give away, in 400 random tables', () => {
    const chance = random(8)
    for (let round = 0; round < 400; round += 1) {
      const cells = randomTable([2 + chance.integer(2), 2 + chance.integer(2), 3], chance)
      const found = givenAway(cells, 3)
      const isOfThree = found.length > 0 && givenAway(cells, 2).length === 0
      expect([cells, isOfThree]).toEqual([cells, false])
    }
  })
})

describe('what may be shown', () => {
  const square = (...counts: number[]): Cell[] =>
    counts.map((n, i) => ({ at: [`r${Math.floor(i / 3)}`, `c${i % 3}`], n }))
  const hiddenOf = (cells: readonly Cell[]) => {
    const isHidden = hiddenCells(cells, K)
    return cells.map(({ at }) => Number(isHidden(at)))
  }

  test('is everything where nobody is in a small group, empty cells too', () => {
    expect(hiddenOf(square(5, 0, 6, 7, 8, 0, 0, 9, 9))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  test('is all but the four cells around one small group, the smallest that will do', () => {
    expect(hiddenOf(square(3, 20, 10, 30, 30, 30, 12, 30, 30))).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 1])
  })

  test('is not an empty cell by which the others could be told', () => {
    expect(hiddenOf(square(3, 20, 30, 8, 0, 30, 30, 30, 30))).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0])
  })

  test('is nothing of a value that its own table hides', () => {
    const cells = square(2, 1, 0, 20, 20, 20, 6, 6, 7)
    expect(hiddenOf(cells)).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1])
  })

  test('is most of what random tables hold', () => {
    const chance = random(9)
    let [held, shown] = [0, 0]
    for (let round = 0; round < 300; round += 1) {
      const cells = randomTable([4, 4], chance).filter(({ at, n }) => n >= K && !at.includes(''))
      const isHidden = hiddenCells(cells, K)
      held += cells.length
      shown += cells.filter(({ at }) => !isHidden(at)).length
    }
    expect(shown / held).toBeGreaterThan(0.5)
  })

  test('of a value nobody has is that nobody has it', () => {
    expect(hiddenCells(square(3, 20, 30, 8, 0, 30), K)(['r9', 'c1'])).toBe(false)
  })

  test('is the same in whatever order the cells come', () => {
    const chance = random(10)
    for (let round = 0; round < 200; round += 1) {
      const cells = randomTable(round % 2 === 0 ? [4, 4] : [3, 3, 4], chance)
      const [one, other] = [hiddenCells(cells, K), hiddenCells(cells.toReversed(), K)]
      expect(cells.filter(({ at }) => one(at) !== other(at))).toEqual([])
    }
  })

  test('of three names is nothing where a small group has no box around it', () => {
    const cells = ['a', 'b', 'c'].flatMap((a, i) =>
      ['x', 'y'].flatMap((b, j) =>
        ['s', 't'].map((c, l) => ({ at: [a, b, c], n: i + j + l === 0 ? 3 : i === 0 ? 1 : 30 })),
      ),
    )
    const isHidden = hiddenCells(cells, K)
    expect(cells.every(({ at }) => isHidden(at))).toBe(true)
  })
})

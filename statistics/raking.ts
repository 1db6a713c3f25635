/** Weights when only the margins of the population are known, not its cells (raking). */
import { effectiveSize } from './weighting.ts'

/** A cell of the sample: how many answers, and its level in each margin. */
export type SampleCell = { n: number; levels: readonly number[] }

export type Raking = {
  /** Weight of an answer in each cell, 1 on average; 0 where the cell is empty. */
  weights: number[]
  rounds: number
  /** The weights stopped changing within 100 rounds. */
  converged: boolean
  /** Cells whose weight was cut to five times the median. */
  trimmed: number
  effectiveN: number | null
}

/**
 * Iterative proportional fitting: each round scales the weights to one margin after another,
 * until none changes by more than a millionth. Weights above five times the median are then cut
 * and the margins fitted once more: the margins win, the cut holds as far as they allow.
 * @param margins the population's counts, per margin one for each level
 * @returns null when there are no answers, or a level of the population has none
 * Source: Deming & Stephan (1940).
 */
export function rake(
  cells: readonly SampleCell[],
  margins: readonly (readonly number[])[],
): Raking | null {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0)
  const targets = margins.map((margin) => shareOut(margin, n))
  if (n === 0 || !everyLevelAnswered(cells, targets)) return null
  let weights = cells.map((cell): number => (cell.n > 0 ? 1 : 0))
  let rounds = 0
  let converged = false
  while (!converged && rounds < 100) {
    const next = fitOnce(cells, targets, weights)
    converged = next.every((weight, i) => Math.abs(weight - (weights[i] ?? 0)) < 1e-6)
    weights = next
    rounds += 1
  }
  const most = 5 * median(cells, weights)
  const trimmed = weights.filter((weight) => weight > most).length
  if (trimmed > 0) {
    weights = fitOnce(
      cells,
      targets,
      weights.map((weight) => Math.min(weight, most)),
    )
  }
  const squares = cells.reduce((sum, cell, i) => sum + cell.n * (weights[i] ?? 0) ** 2, 0)
  const total = cells.reduce((sum, cell, i) => sum + cell.n * (weights[i] ?? 0), 0)
  return { weights, rounds, converged, trimmed, effectiveN: effectiveSize(total, squares) }
}

/** The margin on the scale of the sample, so that the weights are 1 on average. */
function shareOut(margin: readonly number[], n: number): number[] {
  const total = margin.reduce((sum, count) => sum + count, 0)
  return margin.map((count) => (total > 0 ? (n * count) / total : 0))
}

const everyLevelAnswered = (
  cells: readonly SampleCell[],
  targets: readonly (readonly number[])[],
) =>
  targets.every((target, margin) =>
    target.every(
      (wanted, level) =>
        wanted === 0 || cells.some((cell) => cell.n > 0 && cell.levels[margin] === level),
    ),
  )

/** One round: every margin fitted once, in order. */
function fitOnce(
  cells: readonly SampleCell[],
  targets: readonly (readonly number[])[],
  start: readonly number[],
): number[] {
  let weights = [...start]
  for (const [margin, target] of targets.entries()) {
    const current = target.map((_, level) =>
      cells.reduce(
        (sum, cell, i) => sum + (cell.levels[margin] === level ? cell.n * (weights[i] ?? 0) : 0),
        0,
      ),
    )
    weights = weights.map((weight, i) => {
      const level = cells[i]?.levels[margin]
      if (level === undefined || weight === 0) return 0
      return (weight * (target[level] ?? 0)) / (current[level] ?? 1)
    })
  }
  return weights
}

/** Median weight over the answers, not over the cells. */
function median(cells: readonly SampleCell[], weights: readonly number[]): number {
  const sorted = cells
    .map((cell, i) => ({ n: cell.n, weight: weights[i] ?? 0 }))
    .filter((cell) => cell.n > 0)
    .sort((a, b) => a.weight - b.weight)
  const n = sorted.reduce((sum, cell) => sum + cell.n, 0)
  /** The weight of the answer at a place, counted from 0. */
  const at = (place: number) => {
    let passed = 0
    for (const cell of sorted) {
      passed += cell.n
      if (passed > place) return cell.weight
    }
    return 0
  }
  return (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2
}

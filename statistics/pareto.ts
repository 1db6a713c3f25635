/** Which few categories make most of the complaints? */

export type Category = { category: string; count: number }

export type ParetoRow = Category & {
  /** Share of all, and of this and all larger categories together; 0 to 1. */
  share: number
  cumulative: number
}

/**
 * Categories from large to small with running shares (Pareto; Juran). Categories of equal count are
 * in the order of their names, so that the same numbers always give the same list.
 * @param categories counts, or counts weighted by what they cost
 * @returns empty when there is nothing to share out; categories without any count are left out
 */
export function pareto(categories: readonly Category[]): ParetoRow[] {
  const rows = categories.filter(({ count }) => count > 0).sort(largestFirst)
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  let running = 0
  return rows.map((row) => {
    running += row.count
    return { ...row, share: row.count / total, cumulative: running / total }
  })
}

/** How many of the largest categories are needed for a share (0.8: the vital few). */
export function vitalFew(rows: readonly ParetoRow[], share = 0.8): number {
  // Weighted sums are not whole numbers, so a share met exactly may fall short by a rounding error.
  const reached = rows.findIndex(({ cumulative }) => cumulative >= share - 1e-12)
  return reached === -1 ? rows.length : reached + 1
}

/**
 * The same complaints counted by what they weigh: the value of the customer's tier, or a cost.
 * @param weights by group; a group without one weighs 1
 */
export function weighted(
  counts: readonly (Category & { group: string })[],
  weights: Readonly<Record<string, number>>,
): Category[] {
  const sums = new Map<string, number>()
  for (const { category, group, count } of counts) {
    sums.set(category, (sums.get(category) ?? 0) + count * (weights[group] ?? 1))
  }
  return [...sums].map(([category, count]) => ({ category, count }))
}

function largestFirst(a: Category, b: Category): number {
  return b.count - a.count || (a.category < b.category ? -1 : 1)
}

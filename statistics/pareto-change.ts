/** Which categories of complaint take a larger part than they did? Not: which changed rank. */
import { benjaminiHochberg } from './multiple-comparisons.ts'
import type { Category } from './pareto.ts'
import { type ProportionDifference, proportionDifference } from './proportion.ts'
import { type Verdict, verdictOfChange } from './verdict.ts'

export type ParetoChange = {
  category: string
  now: number
  before: number
  /** Share of all complaints now minus share before, −1 to 1. */
  difference: ProportionDifference
  adjustedP: number | null
  verdict: Verdict
}

/**
 * Change of every category's share between two periods, with Newcombe's interval; p-values adjusted
 * for there being many categories (Benjamini & Hochberg 1995).
 * @param now, before whole counts; a category missing from one of them counted 0 there
 * @returns in the order of the larger change first; empty when either period has no complaint
 */
export function paretoChange(
  now: readonly Category[],
  before: readonly Category[],
  confidence = 0.95,
): ParetoChange[] {
  const [countsNow, countsBefore] = [byCategory(now), byCategory(before)]
  const [totalNow, totalBefore] = [total(now), total(before)]
  const compared = [...new Set([...countsNow.keys(), ...countsBefore.keys()])].flatMap(
    (category) => {
      const counts = { now: countsNow.get(category) ?? 0, before: countsBefore.get(category) ?? 0 }
      const difference = proportionDifference(
        { successes: counts.now, trials: totalNow },
        { successes: counts.before, trials: totalBefore },
        confidence,
      )
      return difference === null ? [] : { category, ...counts, difference }
    },
  )
  const adjusted = benjaminiHochberg(compared.map(({ difference }) => difference.p))
  return compared
    .map((row, i) => {
      const adjustedP = adjusted[i] ?? null
      const evidence = { interval: row.difference, n: [totalNow, totalBefore], adjustedP }
      return { ...row, adjustedP, verdict: verdictOfChange(evidence) }
    })
    .sort((a, b) => Math.abs(b.difference.estimate) - Math.abs(a.difference.estimate))
}

function byCategory(categories: readonly Category[]): Map<string, number> {
  return new Map(categories.map(({ category, count }) => [category, count]))
}

const total = (categories: readonly Category[]) =>
  categories.reduce((sum, { count }) => sum + count, 0)

/** Corrects p-values when several comparisons are shown together. */

/**
 * Adjusted p-values by Benjamini & Hochberg (1995), in the order given: those at most .05 are a
 * set in which 5 % are expected to be false. null (not testable) stays null and does not count.
 */
export function benjaminiHochberg(p: readonly number[]): number[]
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[]
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = p.map(() => null)
  const rising = ranked(p)
  const m = rising.length
  let least = 1
  for (const [rank, { value, index }] of [...rising.entries()].reverse()) {
    least = Math.min(least, (value * m) / (rank + 1))
    adjusted[index] = least
  }
  return adjusted
}

/**
 * Adjusted p-values by Holm (1979): the chance of even one false claim stays at most .05. For
 * alerts, each of which costs someone's attention.
 */
export function holm(p: readonly number[]): number[]
export function holm(p: readonly (number | null)[]): (number | null)[]
export function holm(p: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = p.map(() => null)
  const rising = ranked(p)
  let most = 0
  for (const [rank, { value, index }] of rising.entries()) {
    most = Math.max(most, Math.min(1, value * (rising.length - rank)))
    adjusted[index] = most
  }
  return adjusted
}

/** The p-values that exist, smallest first, with their places. */
const ranked = (p: readonly (number | null)[]) =>
  p
    .flatMap((value, index) => (value === null ? [] : [{ value, index }]))
    .sort((a, b) => a.value - b.value)

/** Comparisons as every report makes them: with the period before, and of each group with everyone else. */
import type { Difference, Verdict } from '../../schema/reports.ts'
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import {
  type Evidence,
  MINIMUM_FOR_VERDICT,
  verdictOfChange,
  verdictOfSegment,
} from '../../statistics/verdict.ts'
import { shownGroups } from './head.ts'

/** A difference as `statistics/` gives it; null when it could not be computed. */
export type Found = { estimate: number; low: number; high: number; p: number | null } | null

/** This window against the one before; `n` answers on each side. */
export const asChange = (found: Found, n: readonly number[]): Difference | null =>
  found && { ...bare(found), verdict: verdictOfChange({ interval: found, n }) }

export type Panel<Sums> = {
  shown: { value: string; own: Sums; rest: Sums }[]
  suppressed: number
}

/** The groups of a split that may be shown, largest first, each with everyone else. */
export function panelOf<Sums>(
  groups: ReadonlyMap<string, Sums> | undefined,
  total: Sums,
  sizeOf: (sums: Sums) => number,
  without: (total: Sums, own: Sums) => Sums,
  privacyMinimum: number,
): Panel<Sums> {
  const present = [...(groups ?? [])]
    .map(([value, own]) => ({ value, own, n: sizeOf(own) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
  const { shown, suppressed } = shownGroups(present, ({ n }) => n, sizeOf(total), privacyMinimum)
  return {
    suppressed,
    shown: shown.map(({ value, own }) => ({ value, own, rest: without(total, own) })),
  }
}

type Compared = { found: Found; n: readonly number[] }

/** Verdicts of groups against the rest, corrected for their number. */
export const againstRest = (compared: readonly Compared[]) => together(compared, verdictOfSegment)

/** Verdicts of changes that stand side by side, as those of a question's options, corrected for their number. */
export const changesTogether = (compared: readonly Compared[]) =>
  together(compared, verdictOfChange)

/** Corrected by Benjamini-Hochberg; the family is every comparison with enough answers for a verdict. */
function together(
  compared: readonly Compared[],
  verdictOf: (evidence: Evidence) => Verdict,
): (Difference | null)[] {
  const adjusted = benjaminiHochberg(
    compared.map(({ found, n }) =>
      n.every((size) => size >= MINIMUM_FOR_VERDICT) ? (found?.p ?? null) : null,
    ),
  )
  return compared.map(({ found, n }, i) => {
    const adjustedP = adjusted[i] ?? null
    return (
      found && { ...bare(found), adjustedP, verdict: verdictOf({ interval: found, n, adjustedP }) }
    )
  })
}

const bare = ({ estimate, low, high, p }: Exclude<Found, null>) => ({ estimate, low, high, p })

/** The zone of tolerance of the items that ask for a minimum and a desired level (methods 5). Pure. */
import type { ZoneResult } from '../../schema/reports.ts'
import type { GapQuestion } from '../../schema/survey.ts'
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { verdictOfGap } from '../../statistics/verdict.ts'
import { zoneOfTolerance } from '../../statistics/zone-of-tolerance.ts'

export const asksZone = ({ expectationKind }: GapQuestion): boolean =>
  expectationKind === 'minimum-and-desired'

export const zoneMeasure = ({ key }: GapQuestion): string => `zone|${key}`

/**
 * The zone of every item that has one, by its key; adequacy and superiority of all of them stand on one page, so
 * their verdicts are corrected for their number together.
 */
export function zonesOf(
  tally: Tally,
  items: readonly GapQuestion[],
  confidence: number,
): Map<string, ZoneResult> {
  const found = items.filter(asksZone).map((item) => ({ key: item.key, ...zone(tally, item) }))
  const adjusted = benjaminiHochberg(
    found.flatMap(({ figures }) => [figures.adequacy.p, figures.superiority.p]),
  )
  return new Map(
    found.map(({ key, figures, means }, i) => {
      const { n, contradictory, width, position, shares } = figures
      const judged = (of: 'adequacy' | 'superiority', place: number) => {
        const { low, high } = figures[of]
        const interval = low === null || high === null ? null : { low, high }
        const adjustedP = adjusted[2 * i + place] ?? null
        const verdict = verdictOfGap({ interval, n: [n], adjustedP })
        return { ...figures[of], adjustedP, verdict }
      }
      const result: ZoneResult = {
        n,
        contradictory,
        ...means,
        adequacy: judged('adequacy', 0),
        superiority: judged('superiority', 1),
        width,
        position,
        shares,
      }
      return [key, result]
    }),
  )

  function zone(from: Tally, item: GapQuestion) {
    const own = sums(from, zoneMeasure(item), 12)
    const [n = 0, msa = 0, msaSquares = 0, mss = 0, mssSquares = 0, ...rest] = own
    const [below = 0, inside = 0, above = 0, contradictory = 0, m = 0, w = 0, p = 0] = rest
    const mean = (sum: number) => (n === 0 ? null : sum / n)
    return {
      means: { minimum: mean(m), desired: mean(w), perceived: mean(p) },
      figures: zoneOfTolerance(
        {
          n,
          adequacy: msa,
          adequacySquares: msaSquares,
          superiority: mss,
          superioritySquares: mssSquares,
          below,
          inside,
          above,
          contradictory,
        },
        confidence,
      ),
    }
  }
}

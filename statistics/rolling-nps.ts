/** The Net Promoter Score of several periods together, period by period through time. */
import { type NpsGroups, type NpsResult, npsOf } from './nps.ts'

/**
 * For each period the score of it and those before it, together so many: fewer at the beginning. Their answers are
 * added up, not their scores, so that a week of few answers weighs little; the interval is that of all of them.
 * @param periods in order of time
 * @param most how many periods count together, at least 1
 */
export function rollingNps(
  periods: readonly NpsGroups[],
  most: number,
  confidence = 0.95,
): NpsResult[] {
  return periods.map((_, i) => {
    const own = periods.slice(Math.max(0, i + 1 - most), i + 1)
    const total = (of: keyof NpsGroups) => own.reduce((sum, period) => sum + period[of], 0)
    return npsOf(total('promoters'), total('passives'), total('detractors'), confidence)
  })
}

/** What every report says about itself, and the privacy rules all of them keep. */
import type { ReportHead } from '../../schema/reports.ts'
import { filterMayShow, hideSmallGroups } from '../../statistics/suppression.ts'
import type { Scope } from './scope.ts'

export const headOf = (scope: Scope, rebuilding: boolean, suppressed: number): ReportHead => ({
  from: scope.from,
  to: scope.to,
  timeZone: scope.timeZone,
  interval: scope.interval,
  rebuilding,
  suppressed,
  privacyMinimum: scope.privacyMinimum,
})

/** Whether a filtered figure may be shown beside the unfiltered one, from which it could be subtracted. */
export const mayShow = (filtered: number, whole: number, scope: Scope): boolean =>
  scope.filters.size === 0 ||
  ((filtered === 0 || filtered >= scope.privacyMinimum) &&
    filterMayShow(filtered, whole, scope.privacyMinimum))

/** Whether a period of a filtered figure has so few people that it may not be shown. */
export const isSmall = (n: number, scope: Scope): boolean =>
  scope.filters.size > 0 && n > 0 && n < scope.privacyMinimum

/** The groups that may be shown, in the order given, and how many may not. */
export function shownGroups<Group>(
  groups: readonly Group[],
  n: (group: Group) => number,
  total: number,
  privacyMinimum: number,
): { shown: Group[]; suppressed: number } {
  const hidden = hideSmallGroups(groups.map(n), privacyMinimum, total)
  const shown = groups.filter((_, i) => !hidden[i])
  return { shown, suppressed: groups.length - shown.length }
}

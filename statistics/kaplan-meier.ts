/** How long until a complaint is resolved, when many are not resolved yet (Kaplan & Meier 1958). */
import { normalCritical } from './distributions.ts'

/** Complaints of one age: resolved after so many days, or still open (or withdrawn) at that age. */
export type Duration = { days: number; resolved: number; open: number }

export type Step = {
  day: number
  /** Complaints known to have lasted at least so long. */
  atRisk: number
  resolved: number
  censored: number
  /** Share still open after this day, with the standard error of Greenwood. */
  open: number
  standardError: number | null
  low: number | null
  high: number | null
}

export type Survival = {
  n: number
  resolved: number
  open: number
  /** Durations under 0: errors in the dates, left out. */
  dropped: number
  steps: Step[]
}

/**
 * Kaplan-Meier curve of the share still open: S(t) = Π (1 − resolvedᵢ / at riskᵢ), with log-log
 * Greenwood limits (as R's survfit with conf.type 'log-log').
 * @param durations counts by age in days (or any unit), in any order, ages may repeat
 * @returns a step per age. While nothing is resolved the limits are both 1; at 0 they are null
 */
export function kaplanMeier(durations: readonly Duration[], confidence = 0.95): Survival {
  const z = normalCritical(confidence)
  const ages = byAge(durations)
  const n = ages.reduce((sum, { resolved, open }) => sum + resolved + open, 0)
  const all = ages.reduce((sum, { resolved }) => sum + resolved, 0)
  let atRisk = n
  let open = 1
  let greenwood = 0
  const steps = ages.map(({ days, resolved, open: censored }) => {
    const step = { day: days, atRisk, resolved, censored }
    // With whole numbers in front, S reaches 0 exactly when the last complaint is resolved.
    open *= (atRisk - resolved) / atRisk
    greenwood += resolved === atRisk ? 0 : resolved / (atRisk * (atRisk - resolved))
    atRisk -= resolved + censored
    return { ...step, open, ...logLogLimits(open, Math.sqrt(greenwood), z) }
  })
  const dropped = durations.reduce((sum, d) => sum + (d.days < 0 ? d.resolved + d.open : 0), 0)
  return { n, resolved: all, open: n - all, dropped, steps }
}

/**
 * The age by which a share of complaints is resolved (0.5: the median), with limits where the limits
 * of the curve cross the same height (Brookmeyer & Crowley 1982).
 * @returns days null when the curve never gets that far: for the median, more than half still open
 */
export function resolvedWithin(
  { steps }: Survival,
  share: number,
): { days: number | null; low: number | null; high: number | null } {
  const firstAtMost = (member: 'open' | 'low' | 'high') =>
    steps.find((step) => (step[member] ?? 2) <= 1 - share + 1e-9)?.day ?? null
  return { days: firstAtMost('open'), low: firstAtMost('low'), high: firstAtMost('high') }
}

/**
 * The share resolved by the end of a day (1, 7, 30 …), 0 to 1, with limits.
 * @returns null when no complaint has been followed that long, so that nobody knows yet
 */
export function resolvedBy(
  survival: Survival,
  day: number,
): { share: number; low: number | null; high: number | null } | null {
  const { open, low, high, atRisk } = openAfter(survival, day)
  if (atRisk === 0 && open > 0) return null
  return {
    share: 1 - open,
    low: high === null ? null : 1 - high,
    high: low === null ? null : 1 - low,
  }
}

/**
 * The share still open after a day; beyond the longest duration the last value is carried on, which
 * `atRisk` 0 tells.
 */
export function openAfter(
  { n, steps }: Survival,
  day: number,
): Pick<Step, 'day' | 'open' | 'standardError' | 'low' | 'high' | 'atRisk'> {
  const last = steps.findLast((step) => step.day <= day)
  const next = steps.find((step) => step.day >= day)
  const { open, standardError, low, high } = last ?? { ...start, day }
  return { day, open, standardError, low, high, atRisk: n === 0 ? 0 : (next?.atRisk ?? 0) }
}

/**
 * Restricted mean survival time: average days open, counting at most `horizon` days of each
 * complaint. It can be had when the median cannot.
 * @returns null when complaints were not followed up to the horizon and some are open
 */
export function restrictedMean({ steps }: Survival, horizon = 90): number | null {
  const end = steps.at(-1)
  if (end === undefined || (end.day < horizon && end.open > 0)) return null
  let area = 0
  let from = 0
  let open = 1
  for (const step of steps) {
    if (step.day >= horizon) break
    area += open * (step.day - from)
    from = step.day
    open = step.open
  }
  return area + open * (horizon - from)
}

const start = { open: 1, standardError: 0, low: 1, high: 1 }

/** Ages from low to high, each once, without impossible or empty ones. */
function byAge(durations: readonly Duration[]): Duration[] {
  const ages = new Map<number, Duration>()
  for (const { days, resolved, open } of durations) {
    if (days < 0 || resolved + open === 0) continue
    const same = ages.get(days) ?? { days, resolved: 0, open: 0 }
    ages.set(days, { days, resolved: same.resolved + resolved, open: same.open + open })
  }
  return [...ages.values()].sort((a, b) => a.days - b.days)
}

/** exp(−exp(ln(−ln S) ± z · se / ln S)): stays within 0 and 1 where a plain interval would not. */
function logLogLimits(
  open: number,
  errorOfLog: number,
  z: number,
): Pick<Step, 'standardError' | 'low' | 'high'> {
  if (open === 1) return { standardError: 0, low: 1, high: 1 }
  if (open === 0) return { standardError: null, low: null, high: null }
  const centre = Math.log(-Math.log(open))
  const reach = (z * errorOfLog) / Math.log(open)
  return {
    standardError: open * errorOfLog,
    low: Math.exp(-Math.exp(centre - reach)),
    high: Math.exp(-Math.exp(centre + reach)),
  }
}

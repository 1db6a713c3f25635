/** Complaint rates as they are told: per thousand units of exposure. Pure. */
import type { ComplaintRate } from '../../schema/reports/complaints.ts'
import { type Exposed, rate } from '../../statistics/rate.ts'

/** Rates are told per so many units of exposure. */
export const PER = 1000

export const times = (value: number | null) => (value === null ? null : value * PER)

export function perThousand<Figures extends { estimate: number; low: number; high: number }>(
  figures: Figures | null,
): Figures | null {
  if (!figures) return null
  const { estimate, low, high } = figures
  return { ...figures, estimate: estimate * PER, low: low * PER, high: high * PER }
}

export type Options = { confidence: number; spread: number }

export function rateOf(exposed: Exposed, options: Options): ComplaintRate {
  const found = rate(exposed, options)
  return {
    complaints: exposed.count,
    exposure: exposed.exposure,
    rate: times(found.rate),
    low: times(found.low),
    high: times(found.high),
  }
}

/** Answers of the same customers resemble each other: where many repeat, the NPS gets a cluster-robust error (methods 1.5). */
import type { NpsReport, NpsTotal } from '../../schema/reports.ts'
import { twoSidedNormalP } from '../../statistics/distributions.ts'
import { clipped, squareAndAdd } from '../../statistics/interval.ts'
import { unitVariance } from '../../statistics/nps.ts'
import { clusteredNps, MOST_REPEATS } from '../../statistics/nps-clusters.ts'
import type { Database } from '../db.ts'
import type { Subject } from './gather.ts'
import type { Found } from './panel.ts'
import type { Scope } from './scope.ts'
import { customersSums } from './store.ts'

export type Repeats = Exclude<NpsReport['repeats'], undefined>

/** From more answers on, the design effect is estimated from so many of them, so that the report stays quick. */
const MOST_ROWS = 2_000
const SAMPLE = 700

/**
 * How much repeats widen the error of an NPS; null where no more than a tenth of the answers are repeats, or
 * where only a customer's latest answer counts anyway.
 * @param n answers in the window
 */
export async function repeatsIn(
  db: Database,
  survey: Subject,
  scope: Scope,
  question: string,
  n: number,
): Promise<Repeats | null> {
  if (n < 2 || scope.answers === 'latest' || survey.definition.privacy === 'anonymous') return null
  const most = n > MOST_ROWS ? SAMPLE : null
  const [found] = await db.read([customersSums(survey.id, scope, question, most)])
  const customers = (found?.rows ?? []).flatMap((row) =>
    Array.from({ length: Number(row.customers) }, () => ({
      n: Number(row.n),
      sum: Number(row.sum),
    })),
  )
  const clustered = clusteredNps(customers)
  const groups = (found?.rows ?? []).reduce<{ promoters: number; detractors: number }>(
    (sum, row) => ({
      promoters: sum.promoters + Number(row.promoters),
      detractors: sum.detractors + Number(row.detractors),
    }),
    { promoters: 0, detractors: 0 },
  )
  if (clustered.standardError === null || (clustered.repeatShare ?? 0) <= MOST_REPEATS) return null
  const passives = clustered.n - groups.promoters - groups.detractors
  const plain = 100 * Math.sqrt(unitVariance({ ...groups, passives }) / clustered.n)
  if (plain === 0) return null
  return {
    share: clustered.repeatShare ?? 0,
    designEffect: (clustered.standardError / plain) ** 2,
    answers: clustered.n,
  }
}

/** A total with the error and interval that its repeats leave it. */
export function robust(total: NpsTotal, repeats: Repeats | null): NpsTotal {
  if (!repeats || total.nps === null || total.standardError === null || !total.interval)
    return total
  const wider = Math.sqrt(repeats.designEffect)
  const { low, high, confidence } = total.interval
  const limits = {
    low: total.nps - (total.nps - low) * wider,
    high: total.nps + (high - total.nps) * wider,
  }
  return {
    ...total,
    standardError: total.standardError * wider,
    interval: { ...clipped(limits, -100, 100), confidence, method: 'cluster-robust' },
  }
}

/** Difference of two such totals. */
export function robustDifference(a: NpsTotal, b: NpsTotal): Found {
  if (a.nps === null || b.nps === null || !a.interval || !b.interval) return null
  const estimate = a.nps - b.nps
  const error = Math.hypot(a.standardError ?? 0, b.standardError ?? 0)
  const limits = squareAndAdd(
    { estimate: a.nps, low: a.interval.low, high: a.interval.high },
    { estimate: b.nps, low: b.interval.low, high: b.interval.high },
  )
  return {
    estimate,
    ...clipped(limits, -200, 200),
    p: error === 0 ? null : twoSidedNormalP(estimate / error),
  }
}

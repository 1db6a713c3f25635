/** Complaint rates by segment, each against everyone else. */
import type { ComplaintTrend } from '../../schema/reports/complaints.ts'
import { type Exposed, rateDifference } from '../../statistics/rate.ts'
import type { Database } from '../db.ts'
import { answersBySegment } from './complaint-counts.ts'
import { type Options, perThousand, rateOf } from './complaint-rate.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsBySegment } from './complaint-store.ts'
import { againstRest, type Panel, panelOf } from './panel.ts'

/** Complaints and answers by segment; rates need a denominator that knows the segment, which only answers do. */
export async function rateGroups(
  db: Database,
  scope: ComplaintScope,
  total: Exposed,
): Promise<Panel<Exposed>> {
  if (scope.segment === null) return { shown: [], suppressed: 0 }
  const hasRates = scope.exposure === 'responses'
  const [[found], answers] = await Promise.all([
    db.read([countsBySegment(casesOf(scope, scope), scope.segment)]),
    hasRates ? answersBySegment(db, scope, scope, 'responses') : new Map<string, number>(),
  ])
  const counts = new Map(
    (found?.rows ?? []).flatMap(({ value, n }) =>
      value === null ? [] : [[String(value), Number(n)] as const],
    ),
  )
  const values = new Set([...counts.keys(), ...answers.keys()])
  const sums = [...values].map(
    (value) =>
      [value, { count: counts.get(value) ?? 0, exposure: answers.get(value) ?? 0 }] as const,
  )
  return panelOf(
    new Map(sums),
    hasRates ? total : { ...total, exposure: 0 },
    ({ count, exposure }) => (hasRates ? exposure : count),
    (a, b) => ({ count: a.count - b.count, exposure: a.exposure - b.exposure }),
    scope.privacyMinimum,
  )
}

export function segmentRates(panel: Panel<Exposed>, options: Options): ComplaintTrend['segments'] {
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: perThousand(rateDifference(own, rest, options)),
      n: [own.exposure, rest.exposure],
    })),
  )
  return panel.shown.map(({ value, own }, i) => ({
    value,
    ...rateOf(own, options),
    difference: differences[i] ?? null,
  }))
}

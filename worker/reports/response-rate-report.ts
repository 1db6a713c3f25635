/** Who answered of those asked, and who finished of those who began. */
import type { ResponseRateReport } from '../../schema/reports/quality.ts'
import { proportion, proportionDifference, type Trials } from '../../statistics/proportion.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { gather, periodsOf, type Subject, withoutTally } from './gather.ts'
import { headOf } from './head.ts'
import { againstRest, asChange, panelOf } from './panel.ts'
import type { Scope } from './scope.ts'

/** Answers of the same customer all count: each was begun, and finished or not. */
export async function responseRateReport(
  db: Database,
  survey: Subject,
  scope: Scope,
): Promise<ResponseRateReport> {
  const every = { ...scope, answers: 'all' as const }
  const gathered = await gather(db, survey, every, ['responses'], 'responses')
  const { now, before } = gathered
  const panel = panelOf(gathered.segments, now, began, withoutTally, scope.privacyMinimum)
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: proportionDifference(finished(own), finished(rest), scope.confidence),
      n: [began(own), began(rest)],
    })),
  )
  const change = proportionDifference(finished(now), finished(before), scope.confidence)
  return {
    ...headOf(scope, gathered.rebuilding, gathered.suppressed + panel.suppressed),
    basis: 'open-link',
    invitations: null,
    completion: share(now, scope),
    previous: {
      ...scope.previous,
      ...share(before, scope),
      difference: asChange(change, [began(now), began(before)]),
    },
    series: periodsOf(gathered, scope).map(({ start, tally, hidden }) => ({
      start,
      ...share(tally, scope),
      ...(hidden ? { hidden } : {}),
    })),
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...share(own, scope),
      difference: differences[i] ?? null,
    })),
  }
}

const began = (tally: Tally): number => finished(tally).trials

function finished(tally: Tally): Trials {
  const [trials = 0, successes = 0] = sums(tally, 'responses', 2)
  return { trials, successes }
}

function share(tally: Tally, { confidence }: Scope) {
  const { trials, successes } = finished(tally)
  return proportion(successes, trials, confidence)
}

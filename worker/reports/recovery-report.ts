/** The recovery paradox: customers whose complaint was closed to their satisfaction, and all who complained, against those without a problem. */
import type { RecoveryReport } from '../../schema/reports/follow-up.ts'
import type { Difference } from '../../schema/reports.ts'
import { type Moments, mean } from '../../statistics/mean.ts'
import { proportion, type Trials } from '../../statistics/proportion.ts'
import {
  type Comparison,
  type RecoveryOfShares,
  recovery,
  recoveryOfShares,
} from '../../statistics/recovery.ts'
import type { Database } from '../db.ts'
import { purchaseSpan } from '../purchases/store.ts'
import { scoresByProblem } from './follow-up-store.ts'
import type { Subject } from './gather.ts'
import { headOf, mayShow } from './head.ts'
import { npsQuestionOf } from './nps-report.ts'
import { findShown } from './privacy.ts'
import { DAYS, SPAN_MS } from './repurchase-report.ts'
import { refuse, type Scope } from './scope.ts'

type Kind = 'recovered' | 'complained' | 'none' | 'unknown'
/** Scores of a group, and how many of it bought again of those whose answers are old enough. */
type Group = Moments & { eligible: number; bought: number }
type Groups = Record<Kind, Group>

/**
 * Every customer once, by the latest answer of the window. What is shown is all three groups or none: each
 * could be told from the others and the whole.
 * @throws Problem invalid-request when the survey asks no NPS question, or a split is wanted
 */
export async function recoveryReport(
  db: Database,
  survey: Subject,
  asked: Scope,
  key: string | undefined,
  now: Date,
): Promise<RecoveryReport> {
  const question = npsQuestionOf(survey.definition, key)
  if (asked.segment !== null)
    refuse('?segment', 'This report is not split; filter.NAME=value is possible')
  const scope: Scope = { ...asked, answers: 'latest' }
  const everyone = { ...scope, filters: new Map<string, string>() }
  const want = { measures: [`values|${question}`], window: scope, by: 'all' as const }
  const { last } = await purchaseSpan(db)
  const until = Math.min(now.getTime(), last ?? 0)
  const [view, own, whole] = await Promise.all([
    findShown(db, survey, scope, [want], `values|${question}`),
    groupsOf(db, survey.id, scope, question, until),
    scope.filters.size === 0 ? null : groupsOf(db, survey.id, everyone, question, until),
  ])
  const isShown = view.isShown && isSafe(own, whole, scope, ({ n }) => n)
  const isOldShown = isShown && isSafe(own, whole, scope, ({ eligible }) => eligible)
  const groups = isShown ? own : NOBODY
  const complainants = added(groups.recovered, groups.complained)
  const found = recovery(
    { recovered: groups.recovered, complainants, noProblem: groups.none },
    scope.confidence,
  )
  return {
    ...headOf(scope, view.rebuilding, Number(!isShown)),
    question,
    recovered: mean(groups.recovered, scope.confidence),
    complainants: mean(complainants, scope.confidence),
    noProblem: mean(groups.none, scope.confidence),
    differences: {
      recovered: asDifference(found.recovered),
      complainants: asDifference(found.complainants),
    },
    repurchase:
      last === null || !isOldShown
        ? null
        : repurchaseOf({ ...groups, complained: complainants }, scope, last),
    caution: 'selection',
    unknown: groups.unknown.n,
  }
}

/** @param groups with everyone who complained */
function repurchaseOf(
  groups: Groups,
  { confidence }: Scope,
  last: number,
): RecoveryReport['repurchase'] {
  const trials = ({ eligible, bought }: Group) => ({ successes: bought, trials: eligible })
  const [recovered, complainants] = [trials(groups.recovered), trials(groups.complained)]
  const noProblem = trials(groups.none)
  const found = recoveryOfShares({ recovered, complainants, noProblem }, confidence)
  const share = ({ successes, trials: n }: Trials) => proportion(successes, n, confidence)
  return {
    days: DAYS,
    purchasesThrough: new Date(last).toISOString(),
    recovered: share(recovered),
    complainants: share(complainants),
    noProblem: share(noProblem),
    differences: {
      recovered: asDifference(found.recovered),
      complainants: asDifference(found.complainants),
    },
  }
}

const NOTHING: Group = { n: 0, sum: 0, sumOfSquares: 0, eligible: 0, bought: 0 }
const NOBODY: Groups = { recovered: NOTHING, complained: NOTHING, none: NOTHING, unknown: NOTHING }

async function groupsOf(
  db: Database,
  surveyId: string,
  scope: Scope,
  question: string,
  until: number,
): Promise<Groups> {
  const [found] = await db.read([scoresByProblem(surveyId, scope, question, SPAN_MS, until)])
  const rows = new Map((found?.rows ?? []).map((row) => [String(row.kind), row]))
  const of = (kind: Kind): Group => {
    const row = rows.get(kind)
    return row
      ? {
          n: Number(row.n),
          sum: Number(row.sum),
          sumOfSquares: Number(row.squares),
          eligible: Number(row.eligible),
          bought: Number(row.bought),
        }
      : NOTHING
  }
  return {
    recovered: of('recovered'),
    complained: of('complained'),
    none: of('none'),
    unknown: of('unknown'),
  }
}

/** What a customer went through is a split like any other, so its groups keep the privacy minimum without a filter too; also the unknown, who are what the others leave of all. */
function isSafe(
  own: Groups,
  whole: Groups | null,
  scope: Scope,
  sizeOf: (group: Group) => number,
): boolean {
  const kinds: readonly Kind[] = ['recovered', 'complained', 'none', 'unknown']
  return kinds.every((kind) => {
    const n = sizeOf(own[kind])
    return (
      (n === 0 || n >= scope.privacyMinimum) &&
      (whole === null || mayShow(n, sizeOf(whole[kind]), scope))
    )
  })
}

const added = (a: Group, b: Group): Group => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
  eligible: a.eligible + b.eligible,
  bought: a.bought + b.bought,
})

function asDifference({
  difference,
  verdict,
}: Comparison | RecoveryOfShares['recovered']): Difference | null {
  if (!difference) return null
  const { estimate, low, high, p } = difference
  return { estimate, low, high, p, verdict }
}

/** The recovery paradox: customers whose complaint was closed to their satisfaction, and all who complained, against those without a problem. */
import type { RecoveryReport } from '../../schema/reports/follow-up.ts'
import type { Difference } from '../../schema/reports.ts'
import { type Moments, mean } from '../../statistics/mean.ts'
import { type Comparison, recovery } from '../../statistics/recovery.ts'
import type { Database } from '../db.ts'
import { scoresByProblem } from './follow-up-store.ts'
import type { Subject } from './gather.ts'
import { headOf, mayShow } from './head.ts'
import { npsQuestionOf } from './nps-report.ts'
import { findShown } from './privacy.ts'
import { refuse, type Scope } from './scope.ts'

type Kind = 'recovered' | 'complained' | 'none' | 'unknown'
type Groups = Record<Kind, Moments>

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
): Promise<RecoveryReport> {
  const question = npsQuestionOf(survey.definition, key)
  if (asked.segment !== null)
    refuse('?segment', 'This report is not split; filter.NAME=value is possible')
  const scope: Scope = { ...asked, answers: 'latest' }
  const everyone = { ...scope, filters: new Map<string, string>() }
  const want = { measures: [`values|${question}`], window: scope, by: 'all' as const }
  const [view, own, whole] = await Promise.all([
    findShown(db, survey, scope, [want], `values|${question}`),
    groupsOf(db, survey.id, scope, question),
    scope.filters.size === 0 ? null : groupsOf(db, survey.id, everyone, question),
  ])
  const isShown = view.isShown && isSafe(own, whole, scope)
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
    caution: 'selection',
    unknown: groups.unknown.n,
  }
}

const NOTHING: Moments = { n: 0, sum: 0, sumOfSquares: 0 }
const NOBODY: Groups = { recovered: NOTHING, complained: NOTHING, none: NOTHING, unknown: NOTHING }

async function groupsOf(
  db: Database,
  surveyId: string,
  scope: Scope,
  question: string,
): Promise<Groups> {
  const [found] = await db.read([scoresByProblem(surveyId, scope, question)])
  const rows = new Map((found?.rows ?? []).map((row) => [String(row.kind), row]))
  const of = (kind: Kind): Moments => {
    const row = rows.get(kind)
    return row
      ? { n: Number(row.n), sum: Number(row.sum), sumOfSquares: Number(row.squares) }
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
function isSafe(own: Groups, whole: Groups | null, scope: Scope): boolean {
  const kinds: readonly Kind[] = ['recovered', 'complained', 'none', 'unknown']
  return kinds.every((kind) => {
    const { n } = own[kind]
    return (
      (n === 0 || n >= scope.privacyMinimum) && (whole === null || mayShow(n, whole[kind].n, scope))
    )
  })
}

const added = (a: Moments, b: Moments): Moments => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
})

function asDifference({ difference, verdict }: Comparison): Difference | null {
  if (!difference) return null
  const { estimate, low, high, p } = difference
  return { estimate, low, high, p, verdict }
}

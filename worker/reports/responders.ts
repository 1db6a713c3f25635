/** Early against late responders (methods 9.4): a hint of how those who never answered might differ. */
import type { QualityReport } from '../../schema/reports/quality.ts'
import type { Question } from '../../schema/survey.ts'
import { earlyAndLate, type Waited } from '../../statistics/early-and-late.ts'
import { type Moments, mean, meanDifference } from '../../statistics/mean.ts'
import { nps } from '../../statistics/nps.ts'
import { npsDifference } from '../../statistics/nps-difference.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { contentQuestionOf } from '../tallies/comments.ts'
import { countIn } from './cells.ts'
import type { Subject } from './gather.ts'
import { waitsOf } from './invited-store.ts'
import { againstRest } from './panel.ts'
import type { Scope } from './scope.ts'

type Responders = QualityReport['responders']

/** @param tally everyone's answers in the window: what the two groups leave of them is no small group either */
export async function respondersOf(
  db: Database,
  { id, definition }: Subject,
  scope: Scope,
  tally: Tally,
): Promise<Responders> {
  const question = contentQuestionOf(definition)
  const isOfAll = scope.filters.size === 0 && scope.without === null
  if (!question || !isOfAll || definition.privacy === 'anonymous') return null
  const [found] = await db.read([waitsOf(id, scope, question.key)])
  const waited = (found?.rows ?? []).map(
    ({ hours, score, n }): Waited => ({ wait: Number(hours), score: Number(score), n: Number(n) }),
  )
  const groups = earlyAndLate(waited)
  if (!groups) return null
  const [early, late] = [groups.early.answers, groups.late.answers]
  const others = countIn(tally, `values|${question.key}`) - size(early) - size(late)
  const isSmall = (n: number) => n > 0 && n < scope.privacyMinimum
  if ([size(early), size(late), groups.rest, others].some(isSmall)) return null
  const compared = measureOf(question, scope)
  const n = [size(late), size(early)]
  const [difference = null] = againstRest([{ found: compared.difference(late, early), n }])
  return {
    question: question.key,
    measure: compared.measure,
    early: { n: size(early), hours: groups.early.longest, ...compared.figure(early) },
    late: { n: size(late), hours: groups.late.shortest, ...compared.figure(late) },
    difference,
    caution: 'hint',
  }
}

function measureOf({ type }: Question, { confidence }: Scope) {
  if (type === 'nps')
    return {
      measure: 'nps' as const,
      figure: (answers: readonly Waited[]) => {
        const { nps: estimate, interval } = nps(histogramOf(answers), confidence)
        return { estimate, low: interval?.low ?? null, high: interval?.high ?? null }
      },
      difference: (a: readonly Waited[], b: readonly Waited[]) =>
        npsDifference(histogramOf(a), histogramOf(b), confidence),
    }
  return {
    measure: 'mean' as const,
    figure: (answers: readonly Waited[]) => {
      const { mean: estimate, low, high } = mean(momentsOf(answers), confidence)
      return { estimate, low, high }
    },
    difference: (a: readonly Waited[], b: readonly Waited[]) =>
      meanDifference(momentsOf(a), momentsOf(b), confidence),
  }
}

const size = (answers: readonly Waited[]) => answers.reduce((sum, { n }) => sum + n, 0)

const histogramOf = (answers: readonly Waited[]): number[] =>
  Array.from({ length: 11 }, (_, score) => size(answers.filter((each) => each.score === score)))

const momentsOf = (answers: readonly Waited[]): Moments => ({
  n: size(answers),
  sum: answers.reduce((sum, { score, n }) => sum + score * n, 0),
  sumOfSquares: answers.reduce((sum, { score, n }) => sum + score * score * n, 0),
})

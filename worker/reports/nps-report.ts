/** The NPS report: score, interval, histogram, series, the period before, and every segment against the rest. */
import type { Interval } from '../../schema/calendar.ts'
import type { Difference, NpsReport } from '../../schema/reports.ts'
import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { nps } from '../../statistics/nps.ts'
import { npsDifference } from '../../statistics/nps-difference.ts'
import { type NpsSegment, npsSegments } from '../../statistics/nps-segments.ts'
import { rollingNps } from '../../statistics/rolling-nps.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { type Gathered, gather, periodsOf, type Subject } from './gather.ts'
import { headOf } from './head.ts'
import { asChange, type Panel, panelOf } from './panel.ts'
import { repeatsIn, robust, robustDifference } from './repeats.ts'
import { refuse, type Scope } from './scope.ts'
import { weightedNpsOf } from './weighted-nps.ts'

/** @throws Problem invalid-request when the survey has no such question */
export async function npsReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
  weights: { names: readonly string[]; populations: Settings['populations'] } = NO_WEIGHTS,
): Promise<NpsReport> {
  const question = npsQuestionOf(survey.definition, asked)
  const countsIn = (tally: Tally): NpsCounts => sums(tally, `values|${question}`, 11)
  const measure = `values|${question}`
  const gathered = await gather(db, survey, scope, [measure], measure)
  const shown = countsIn(gathered.now)
  const previous = countsIn(gathered.before)
  const panel = panelOf(
    new Map([...gathered.segments].map(([value, tally]) => [value, countsIn(tally)])),
    shown,
    size,
    (total, own) => total.map((count, i) => count - (own[i] ?? 0)),
    scope.privacyMinimum,
  )
  const [repeats, weighted] = await Promise.all([
    repeatsIn(db, survey, scope, question, size(shown)),
    weightedNpsOf(db, survey, scope, question, weights.names, weights.populations),
  ])
  const now = robust(nps(shown, scope.confidence), repeats)
  const before = robust(nps(previous, scope.confidence), repeats)
  return {
    ...headOf(scope, gathered.rebuilding, gathered.suppressed + panel.suppressed),
    question,
    total: now,
    histogram: [...shown],
    previous: {
      ...scope.previous,
      ...before,
      difference: asChange(
        repeats ? robustDifference(now, before) : npsDifference(shown, previous, scope.confidence),
        [size(shown), size(previous)],
      ),
    },
    ...(repeats ? { repeats } : {}),
    ...(weighted ? { weighted } : {}),
    series: series(gathered, countsIn, scope),
    segments: segmentsOf(panel, shown, scope),
  }
}

const NO_WEIGHTS = { names: [], populations: {} }

export type NpsCounts = readonly number[]
const size = (counts: NpsCounts) => counts.reduce((sum, count) => sum + count, 0)

/** The question a report is about: the asked one, else the survey's first. */
export function npsQuestionOf(definition: SurveyDefinition, asked: string | undefined): string {
  const keys = definition.questions.filter((q) => q.type === 'nps').map((q) => q.key)
  const key = asked ?? keys[0]
  if (key === undefined || !keys.includes(key))
    refuse(
      '?question',
      keys.length === 0 ? 'This survey asks no NPS question' : `Possible: ${keys.join(', ')}`,
    )
  return key
}

/** How many periods the score of one is told with; longer ones stand alone. */
const TOGETHER: Partial<Record<Interval, number>> = { day: 28, week: 4 }

function series(
  gathered: Gathered,
  countsIn: (tally: Tally) => NpsCounts,
  scope: Scope,
): NpsReport['series'] {
  const periods = periodsOf(gathered, scope)
  const own = periods.map(({ tally }) => nps(countsIn(tally), scope.confidence))
  const most = scope.answers === 'all' ? TOGETHER[scope.interval] : undefined
  const rolling = most === undefined ? [] : rollingNps(own, most, scope.confidence)
  return periods.map(({ start, hidden }, i) => {
    const result = own[i] ?? nps([], scope.confidence)
    const together = rolling[i]
    const first = periods[Math.max(0, i + 1 - (most ?? 1))]?.start ?? start
    return {
      start,
      ...result,
      ...(hidden ? { hidden } : {}),
      ...(together
        ? {
            rolling: {
              from: first < scope.from ? scope.from : first,
              n: together.n,
              nps: together.nps,
              interval: together.interval,
            },
          }
        : {}),
    }
  })
}

/** Each segment against everyone else, corrected for their number (Benjamini-Hochberg). */
function segmentsOf(
  { shown }: Panel<NpsCounts>,
  total: NpsCounts,
  scope: Scope,
): NpsReport['segments'] {
  const judged = npsSegments(
    shown.map(({ own }) => own),
    total,
    scope.confidence,
  )
  return shown.map(({ value, own }, i) => ({
    value,
    ...nps(own, scope.confidence),
    difference: differenceOf(judged[i]),
  }))
}

function differenceOf(judged: NpsSegment | undefined): Difference | null {
  if (!judged?.difference) return null
  const { estimate, low, high, p } = judged.difference
  return { estimate, low, high, p, adjustedP: judged.adjustedP, verdict: judged.verdict }
}

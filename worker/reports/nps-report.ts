/** The NPS report: score, interval, histogram, series, the period before, and every segment against the rest. */
import { periodsIn } from '../../schema/calendar.ts'
import type { Difference, NpsReport, NpsTotal } from '../../schema/reports.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { nps } from '../../statistics/nps.ts'
import { npsDifference } from '../../statistics/nps-difference.ts'
import { type NpsSegment, npsSegments } from '../../statistics/nps-segments.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { verdictOfChange } from '../../statistics/verdict.ts'
import type { Database } from '../db.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { headOf, mayShow, shownGroups } from './head.ts'
import { refuse, type Scope } from './scope.ts'
import { findSums, type Want } from './source.ts'

/** @throws Problem invalid-request when the survey has no such question */
export async function npsReport(
  db: Database,
  survey: { id: string; definition: SurveyDefinition; plan: FoldPlan },
  scope: Scope,
  asked: string | undefined,
): Promise<NpsReport> {
  const question = npsQuestionOf(survey.definition, asked)
  const measure = `values|${question}`
  const want = (by: Want['by'], window = scope as Want['window']): Want => ({
    measures: [measure],
    window,
    by,
  })
  const wants = [want('all'), want('all', scope.previous), want('period')]
  if (scope.segment) wants.push(want('segment'))
  const { sums: found, rebuilding } = await findSums(db, survey.id, survey.plan, scope, wants)
  const [all, before, periods, segments] = found.map(
    (groups) => new Map([...groups].map(([name, tally]) => [name, countsIn(tally, measure)])),
  )
  const whole = await unfiltered(db, survey, scope, want('all'), measure)
  const total = total11(all?.get(''))
  const isShown = mayShow(size(total), whole ?? size(total), scope)
  const split = isShown ? segmentsOf(segments, total, scope) : { segments: [], suppressed: 0 }
  const previous = isShown ? total11(before?.get('')) : NOBODY
  const shown = isShown ? total : NOBODY
  return {
    ...headOf(scope, rebuilding, split.suppressed + Number(!isShown)),
    question,
    total: nps(shown, scope.confidence),
    histogram: [...shown],
    previous: {
      ...scope.previous,
      ...nps(previous, scope.confidence),
      difference: change(shown, previous, scope),
    },
    series: isShown ? series(periods, scope) : [],
    segments: split.segments,
  }
}

export type NpsCounts = readonly number[]
const NOBODY: NpsCounts = new Array<number>(11).fill(0)
const size = (counts: NpsCounts) => counts.reduce((sum, count) => sum + count, 0)
const total11 = (counts: NpsCounts | undefined): NpsCounts => counts ?? NOBODY
const countsIn = (tally: Tally, measure: string): NpsCounts => sums(tally, measure, 11)

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

/** How many there are without the filters; only asked when there are any. */
async function unfiltered(
  db: Database,
  survey: { id: string; plan: FoldPlan },
  scope: Scope,
  want: Want,
  measure: string,
): Promise<number | null> {
  if (scope.filters.size === 0) return null
  const everyone = { ...scope, filters: new Map(), segment: null }
  const { sums: found } = await findSums(db, survey.id, survey.plan, everyone, [want])
  return size(countsIn(found[0]?.get('') ?? new Map(), measure))
}

function change(now: NpsCounts, before: NpsCounts, scope: Scope): Difference | null {
  const found = npsDifference(now, before, scope.confidence)
  if (!found) return null
  const { estimate, low, high, p } = found
  const verdict = verdictOfChange({ interval: found, n: [size(now), size(before)] })
  return { estimate, low, high, p, verdict }
}

function series(periods: Map<string, NpsCounts> | undefined, scope: Scope) {
  return periodsIn(scope.interval, scope.from, scope.to).map((start) => ({
    start,
    ...nps(total11(periods?.get(start)), scope.confidence),
  }))
}

/** Each segment against everyone else, corrected for their number (Benjamini-Hochberg). */
function segmentsOf(
  segments: Map<string, NpsCounts> | undefined,
  total: NpsCounts,
  scope: Scope,
): {
  segments: (NpsTotal & { value: string; difference: Difference | null })[]
  suppressed: number
} {
  const named = [...(segments ?? [])].map(([value, counts]) => ({ value, counts }))
  const present = named.filter(({ counts }) => size(counts) > 0)
  const { shown, suppressed } = shownGroups(
    present.sort((a, b) => size(b.counts) - size(a.counts) || (a.value < b.value ? -1 : 1)),
    ({ counts }) => size(counts),
    size(total),
    scope.privacyMinimum,
  )
  const judged = npsSegments(
    shown.map(({ counts }) => counts),
    total,
    scope.confidence,
  )
  return {
    suppressed,
    segments: shown.map(({ value, counts }, i) => ({
      value,
      ...nps(counts, scope.confidence),
      difference: differenceOf(judged[i]),
    })),
  }
}

function differenceOf(judged: NpsSegment | undefined): Difference | null {
  if (!judged?.difference) return null
  const { estimate, low, high, p } = judged.difference
  return { estimate, low, high, p, adjustedP: judged.adjustedP, verdict: judged.verdict }
}

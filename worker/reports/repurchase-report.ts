/** Do promoters come back? Who bought again within 90 days of the answer, by NPS group and against what they meant to do. */
import { type Day, dayIn, startOf } from '../../schema/calendar.ts'
import type { RepurchaseReport } from '../../schema/reports/follow-up.ts'
import { proportion, proportionDifference, type Trials } from '../../statistics/proportion.ts'
import { type NpsGroup, npsGroupOf } from '../../statistics/repurchase.ts'
import type { Database } from '../db.ts'
import { purchaseSpan } from '../purchases/store.ts'
import { boughtAgain } from './follow-up-store.ts'
import { periodsOf, type Subject } from './gather.ts'
import { headOf, isSmall, mayShow } from './head.ts'
import { npsQuestionOf } from './nps-report.ts'
import { againstRest, asChange, panelOf } from './panel.ts'
import { findShown } from './privacy.ts'
import { topFrom } from './rating.ts'
import type { Scope, Window } from './scope.ts'

export const DAYS = 90
export const SPAN_MS = DAYS * 86_400_000
const GROUPS: readonly NpsGroup[] = ['promoters', 'passives', 'detractors']

type Counted = {
  score: number
  value: string | null
  start: Day | null
  n: number
  known: number
  eligible: number
  bought: number
}

/** @throws Problem invalid-request when the survey asks no NPS question */
export async function repurchaseReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
  now: Date,
): Promise<RepurchaseReport> {
  const question = npsQuestionOf(survey.definition, asked)
  const intended = survey.definition.questions.find(
    (each) => each.type === 'rating' && each.measure === 'repurchase',
  )
  const { last } = await purchaseSpan(db)
  const until = Math.min(now.getTime(), last ?? 0)
  const everyone = { ...scope, filters: new Map<string, string>() }
  const counts = (of: Scope, window: Window, key: string, by: By = {}) =>
    countsOf(db, survey.id, of, window, key, by, until)
  const split: By = scope.segment === null ? {} : { segment: scope.segment }
  const want = { measures: [`values|${question}`], window: scope, by: 'all' as const }
  const [view, all, whole, before, periods, meant] = await Promise.all([
    findShown(db, survey, { ...scope, segment: null }, [want], `values|${question}`),
    counts(scope, scope, question, split),
    scope.filters.size === 0 ? null : counts(everyone, scope, question, split),
    counts(scope, scope.previous, question),
    counts(scope, scope, question, { quarter: true }),
    intended ? counts(scope, scope, intended.key) : [],
  ])
  const isShown =
    view.isShown && mayShow(trialsOf(all).trials, trialsOf(whole ?? all).trials, scope)
  const known = isShown ? all : []
  const rate = (counted: readonly Counted[]) => share(counted, scope)
  const total = trialsOf(known)
  const panel = panelOf(
    visibleGroups(known, whole, scope),
    total,
    ({ trials }) => trials,
    (a, b) => ({ successes: a.successes - b.successes, trials: a.trials - b.trials }),
    scope.privacyMinimum,
  )
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: proportionDifference(own, rest, scope.confidence),
      n: [own.trials, rest.trials],
    })),
  )
  const past = isShown && !isSmall(trialsOf(before).trials, scope) ? before : []
  const groups = GROUPS.map((group) => ({
    group,
    counted: known.filter(({ score }) => npsGroupOf(score) === group),
  }))
  const of = (name: NpsGroup) => groups.find(({ group }) => group === name)?.counted ?? []
  return {
    ...headOf(scope, view.rebuilding, panel.suppressed + Number(!isShown)),
    question,
    days: DAYS,
    purchasesThrough: last === null ? null : new Date(last).toISOString(),
    ...(last === null ? { reason: 'no-purchases' as const } : {}),
    total: rate(known),
    groups: groups.map(({ group, counted }) => ({ group, ...rate(counted) })),
    difference: change(of('promoters'), of('detractors'), scope),
    intention:
      intended?.type === 'rating'
        ? intentionOf(isShown ? meant : [], intended.key, topFrom(intended), scope)
        : null,
    tooRecent: sum(known, 'known') - sum(known, 'eligible'),
    unknown: sum(known, 'n') - sum(known, 'known'),
    previous: { ...scope.previous, ...rate(past), difference: change(known, past, scope) },
    series: seriesOf(isShown ? periods : [], isShown, scope),
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...proportion(own.successes, own.trials, scope.confidence),
      difference: differences[i] ?? null,
    })),
  }
}

type By = { segment?: string; quarter?: true }

async function countsOf(
  db: Database,
  surveyId: string,
  scope: Scope,
  window: Window,
  question: string,
  by: By,
  until: number,
): Promise<Counted[]> {
  const [found] = await db.read([
    boughtAgain(surveyId, scope, window, question, by, SPAN_MS, until),
  ])
  return (found?.rows ?? []).map((row) => ({
    score: Number(row.score),
    value: row.value === null ? null : String(row.value),
    start:
      row.quarter === null
        ? null
        : startOf(scope.interval, dayIn(scope.timeZone, Number(row.quarter) * 900_000)),
    n: Number(row.n),
    known: Number(row.known),
    eligible: Number(row.eligible),
    bought: Number(row.bought),
  }))
}

const sum = (counted: readonly Counted[], name: 'n' | 'known' | 'eligible' | 'bought') =>
  counted.reduce((total, each) => total + each[name], 0)

const trialsOf = (counted: readonly Counted[]): Trials => ({
  successes: sum(counted, 'bought'),
  trials: sum(counted, 'eligible'),
})

const share = (counted: readonly Counted[], { confidence }: Scope) =>
  proportion(sum(counted, 'bought'), sum(counted, 'eligible'), confidence)

function change(a: readonly Counted[], b: readonly Counted[], { confidence }: Scope) {
  const [one, other] = [trialsOf(a), trialsOf(b)]
  return asChange(proportionDifference(one, other, confidence), [one.trials, other.trials])
}

function intentionOf(
  counted: readonly Counted[],
  question: string,
  from: number,
  scope: Scope,
): RepurchaseReport['intention'] {
  const intending = counted.filter(({ score }) => score >= from)
  const others = counted.filter(({ score }) => score < from)
  return {
    question,
    topFrom: from,
    intending: share(intending, scope),
    others: share(others, scope),
    difference: change(intending, others, scope),
  }
}

/** Groups of a split, without those that are in a filtered view nearly all of everyone's. */
function visibleGroups(
  counted: readonly Counted[],
  whole: readonly Counted[] | null,
  scope: Scope,
): Map<string, Trials> {
  const values = [...new Set(counted.flatMap(({ value }) => value ?? []))]
  const of = (all: readonly Counted[], value: string) =>
    trialsOf(all.filter((each) => each.value === value))
  const groups = values.map((value) => [value, of(counted, value)] as const)
  const leaks = groups.some(
    ([value, own]) => whole && !mayShow(own.trials, of(whole, value).trials, scope),
  )
  return new Map(leaks ? [] : groups)
}

function seriesOf(counted: readonly Counted[], isShown: boolean, scope: Scope) {
  const hidden = new Set(
    [...new Set(counted.flatMap(({ start }) => start ?? []))].filter((start) =>
      isSmall(trialsOf(counted.filter((each) => each.start === start)).trials, scope),
    ),
  )
  return periodsOf({ periods: new Map(), hidden, isShown }, scope).map((period) => ({
    start: period.start,
    ...share(period.hidden ? [] : counted.filter(({ start }) => start === period.start), scope),
    ...(period.hidden ? { hidden: true as const } : {}),
  }))
}
